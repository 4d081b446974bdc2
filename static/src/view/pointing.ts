/** Which number is pointed at, by the pointer or the keyboard: in the formula, on the graph, in the inspector. */

import { type Cell, elementOf, gridOf, sameCell } from "../model/cell.ts";
import { tellingIn } from "../model/derived.ts";
import type { Frame } from "../model/frame.ts";
import { shownAt } from "../model/origin.ts";
import { isTensor } from "../wire/numbers.ts";
import type { App } from "./app.ts";

/** A number, and where it stands in the window. */
export interface Pointed {
  readonly lit: string | null;
  readonly cell: Cell | null;
  /** The number itself; null where a whole tensor or node is meant. */
  readonly value: number | null;
  readonly box: DOMRect;
}

export type Tell = (pointed: Pointed | null, by: "pointer" | "keyboard") => void;

/** Milliseconds in which the pointer may cross from a number to what is said of it. */
const GRACE = 300;

/** `areas` hold numbers; `asides` are what is said of the one pointed at, and keep it. `tell` hears of each. */
export function listenToPointing(
  { store }: App,
  areas: readonly Element[],
  asides: readonly Element[],
  tell: Tell,
): void {
  let hovered: Pointed | null = null;
  let focused: Pointed | null = null;
  let leaving = 0;

  const settle = () => {
    const pointed = hovered ?? focused;
    const { cell } = store.get();
    const next = pointed?.cell ?? null;
    store.set({ lit: pointed?.lit ?? null, cell: sameCell(cell, next) ? cell : next });
    tell(pointed, hovered ? "pointer" : "keyboard");
  };
  const stay = () => window.clearTimeout(leaving);
  const leave = () => {
    stay();
    leaving = window.setTimeout(() => {
      hovered = null;
      settle();
    }, GRACE);
  };
  const hover = (event: PointerEvent) => {
    const frame = tellingIn(store.get());
    const found = frame && pointedAt(frame, event.target, event);
    if (!found) return hovered ? leave() : undefined;
    stay();
    if (hovered?.lit === found.lit && hovered.value === found.value && sameCell(hovered.cell, found.cell))
      return;
    hovered = found;
    settle();
  };
  const focus = ({ target }: FocusEvent) => {
    const frame = tellingIn(store.get());
    const seen = target instanceof Element && target.matches(":focus-visible, [data-index], [data-number]");
    hovered = null;
    focused = frame && seen ? focusedOn(frame, target) : null;
    settle();
  };
  const blur = () => {
    focused = null;
    settle();
  };

  for (const area of areas) {
    area.addEventListener("pointermove", (event) => hover(event as PointerEvent));
    area.addEventListener("pointerleave", leave);
    area.addEventListener("focusin", (event) => focus(event as FocusEvent));
    area.addEventListener("focusout", blur);
  }
  for (const aside of asides) {
    aside.addEventListener("pointerenter", stay);
    aside.addEventListener("pointerleave", leave);
  }
  store.subscribe((now, before) => {
    if (now.step === before.step && now.trace === before.trace) return;
    hovered = null;
    stay();
    settle();
  });
}

/** A card takes the focus for all of its numbers, everything else for itself. */
function focusedOn(frame: Frame, target: Element): Pointed | null {
  const node = target.getAttribute("data-node");
  const box = target.getBoundingClientRect();
  return node === null ? pointedAt(frame, target, null) : { lit: node, cell: null, value: null, box };
}

function pointedAt(
  frame: Frame,
  target: EventTarget | null,
  at: { readonly clientX: number; readonly clientY: number } | null,
): Pointed | null {
  if (!(target instanceof Element)) return null;
  const alone = target.closest("[data-number]");
  if (alone) {
    const value = Number(alone.getAttribute("data-number"));
    return { lit: null, cell: null, value, box: alone.getBoundingClientRect() };
  }
  const holder = target.closest("[data-ref]");
  const lit = holder?.getAttribute("data-ref") ?? "";
  if (!holder || lit === "") return null;
  const value = shownAt(frame, lit);
  const own = holder.getBoundingClientRect();
  if (value === null) return { lit, cell: null, value: null, box: own };
  const place = isTensor(value) ? placeIn(holder, target, gridOf(value), at) : { index: 0, box: own };
  if (!place) return { lit, cell: null, value: null, box: own };
  return {
    lit,
    cell: { ref: lit, index: place.index },
    value: elementOf(value, place.index),
    box: place.box,
  };
}

interface Found {
  readonly index: number;
  readonly box: DOMRect;
}

/**
 * The element of a tensor at a place of its picture: marked with its number, in a matrix of a formula, or in a grid,
 * which shows all of it or a part: `data-span` is the first element, the distance to the next, rows and columns.
 */
function placeIn(
  holder: Element,
  target: Element,
  { rows, columns }: { readonly rows: number; readonly columns: number },
  at: { readonly clientX: number; readonly clientY: number } | null,
): Found | null {
  const marked = target.closest("[data-index]");
  if (marked && holder.contains(marked)) {
    const index = Number(marked.getAttribute("data-index"));
    return { index, box: marked.getBoundingClientRect() };
  }
  const cell = target.closest("mtd");
  if (cell && holder.contains(cell)) {
    const row = [...(cell.parentElement?.parentElement?.children ?? [])].indexOf(
      cell.parentElement as Element,
    );
    const column = [...(cell.parentElement?.children ?? [])].indexOf(cell);
    return { index: row * columns + column, box: cell.getBoundingClientRect() };
  }
  const frame = holder.querySelector(".grid-frame");
  if (!frame || !at) return null;
  const [first, stride, height, width] = holder.getAttribute("data-span")?.split(" ").map(Number) ?? [];
  const picture = { rows: height ?? rows, columns: width ?? columns };
  const found = cellAt(frame.getBoundingClientRect(), picture, at);
  return found && { ...found, index: (first ?? 0) + found.index * (stride ?? 1) };
}

function cellAt(
  { left, top, width, height }: DOMRect,
  { rows, columns }: { readonly rows: number; readonly columns: number },
  at: { readonly clientX: number; readonly clientY: number },
): Found | null {
  const column = Math.floor(((at.clientX - left) / width) * columns);
  const row = Math.floor(((at.clientY - top) / height) * rows);
  if (column < 0 || column >= columns || row < 0 || row >= rows) return null;
  const [w, h] = [width / columns, height / rows];
  return { index: row * columns + column, box: new DOMRect(left + column * w, top + row * h, w, h) };
}
