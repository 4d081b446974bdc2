/** The net under the reader's hands: units and weights are walked through by the arrow keys, picked, and looked into. */

import type { Column, Net } from "../../model/net.ts";
import { type Origin, unitsOf } from "../../scene/netLines.ts";
import type { NetStage } from "../../scene/netStage.ts";
import type { App } from "../app.ts";

/** Milliseconds in which the figures of a number are typed. */
const TYPING = 900;

/** Where the keyboard stands. */
type Spot =
  | { readonly kind: "unit"; readonly column: string; readonly unit: number }
  | { readonly kind: "weight"; readonly column: string; readonly from: Origin; readonly unit: number }
  | { readonly kind: "pixel"; readonly column: string; readonly unit: number; readonly ref: string };

export interface NetHands {
  /** One part of the net takes the tab key. */
  rove(): void;
}

export function handleNet({ store }: App, picture: SVGSVGElement, stageNow: () => NetStage | null): NetHands {
  let spot: Spot | null = null;
  let typed = { text: "", at: Number.NEGATIVE_INFINITY };

  const elementOf = (wanted: Spot): SVGElement | null => picture.querySelector(selectorOf(wanted));
  const rove = () => {
    const own = spot && elementOf(spot);
    const stop = own ?? picture.querySelector(".unit, .spot");
    for (const other of picture.querySelectorAll("[tabindex='0']"))
      if (other !== stop) other.setAttribute("tabindex", "-1");
    stop?.setAttribute("tabindex", "0");
  };
  const go = (to: Spot) => {
    spot = to;
    rove();
    elementOf(to)?.focus();
  };
  const pick = (column: Column, unit: number) => {
    const { units } = store.get();
    store.set({ units: { ...units, [column.run]: unit } });
  };

  /** To a unit of a column, brought into sight where it is none of those drawn. */
  const goToUnit = (stage: NetStage, column: Column, unit: number) => {
    if (isPicture(stage, column)) {
      pick(column, unit);
      // From the units one comes to the picture of their weights.
      const shown = picture.querySelector(`.lens .spot[data-column="${CSS.escape(column.key)}"]`);
      const ref = shown?.parentElement?.getAttribute("data-ref") ?? "";
      return go({ kind: "pixel", column: column.key, unit, ref });
    }
    if (!unitsOf(column, stage).some((row) => row.unit === unit)) pick(column, unit);
    go({ kind: "unit", column: column.key, unit });
  };

  const move = (stage: NetStage, from: Spot, key: string): void => {
    const { columns } = stage.net;
    const at = columns.findIndex((column) => column.key === from.column);
    const column = columns[at];
    if (!column) return;
    const [before, after] = [columns[at - 1], columns[at + 1]];
    const step = key === "ArrowUp" ? -1 : key === "ArrowDown" ? 1 : 0;
    if (from.kind === "weight") {
      if (before) moveOnWeights(stage, before, column, from, key);
      return;
    }
    if (from.kind === "pixel") {
      moveInPicture(stage, column, after, from, key);
      return;
    }
    const to = key === "Home" ? 0 : key === "End" ? column.units - 1 : from.unit + step;
    if (step !== 0 || key === "Home" || key === "End") {
      if (to >= 0 && to < column.units) goToUnit(stage, column, to);
    } else if (key === "ArrowLeft" && before) goAlong(stage, before, column, from.unit, "left");
    else if (key === "ArrowRight" && after) goAlong(stage, column, after, from.unit, "right");
  };

  /** Onto the weight that leads on, where one is drawn; else to the unit at its end. */
  const goAlong = (stage: NetStage, before: Column, column: Column, unit: number, way: "left" | "right") => {
    const [own, other] = way === "left" ? [column, before] : [before, column];
    const row = unitsOf(own, stage).find((one) => one.unit === unit)?.row ?? 0;
    const near = nearestUnit(stage, other, row);
    const weighted = column.link?.weights && !isPicture(stage, before);
    if (!weighted) return goToUnit(stage, other, other.units === own.units ? unit : near);
    const [from, to] = way === "left" ? [near, unit] : [unit, near];
    const weight: Spot = { kind: "weight", column: column.key, from, unit: to };
    if (elementOf(weight)) go(weight);
    else goToUnit(stage, other, near);
  };

  const moveOnWeights = (
    stage: NetStage,
    before: Column,
    column: Column,
    from: Extract<Spot, { kind: "weight" }>,
    key: string,
  ) => {
    if (key === "ArrowRight") return goToUnit(stage, column, from.unit);
    const drawn: Origin[] = unitsOf(before, stage).map(({ unit }) => unit);
    if (column.link?.bias) drawn.push("bias");
    const at = drawn.indexOf(from.from);
    if (key === "ArrowLeft") {
      const last = unitsOf(before, stage).at(-1)?.unit ?? 0;
      return goToUnit(stage, before, from.from === "bias" ? last : from.from);
    }
    const next = drawn[at + (key === "ArrowUp" ? -1 : key === "ArrowDown" ? 1 : 0)];
    if (next !== undefined && next !== from.from) go({ ...from, from: next });
  };

  const moveInPicture = (
    stage: NetStage,
    column: Column,
    after: Column | undefined,
    from: Extract<Spot, { kind: "pixel" }>,
    key: string,
  ) => {
    const drawn = stage.drawn.get(column.key);
    if (drawn?.kind !== "picture") return;
    const { side } = drawn;
    const [row, across] = [Math.floor(from.unit / side), from.unit % side];
    const spots = [...picture.querySelectorAll(`.spot[data-column="${CSS.escape(column.key)}"]`)];
    const refs = spots.map((one) => one.parentElement?.getAttribute("data-ref") ?? "");
    const half = refs.filter((ref) => ref.endsWith(".grad")).length > 0 ? 2 : 1;
    const [dx, dy] = PIXEL[key] ?? [0, 0];
    const inside = across + dx >= 0 && across + dx < side && row + dy >= 0 && row + dy < side;
    const here = refs.indexOf(from.ref);
    if (inside && (dx !== 0 || dy !== 0)) return put(column, from.unit + dx + dy * side, from.ref);
    if (key === "Home" || key === "End") return put(column, key === "Home" ? 0 : column.units - 1, from.ref);
    // Over an edge: to the picture that lies there, or on to the units.
    const target = dy !== 0 ? here + dy : here + dx * half;
    const same = dy === 0 || Math.floor(target / half) === Math.floor(here / half);
    const ref = same ? refs[target] : undefined;
    if (ref !== undefined)
      return put(
        column,
        dy !== 0 ? across + (dy > 0 ? 0 : side - 1) * side : row * side + (dx > 0 ? 0 : side - 1),
        ref,
      );
    if (dx > 0 && after) goToUnit(stage, after, stage.picked(after));
  };

  const put = (column: Column, unit: number, ref: string) => {
    // The element is the same for every pixel: it is left and entered again, so that it is read again.
    if (document.activeElement instanceof SVGElement) document.activeElement.blur();
    pick(column, unit);
    go({ kind: "pixel", column: column.key, unit, ref });
  };

  const lookInto = (stage: NetStage, target: Element, open: boolean) => {
    const found = nodeAt(stage.net, target);
    if (!found) return;
    const { trace } = stage.net;
    const { key } = trace.node(found.node);
    const { selection, picked } = store.get();
    const again = selection === key && picked?.node === key && picked.index === found.index;
    store.set({
      selection: key,
      picked: { node: key, index: found.index },
      ...(open || again ? { drawer: "inspector" as const } : {}),
    });
  };

  picture.addEventListener("focusin", ({ target }) => {
    spot = target instanceof Element ? (spotOf(target) ?? spot) : spot;
    rove();
  });

  picture.addEventListener("keydown", (event) => {
    const stage = stageNow();
    const target = event.target instanceof Element ? event.target : null;
    const here = target && spotOf(target);
    if (!stage || !target || !here || event.ctrlKey || event.altKey || event.metaKey || event.shiftKey)
      return;
    if (event.key === "Enter") lookInto(stage, target, true);
    else if (MOVES.has(event.key)) move(stage, here, event.key);
    else if (/^\d$/.test(event.key) && here.kind !== "weight") {
      const text = event.timeStamp - typed.at < TYPING ? typed.text + event.key : event.key;
      typed = { text, at: event.timeStamp };
      const column = stage.net.columns.find(({ key }) => key === here.column);
      const named = column ? Number(text) - column.first : -1;
      if (column && named >= 0 && named < column.units) {
        if (here.kind === "pixel") put(column, named, here.ref);
        else goToUnit(stage, column, named);
      }
    } else return;
    event.preventDefault();
  });

  picture.addEventListener("click", (event) => {
    const stage = stageNow();
    const target =
      event.target instanceof Element ? event.target.closest("[data-column], [data-picture]") : null;
    if (!stage || !target) return;
    const key = target.getAttribute("data-column") ?? target.getAttribute("data-picture");
    const column = stage.net.columns.find((one) => one.key === key);
    const unit = unitUnder(target, event);
    if (column && unit !== null && column.units > 1) pick(column, unit);
    lookInto(stage, target, false);
  });

  return { rove };
}

const MOVES = new Set(["ArrowLeft", "ArrowRight", "ArrowUp", "ArrowDown", "Home", "End"]);

const PIXEL: Readonly<Record<string, readonly [number, number]>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
};

function isPicture({ drawn }: NetStage, { key }: Column): boolean {
  return drawn.get(key)?.kind === "picture";
}

/** The unit drawn at a row, or at the last one above it. */
function nearestUnit(stage: NetStage, column: Column, row: number): number {
  const drawn = unitsOf(column, stage);
  return (drawn.find((one) => one.row >= row) ?? drawn.at(-1))?.unit ?? stage.picked(column);
}

function selectorOf(spot: Spot): string {
  const column = `[data-column="${CSS.escape(spot.column)}"]`;
  if (spot.kind === "unit") return `.unit${column}[data-unit="${spot.unit}"]`;
  if (spot.kind === "weight") return `.weight${column}[data-from="${spot.from}"][data-unit="${spot.unit}"]`;
  return `[data-ref="${spot.ref}"] > .spot${column}`;
}

function spotOf(target: Element): Spot | null {
  const column = target.getAttribute("data-column");
  const unit = Number(target.getAttribute("data-unit"));
  if (column === null) return null;
  if (target.matches(".weight")) {
    const from = target.getAttribute("data-from") ?? "";
    return { kind: "weight", column, from: from === "bias" ? from : Number(from), unit };
  }
  if (target.matches(".spot")) {
    return { kind: "pixel", column, unit, ref: target.parentElement?.getAttribute("data-ref") ?? "" };
  }
  return target.matches(".unit") ? { kind: "unit", column, unit } : null;
}

/** The node and the element of it that a part of the net stands for. */
function nodeAt({ trace }: Net, target: Element): { readonly node: string; readonly index: number } | null {
  const holder = target.closest("[data-ref]");
  const [id = ""] = holder?.getAttribute("data-ref")?.split(".") ?? [];
  if (!trace.nodes.some((node) => node.id === id)) return null;
  return { node: id, index: Number(target.getAttribute("data-index") ?? 0) };
}

/** The unit under the pointer: that of the part itself, or of the place in a picture or strip. */
function unitUnder(target: Element, { clientX, clientY }: MouseEvent): number | null {
  const own = target.getAttribute("data-unit");
  if (own !== null) return Number(own);
  const frame = target.querySelector(".grid-frame")?.getBoundingClientRect();
  const [, , rows = 1, columns = 1] = target.getAttribute("data-span")?.split(" ").map(Number) ?? [];
  if (!frame) return null;
  const column = Math.floor(((clientX - frame.left) / frame.width) * columns);
  const row = Math.floor(((clientY - frame.top) / frame.height) * rows);
  const inside = column >= 0 && column < columns && row >= 0 && row < rows;
  return inside ? Number(target.getAttribute("data-first") ?? 0) + row * columns + column : null;
}
