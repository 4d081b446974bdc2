/** Making elements. Text is always text: nothing here reads HTML. */

type Handler = (event: never) => void;
export type Attributes = Readonly<Record<string, string | number | boolean | null | Handler>>;
export type Child = Node | string | null | false;

const SVG = "http://www.w3.org/2000/svg";
const MATH = "http://www.w3.org/1998/Math/MathML";

export function h<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  attributes: Attributes = {},
  ...children: readonly Child[]
): HTMLElementTagNameMap[K] {
  const made = document.createElement(tag);
  dress(made, attributes);
  fill(made, children);
  return made;
}

export function svg<K extends keyof SVGElementTagNameMap>(
  tag: K,
  attributes: Attributes = {},
  ...children: readonly Child[]
): SVGElementTagNameMap[K] {
  const made = document.createElementNS(SVG, tag);
  dress(made, attributes);
  fill(made, children);
  return made;
}

export function math(tag: string, attributes: Attributes, children: readonly Child[]): Element {
  const made = document.createElementNS(MATH, tag);
  dress(made, attributes);
  fill(made, children);
  return made;
}

/** Sets attributes; a function under `onclick` listens to clicks; null and false take an attribute away. */
export function dress(element: Element, attributes: Attributes): void {
  for (const [name, value] of Object.entries(attributes)) {
    if (typeof value === "function") element.addEventListener(name.slice(2), value as EventListener);
    else if (value === null || value === false) element.removeAttribute(name);
    else element.setAttribute(name, value === true ? "" : String(value));
  }
}

/** Puts `children` in place of what is there. */
export function fill(element: Element, children: readonly Child[]): void {
  element.replaceChildren(...children.filter((child) => child !== null && child !== false));
}

/** Changes a text only where it differs, so that a screen reader and the selection are left alone. */
export function say(element: Element, text: string): void {
  if (element.textContent !== text) element.textContent = text;
}

/** The element of the page's skeleton with this id. */
export function part(id: string): HTMLElement {
  const found = document.getElementById(id);
  if (!found) throw new Error(`The page has no part #${id}.`);
  return found;
}

/** Text in which `code` stands between grave accents. */
export function prose(text: string): Child[] {
  return text.split("`").map((piece, i) => (i % 2 === 1 ? h("code", {}, piece) : piece));
}
