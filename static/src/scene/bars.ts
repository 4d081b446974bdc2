/** Bars on a log axis that hang from 1 or rise above it, with a strip of shares beneath, as keyed shapes. Pure. */

import { scaleLog } from "d3-scale";
import { range } from "../model/cell.ts";
import { formatNumber, formatPower } from "../text/numbers.ts";
import { widthOf } from "./measure.ts";
import { group, path, rect, type Shape, text } from "./shapes.ts";

export interface Bars {
  /** null: not to be seen yet. */
  readonly values: readonly number[] | null;
  /** How many bars, also where they are not to be seen. */
  readonly count: number;
  /** Written below each bar. */
  readonly name: (index: number) => string;
  /** What the axis spans; both ends more than 0. */
  readonly span: readonly [number, number];
  /** What no bar can exceed. */
  readonly bound?: readonly number[] | null;
  /** Shares from 0 to 1 in the strip; as many as bars, or one less: then each stands between two. */
  readonly strip?: readonly number[] | null;
  readonly tone: 1 | 2;
  readonly stripTitle?: string;
}

interface Size {
  readonly width: number;
  readonly height: number;
}

const TYPE = 16;
const TOP = 26;
const NAMES = 28;
const STRIP = { title: 26, height: 26 } as const;
const GAP = 8;
/** Below the longest bar, for its number. */
const ROOM = 28;
/** The most numbers that are printed. */
const MOST = 12;
const DIGITS = 3;
/** Of a bar, as a share of its column. */
const WIDE = 0.72;
/** From tick to tick, in decades. */
const STEPS = [1, 2, 3, 5, 10, 20, 50];

export function barsShapes(bars: Bars, { width, height }: Size): Shape[] {
  const stripRoom = bars.strip || bars.values === null ? STRIP.title + STRIP.height : 0;
  const bottom = Math.max(TOP + 40, height - NAMES - stripRoom - 4);
  const y = scaleLog()
    .domain(bars.span)
    .range([bottom - ROOM, TOP])
    .clamp(true);
  const ticks = ticksOf(bars.span, (bottom - TOP) / 46);
  const left = Math.ceil(Math.max(...ticks.map((tick) => widthOf(formatPower(tick), TYPE)))) + 2 * GAP;
  const step = (width - left - GAP) / bars.count;
  const middle = (index: number) => left + (index + 0.5) * step;
  const frame = { left, right: width - GAP, bottom, step, middle, y };
  return [
    group("grid", {}, [
      ...ticks.map((tick) =>
        path(`y${tick}`, `M${left} ${y(tick)}H${frame.right}`, {
          class: tick === 1 ? "bars-one" : "plot-grid",
        }),
      ),
      ...ticks.map((tick) =>
        text(`ty${tick}`, { x: left - GAP, y: y(tick) }, formatPower(tick), {
          class: "plot-tick",
          "text-anchor": "end",
        }),
      ),
    ]),
    group("names", {}, names(bars, frame)),
    ...(bars.values === null ? [covers(bars, frame)] : [barGroup(bars, bars.values, frame)]),
    ...(bars.bound ? [boundLine(bars.bound, frame)] : []),
    ...(bars.strip ? [strip(bars, bars.strip, frame)] : []),
    ...(bars.values === null ? [] : [numbers(bars.values, frame)]),
  ];
}

interface Frame {
  readonly left: number;
  readonly right: number;
  readonly bottom: number;
  readonly step: number;
  readonly middle: (index: number) => number;
  readonly y: (value: number) => number;
}

/** Powers of ten, 1 among them; as many as there is room for. */
function ticksOf([low, high]: readonly [number, number], room: number): number[] {
  const [first, last] = [Math.ceil(Math.log10(low) - 1e-9), Math.floor(Math.log10(high) + 1e-9)];
  const every = STEPS.find((step) => (last - first + 1) / step <= Math.max(2, room)) ?? 100;
  return range(last - first + 1)
    .map((i) => first + i)
    .filter((power) => power % every === 0)
    .map((power) => Number(`1e${power}`));
}

function names({ count, name }: Bars, { middle, bottom, step }: Frame): Shape[] {
  const widest = Math.max(...range(count).map((i) => widthOf(name(i), TYPE)));
  const every = Math.max(1, Math.ceil((widest + GAP) / step));
  return range(count)
    .filter((i) => (count - 1 - i) % every === 0)
    .map((i) =>
      text(`n${i}`, { x: middle(i), y: bottom + NAMES / 2 }, name(i), {
        class: "plot-tick",
        "text-anchor": "middle",
      }),
    );
}

/** What holds the place of bars that are not to be seen. */
function covers({ count }: Bars, { middle, bottom, step, y }: Frame): Shape {
  const top = y(1);
  return group(
    "covers",
    {},
    range(count).flatMap((i) => [
      rect(
        `c${i}`,
        { x: middle(i) - (step * WIDE) / 2, y: top, width: step * WIDE, height: bottom - top },
        {
          class: "bar-cover",
          rx: 4,
        },
      ),
      text(`q${i}`, { x: middle(i), y: (top + bottom) / 2 }, "?", {
        class: "bar-number",
        "text-anchor": "middle",
      }),
    ]),
  );
}

function barGroup({ tone }: Bars, values: readonly number[], { middle, step, y, bottom }: Frame): Shape {
  return group(
    "bars",
    {},
    values.map((value, i) => {
      const end = value > 0 ? y(value) : bottom;
      const [top, low] = [Math.min(end, y(1)), Math.max(end, y(1))];
      const box = {
        x: middle(i) - (step * WIDE) / 2,
        y: top - 1,
        width: step * WIDE,
        height: Math.max(2, low - top),
      };
      return rect(`b${i}`, box, { class: `bar-fill tone-${tone}`, "data-bar": i, rx: 2 });
    }),
  );
}

/** A step over each bar. */
function boundLine(bound: readonly number[], { middle, step, y }: Frame): Shape {
  const d = bound.map((value, i) => `M${middle(i) - step / 2} ${y(value)}h${step}`).join("");
  return path("bound", d, { class: "bar-bound" });
}

function strip({ count, stripTitle = "" }: Bars, shares: readonly number[], frame: Frame): Shape {
  const { bottom, step, middle } = frame;
  const top = bottom + NAMES + STRIP.title;
  const offset = shares.length < count ? 0.5 : 0;
  const width = step * 0.9;
  return group("strip", {}, [
    text("title", { x: 2, y: top - STRIP.title / 2 + 2 }, stripTitle, { class: "plot-label" }),
    ...shares.flatMap((share, i) => {
      const x = middle(i + offset) - width / 2;
      const said = formatNumber(share, 2);
      const fits = widthOf(said, TYPE) + 4 < width;
      return [
        rect(`s${i}`, { x, y: top, width, height: STRIP.height }, { class: "strip-frame", rx: 4 }),
        rect(
          `f${i}`,
          { x, y: top, width: width * Math.max(0, Math.min(1, share)), height: STRIP.height },
          {
            class: "strip-fill",
            rx: 4,
          },
        ),
        ...(fits
          ? [
              text(`t${i}`, { x: x + width / 2, y: top + STRIP.height / 2 }, said, {
                class: "strip-number",
                "text-anchor": "middle",
              }),
            ]
          : []),
      ];
    }),
  ]);
}

/** At the ends of the bars: the first and the last, and those between that hide none of the others. */
function numbers(values: readonly number[], frame: Frame): Shape {
  const { left, right, bottom, middle, step, y } = frame;
  const endOf = (value: number) => (value > 0 ? y(value) : bottom);
  /** Beside the bars that hang as low as a number at `at`, where they would be behind it. */
  const besides = (i: number, at: number, half: number): number => {
    const low = (k: number) => endOf(values[k] ?? 1) > at - 10;
    const room = step * (1 - WIDE / 2) - half;
    return middle(i) + Math.max(0, low(i - 1) ? -room : 0) - Math.max(0, low(i + 1) ? -room : 0);
  };
  const every = Math.ceil(values.length / MOST);
  const last = values.length - 1;
  const order = [
    0,
    last,
    ...range(values.length).filter((i) => i > 0 && i < last && (last - i) % every === 0),
  ];
  const placed: { i: number; x: number; y: number; half: number }[] = [];
  for (const i of new Set(order)) {
    const value = values[i] ?? Number.NaN;
    const half = widthOf(formatNumber(value, DIGITS), TYPE) / 2 + 4;
    const end = endOf(value);
    const below = value < 1 && value > 0;
    const at = below ? end + 14 : Math.max(TOP - 6, Math.min(end, y(1)) - 14);
    const x = below ? besides(i, at, half) : middle(i);
    const place = { i, x: Math.max(left + half, Math.min(right - half, x)), y: at, half };
    const free = placed.every(
      (other) => Math.abs(other.x - place.x) >= other.half + half || Math.abs(other.y - place.y) >= 19,
    );
    if (free) placed.push(place);
  }
  return group(
    "numbers",
    {},
    placed.map(({ i, x, y: at }) =>
      text(`v${i}`, { x, y: at }, formatNumber(values[i] ?? Number.NaN, DIGITS), {
        class: "bar-number",
        "text-anchor": "middle",
      }),
    ),
  );
}
