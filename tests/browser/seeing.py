"""What is seen of a projection, measured on the page: how large, how bold, where, and whether covered."""

from __future__ import annotations

from typing import Any

from playwright.sync_api import Page

PRIMARY, SECONDARY = 4.2, 2.8
LOWEST = 0.9
BAND = 0.22

TEXTS = """() => {
  const unit = innerHeight / 100;
  const small = ".factor, .matrix, .grid, .map, .local-chip, .now, .muted, .partial";
  const script = "msub > :not(:first-child), msup > :not(:first-child)";
  const found = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const node = walker.currentNode;
    const element = node.parentElement;
    if (!node.data.trim() || element.closest(".unseen, noscript, script")) continue;
    if (!element.checkVisibility({ visibilityProperty: true, opacityProperty: true })) continue;
    const range = document.createRange();
    range.selectNodeContents(node);
    const { left, right, top, bottom } = range.getBoundingClientRect();
    if (right <= 0 || bottom <= 0 || left >= innerWidth || top >= innerHeight) continue;
    const style = getComputedStyle(element);
    const scale = element instanceof SVGElement ? element.getScreenCTM().a : 1;
    const told = element.closest(".sentence, .formula, .graph .number");
    found.push({
      text: node.data.trim(),
      size: (parseFloat(style.fontSize) * scale) / unit,
      weight: Number(style.fontWeight),
      primary: told !== null && !element.closest(small) && !element.closest(script),
    });
  }
  return found;
}"""

PLACES = """(ends) => {
  const boxOf = (element) => {
    const { left, top, right, bottom } = element.getBoundingClientRect();
    return { left, top, right, bottom };
  };
  const cardOf = (id) =>
    document.querySelector(`[data-stand-in="${id}"] .card`) ?? document.querySelector(`[data-node="${id}"]`);
  // What lies over a point of the window, but for the zones that are tapped.
  const covers = (x, y) => document.elementsFromPoint(x, y).find((element) => !element.closest(".zone"));
  const isSeen = (card, { left, top, right, bottom }) => {
    // Inside the round corners.
    const inset = 0.1 * (bottom - top);
    const x = [left + inset, (left + right) / 2, right - inset];
    const y = [top + inset, (top + bottom) / 2, bottom - inset];
    return x.every((at) => y.every((height) => card.contains(covers(at, height))));
  };
  const scrolls = (part) =>
    part.checkVisibility() &&
    /auto|scroll/.test(getComputedStyle(part).overflow) &&
    (part.scrollWidth > part.clientWidth || part.scrollHeight > part.clientHeight);
  const current = document.querySelector(".scene .card.current");
  const sentence = document.querySelector(".sentence");
  const formula = document.querySelector(".formula");
  const pieces = [...formula.querySelectorAll("math")].filter((math) => math.checkVisibility()).map(boxOf);
  const root = document.documentElement;
  return {
    cards: (current ? [current, ...ends.map(cardOf)] : []).map((card) => {
      const box = boxOf(card.querySelector(".card-box"));
      return { ...box, seen: isSeen(card, box) };
    }),
    band: boxOf(document.querySelector("#band")),
    lines: (boxOf(formula).top - boxOf(sentence).top) / parseFloat(getComputedStyle(sentence).lineHeight),
    cut: pieces.some(
      (box) =>
        box.left < 0 ||
        box.right > innerWidth ||
        box.top < boxOf(sentence).bottom - 1 ||
        box.bottom > boxOf(formula).bottom + 1,
    ),
    scrolling: [...document.querySelectorAll("body *")].filter(scrolls).map((part) => part.className),
    overflowing: root.scrollHeight > innerHeight || root.scrollWidth > innerWidth,
  };
}"""


def faults_of_step(page: Page, ends: dict[str, list[str]]) -> list[str]:
    """What is wrong with what is seen: too small, too thin, cut off, covered. `ends`: of a node's wires."""
    size = page.viewport_size or {"width": 0, "height": 0}
    return [
        *faults_of_type(page.evaluate(TEXTS)),
        *faults_of_place(page.evaluate(PLACES, near(page, ends)), size),
    ]


def near(page: Page, ends: dict[str, list[str]]) -> list[str]:
    """The inputs and the outputs of the current node."""
    current = page.locator(".scene .card.current")
    return ends.get(current.get_attribute("data-node") or "", []) if current.count() else []


def faults_of_type(texts: list[dict[str, Any]]) -> list[str]:
    small = [
        f"{text['text']!r} is {text['size']:.2f} vh"
        for text in texts
        if text["size"] < (PRIMARY if text["primary"] else SECONDARY)
    ]
    thin = [f"{text['text']!r} has weight {text['weight']}" for text in texts if text["weight"] < 500]
    return small + thin


def faults_of_place(seen: dict[str, Any], size: Any) -> list[str]:
    found = []
    for card in seen["cards"]:
        if card["left"] < 0 or card["right"] > size["width"] or card["top"] < seen["band"]["bottom"]:
            found.append(f"a card of the step is cut off: {card}")
        if card["bottom"] > LOWEST * size["height"]:
            found.append(f"a card of the step reaches into the bottom tenth: {card}")
        if not card["seen"]:
            found.append(f"a card of the step is covered: {card}")
    if seen["band"]["bottom"] > BAND * size["height"]:
        found.append("the story takes more than the top 22 %")
    if seen["lines"] > 2.1 or seen["cut"]:
        found.append("the sentence or the formula does not fit")
    if seen["scrolling"] or seen["overflowing"]:
        found.append(f"something scrolls: {seen['scrolling']}")
    return found
