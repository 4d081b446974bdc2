/** The numbers on the lines of a net, where all of a link have room. */

import { elementOf } from "../model/cell.ts";
import type { Column, Link } from "../model/net.ts";
import { fitNumber } from "../text/numbers.ts";
import { signMark } from "./mark.ts";
import { widthOf } from "./measure.ts";
import { PAGE } from "./metrics.ts";
import type { NetLook } from "./net.ts";
import type { Line } from "./netLines.ts";
import { type NetStage, TYPE } from "./netStage.ts";
import type { Look } from "./netState.ts";
import { group, type PointLike, rect, type Shape, text } from "./shapes.ts";
import { numberClass } from "./tensor.ts";

const CHARACTERS = 7;
const HIGH = 21;
const MOST_LABELS = 16;
/** Nearer to an end than to the middle, where lines cross. */
const TRIED = [0.28, 0.72, 0.34, 0.66, 0.22, 0.78, 0.4, 0.6, 0.46, 0.54, 0.16, 0.84, 0.5];
/** Not every way of placing many numbers is gone through. */
const PATIENCE = 4000;

/** A line with the room that its number takes. */
export interface Labelled {
  readonly start: PointLike;
  readonly end: PointLike;
  readonly width: number;
}

export function between(a: PointLike, b: PointLike, t: number): PointLike {
  return { x: a.x + (b.x - a.x) * t, y: a.y + (b.y - a.y) * t };
}

/** Where on each line its number stands, 0 to 1; null where not all of them have room. */
export function labelPlaces(lines: readonly Labelled[]): readonly number[] | null {
  if (lines.length > MOST_LABELS) return null;
  const left = Math.max(...lines.map(({ start }) => start.x));
  const right = Math.min(...lines.map(({ end }) => end.x));
  let tries = 0;
  const place = (taken: readonly Place[]): readonly Place[] | null => {
    const line = lines[taken.length];
    if (!line) return taken;
    for (const t of TRIED) {
      tries += 1;
      if (tries > PATIENCE) return null;
      const here = { t, ...between(line.start, line.end, t), width: line.width };
      const inside = here.x - line.width / 2 > left && here.x + line.width / 2 < right;
      if (!inside || taken.some((other) => touching(here, other))) continue;
      const all = place([...taken, here]);
      if (all) return all;
    }
    return null;
  };
  return place([])?.map(({ t }) => t) ?? null;
}

interface Place extends PointLike {
  readonly t: number;
  readonly width: number;
}

function touching(a: Place, b: Place): boolean {
  return Math.abs(a.x - b.x) < (a.width + b.width) / 2 + 4 && Math.abs(a.y - b.y) < HIGH;
}

const placed = new WeakMap<NetStage, Map<string, readonly number[] | null>>();

/** The same at every step: there is room for the value and for the gradient. */
export function placesOf(
  column: Column,
  link: Link,
  lines: readonly Line[],
  { stage }: NetLook,
): readonly number[] | null {
  const known = placed.get(stage) ?? new Map<string, readonly number[] | null>();
  placed.set(stage, known);
  const key = `${column.key} ${lines.length}`;
  const places = known.has(key)
    ? (known.get(key) ?? null)
    : labelPlaces(lines.map((line) => ({ ...line, width: labelWidth(line, link) })));
  known.set(key, places);
  return places;
}

function labelWidth({ from, index }: Line, { weights, bias }: Link): number {
  const node = from === "bias" ? bias?.node : weights?.node;
  const values = [node?.value ?? null, node?.grad ?? null];
  const widest = Math.max(
    ...values.map((value) => widthOf(fitNumber(elementOf(value, index), CHARACTERS), TYPE)),
  );
  return widest + 18;
}

export function labelShape(look: Look, x: number, at: PointLike): Shape {
  const content = look.kind === "waiting" ? "?" : fitNumber(x, CHARACTERS);
  const ink = look.kind === "waiting" ? "number unknown" : numberClass(look.kind, x);
  const marked = look.kind === "gradient";
  const width = widthOf(content, TYPE);
  const [left, right] = marked ? [width / 2 + 13, width / 2 + 11] : [width / 2 + 4, width / 2 + 4];
  return group("label", { class: "weight-label", transform: `translate(${at.x},${at.y})` }, [
    // A thick line of the same colour would swallow the number.
    look.kind === "waiting"
      ? null
      : rect(
          "ground",
          { x: -left, y: -10, width: left + right, height: 20 },
          { class: "label-ground", rx: 5 },
        ),
    marked ? signMark("sign", x, { x: -width / 2 - 4, y: 0 }, { ...PAGE, mark: 5 }) : null,
    text("number", { x: marked ? 7 : 0, y: 1 }, content, {
      class: ink,
      "text-anchor": "middle",
      "font-size": TYPE,
    }),
  ]);
}
