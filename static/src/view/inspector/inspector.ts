/** One node in five blocks, always the same five, always in the same order; nothing before its step. */

import { inspectedIn } from "../../model/actions/graph.ts";
import { tellingIn } from "../../model/derived.ts";
import { isPointedAt } from "../../model/meeting.ts";
import type { State } from "../../model/session.ts";
import { type App, wordsOf } from "../app.ts";
import { actionButton } from "../button.ts";
import { fill, h } from "../dom.ts";
import { icon } from "../icons.ts";
import { copyParts, SCRIPTS } from "../share/copies.ts";
import type { Sharing } from "../share/share.ts";
import { blocks, heading } from "./blocks.ts";
import { broken } from "./broken.ts";
import { followsPick } from "./figures.ts";
import type { Look } from "./look.ts";
import { mountNudge } from "./nudge.ts";
import { ways } from "./ways.ts";

export function mountInspector(sharing: Sharing, panel: HTMLElement): void {
  const { app } = sharing;
  const { store } = app;
  const content = h("div", { class: "inspector-content" });
  const nudge = h("section", { class: "block nudge" });
  const tools = h(
    "div",
    { class: "inspector-tools" },
    actionButton(app, "edit-value", { text: true }),
    actionButton(app, "expand", { text: true }),
  );
  const close = h(
    "button",
    { type: "button", class: "button close", onclick: () => store.set({ drawer: "none" }) },
    icon("close"),
  );
  const steps = h("div", { class: "ways" });
  const copies = h("section", { class: "inspector-copies" });
  fill(panel, [close, content, nudge, steps, tools, copies]);
  mountNudge(app, nudge);
  store.watch(["language"], (state) => {
    const title = h("p", { class: "hint" }, wordsOf(state)("copy.label"));
    fill(copies, [title, ...copyParts(sharing, state, SCRIPTS)]);
  });

  const draw = (state: State) => {
    const words = wordsOf(state);
    panel.setAttribute("aria-label", words("region.inspector"));
    close.setAttribute("aria-label", words("action.close"));
    if (!panel.checkVisibility()) return;
    const look = lookOf(app, state);
    keepingFocus(panel, () => {
      fill(
        content,
        look
          ? [heading(look), broken(look), ...blocks(look)]
          : [h("p", { class: "hint" }, words("graph.hint"))],
      );
      fill(steps, look ? ways(look) : []);
    });
    const formulas = [...content.querySelectorAll(".inspector-formula")];
    const wide = formulas.filter((formula) => formula.scrollWidth > formula.clientWidth);
    for (const formula of wide) formula.classList.add("tight");
    light(state);
  };

  /** The numbers pointed at, in the formula or on the graph. */
  const light = (state: State) => {
    const { lit, cell } = state;
    const frame = tellingIn(state);
    for (const number of panel.querySelectorAll("[data-ref]")) {
      const ref = number.getAttribute("data-ref");
      number.classList.toggle("lit", isPointedAt(frame, lit, ref));
      for (const one of number.querySelectorAll("[data-index]"))
        one.classList.toggle(
          "pointed",
          ref === cell?.ref && one.getAttribute("data-index") === String(cell?.index),
        );
    }
  };

  // The element that the nudge and the figures speak of.
  panel.addEventListener("focusin", ({ target }) => {
    const cell = target instanceof Element ? target.closest("[data-index]") : null;
    const ref = cell?.closest("[data-ref]")?.getAttribute("data-ref");
    const state = store.get();
    const node = state.trace?.nodes.find(({ id }) => id === ref?.split(".")[0]);
    if (!cell || !node || node.id !== inspectedIn(state)) return;
    const index = Number(cell.getAttribute("data-index"));
    if (state.picked?.node !== node.key || state.picked.index !== index)
      store.set({ picked: { node: node.key, index } });
  });

  store.watch(
    ["trace", "step", "selection", "language", "notation", "operations", "granularity", "mask"],
    draw,
  );
  // Where there was no room for the panel, it was not drawn.
  store.watch(["sample", "drawer", "viewport", "block"], draw);
  store.watch(["picked"], (state) => {
    const look = lookOf(app, state);
    if (look && followsPick(look)) draw(state);
  });
  store.watch(["lit", "cell"], light);
}

function lookOf(app: App, state: State): Look | null {
  const frame = tellingIn(state);
  const id = inspectedIn(state);
  const shown = frame?.nodes.find(({ node }) => node.id === id);
  if (!frame || !shown) return null;
  const { node } = shown;
  return {
    app,
    state,
    words: wordsOf(state),
    frame,
    shown,
    operation: node.op === null ? undefined : state.operations?.get(node.op),
    into: frame.edges.filter(({ edge }) => edge.target === node.id),
  };
}

/** Gives the focus back to what stands for the element that had it, after the panel was filled anew. */
function keepingFocus(panel: HTMLElement, change: () => void): void {
  const held = panel.contains(document.activeElement) ? document.activeElement : null;
  const key = held?.getAttribute("data-focus");
  change();
  if (!key || document.activeElement === held) return;
  panel.querySelector<HTMLElement>(`[data-focus="${CSS.escape(key)}"]`)?.focus({ preventScroll: true });
}
