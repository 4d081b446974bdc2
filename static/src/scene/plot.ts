/** A plot: curves over a grid with two axes, as keyed shapes. Pure. */

import { type ScaleContinuousNumeric, scaleLinear, scaleLog } from "d3-scale";
import { line } from "d3-shape";
import { csvText } from "../text/csv.ts";
import { formatPower } from "../text/numbers.ts";
import { widthOf } from "./measure.ts";
import { circle, group, path, type Shape, text } from "./shapes.ts";

export interface Point {
  readonly x: number;
  readonly y: number;
}

export interface Series {
  readonly id: string;
  readonly label: string;
  /** In the order of x; what is not finite interrupts the curve. */
  readonly points: readonly Point[];
  /** 1 to 4: its colour and its dashes. */
  readonly tone: 1 | 2 | 3 | 4;
  /** Thin and pale, behind the others. */
  readonly faint?: boolean;
  /** A dot at each point. */
  readonly dotted?: boolean;
}

export interface Axis {
  readonly label: string;
  readonly log?: boolean;
  /** What it spans at least. */
  readonly span?: readonly [number, number];
  /** What is above is told and not drawn: it would press the rest flat. */
  readonly cap?: number;
}

/** What is named on a plot: a point with a ring about it, or without `y` a line from top to bottom. */
export interface Mark {
  readonly id: string;
  readonly label: string;
  readonly x: number;
  readonly y?: number;
  /** Below its point, where another has the room above. */
  readonly below?: boolean;
}

export interface Plot {
  readonly x: Axis;
  readonly y: Axis;
  readonly series: readonly Series[];
  readonly marks?: readonly Mark[];
}

export interface Size {
  readonly width: number;
  readonly height: number;
}

type Scale = ScaleContinuousNumeric<number, number>;

/** A plot in a size: its scales, and the room between its axes. */
export interface Fitted {
  readonly plot: Plot;
  readonly size: Size;
  readonly x: Scale;
  readonly y: Scale;
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

const TEXT = 16;
const MARGIN = { top: 34, right: 28, bottom: 52 } as const;
/** Room for one label of an axis. */
const TICK = { x: 96, y: 46 } as const;
const GAP = 8;
/** Room for the names of lines, below that of the axis. */
const LINE_NAME = 16;

export function fit(plot: Plot, size: Size): Fitted {
  const lined = plot.marks?.some(({ y }) => y === undefined) ?? false;
  const top = MARGIN.top + (lined ? LINE_NAME : 0);
  const bottom = Math.max(top + 1, size.height - MARGIN.bottom);
  const y = scaleOf(plot.y, valuesOf(plot, "y"), [bottom, top]).nice();
  const widest = Math.max(
    0,
    ...ticksOf(y, (bottom - top) / TICK.y).map((tick) => widthOf(formatPower(tick), TEXT)),
  );
  const left = Math.ceil(widest) + 2 * GAP;
  const right = Math.max(left + 1, size.width - MARGIN.right);
  const x = scaleOf(plot.x, valuesOf(plot, "x"), [left, right]);
  return { plot, size, x, y, left, right, top, bottom };
}

/** The shapes of a fitted plot, with a line and dots where the cursor stands. */
export function plotShapes(fitted: Fitted, cursor: number | null = null): Shape[] {
  const drawn = still.get(fitted) ?? stillShapes(fitted);
  still.set(fitted, drawn);
  return [...drawn, ...(cursor === null ? [] : [mark(fitted, cursor)])];
}

/** What a cursor that goes over it does not change. */
const still = new WeakMap<Fitted, readonly Shape[]>();

function stillShapes(fitted: Fitted): Shape[] {
  const { plot, left, right, top, bottom, x, y } = fitted;
  const columns = ticksOf(x, (right - left) / TICK.x);
  const rows = ticksOf(y, (bottom - top) / TICK.y);
  return [
    group("grid", {}, [
      ...rows.map((tick) => path(`y${tick}`, `M${left} ${y(tick)}H${right}`, { class: "plot-grid" })),
      path("axis", `M${left} ${top}V${bottom}H${right}`, { class: "plot-axis" }),
      ...rows.map((tick) =>
        text(`ty${tick}`, { x: left - GAP, y: y(tick) }, formatPower(tick), {
          class: "plot-tick",
          "text-anchor": "end",
        }),
      ),
      ...columns.map((tick) =>
        text(`tx${tick}`, { x: x(tick), y: bottom + 18 }, formatPower(tick), {
          class: "plot-tick",
          "text-anchor": "middle",
        }),
      ),
      text("x", { x: (left + right) / 2, y: bottom + 40 }, plot.x.label, {
        class: "plot-label",
        "text-anchor": "middle",
      }),
      text("y", { x: 2, y: 11 }, plot.y.label, { class: "plot-label" }),
    ]),
    ...plot.series.map((series) => curve(fitted, series)),
    ...(plot.marks ?? []).map((each) => named(fitted, each)),
  ];
}

/** What each curve says at `at`: its last point no later than that. */
export function readingAt(
  { series }: Plot,
  at: number,
): { readonly series: Series; readonly point: Point | null }[] {
  return series.map((each) => ({ series: each, point: pointAt(each, at) }));
}

/** All x at which there is a point, in order. */
export function stopsOf(plot: Plot): readonly number[] {
  const all = () => plot.series.flatMap(({ points }) => points.map(({ x }) => x));
  const known = stops.get(plot) ?? [...new Set(all())].sort((a, b) => a - b);
  stops.set(plot, known);
  return known;
}

const stops = new WeakMap<Plot, readonly number[]>();

/** One row for each x, one column for each curve. */
export function csvOf(plot: Plot): string {
  const columns = plot.series.map(({ points }) => new Map(points.map(({ x, y }) => [x, y])));
  const rows = stopsOf(plot).map((x) => [x, ...columns.map((column) => column.get(x) ?? null)]);
  return csvText([plot.x.label, ...plot.series.map(({ label }) => label)], rows);
}

function valuesOf(plot: Plot, axis: "x" | "y"): number[] {
  const all = plot.series.flatMap(({ points }) => points.map((point) => point[axis]));
  return all.filter((value) => isDrawn(plot[axis], value));
}

/** Whether an axis has a place for a value. */
function isDrawn({ log = false, cap = Number.POSITIVE_INFINITY }: Axis, value: number): boolean {
  return Number.isFinite(value) && (!log || value > 0) && value <= cap;
}

function scaleOf({ log = false, span }: Axis, values: readonly number[], range: [number, number]): Scale {
  const seen = [...values, ...(span ?? [])];
  const low = seen.reduce((a, b) => Math.min(a, b), Number.POSITIVE_INFINITY);
  const high = seen.reduce((a, b) => Math.max(a, b), Number.NEGATIVE_INFINITY);
  const [a, b] = low > high ? [log ? 0.1 : 0, 1] : low < high ? [low, high] : around(low, log);
  return (log ? scaleLog() : scaleLinear()).domain([a, b]).range(range);
}

/** Some room about a single value. */
function around(value: number, log: boolean): [number, number] {
  if (log) return [value / 10, value * 10];
  const room = Math.abs(value) / 2 || 1;
  return [value - room, value + room];
}

/** As many as there is room for; of a log axis, powers of ten if there are several. */
function ticksOf(scale: Scale, room: number): number[] {
  const count = Math.max(2, Math.floor(room));
  const ticks = scale.ticks(count);
  const powers =
    "base" in scale ? ticks.filter((tick) => Number.isInteger(Math.round(Math.log10(tick) * 1e9) / 1e9)) : [];
  const wanted = powers.length > 1 ? powers : ticks;
  const every = Math.ceil(wanted.length / (count + 1));
  return wanted.filter((_, i) => i % every === 0);
}

function curve({ plot, x, y, left, right }: Fitted, series: Series): Shape {
  const drawable = (point: Point) => isDrawn(plot.y, point.y);
  const draw = line<Point>(
    ({ x: at }) => x(at),
    (point) => y(point.y),
  )
    .digits(1)
    .defined(drawable);
  const shown = thinned(series.points, right - left);
  const classes = `series tone-${series.tone}${series.faint ? " faint" : ""}`;
  return group(`curve ${series.id}`, {}, [
    path("line", draw([...shown]) ?? "", { class: classes }),
    ...(series.dotted
      ? shown.filter(drawable).map((point) => dot(`${point.x}`, series, x(point.x), y(point.y)))
      : []),
  ]);
}

function dot(key: string, { tone }: Series, x: number, y: number): Shape {
  return circle(key, { x, y }, 4, { class: `series-dot tone-${tone}` });
}

/** Its label stays inside the plot. */
function named({ x, y, left, right, top, bottom }: Fitted, { id, label, below = false, ...at }: Mark): Shape {
  const place = x(at.x);
  const half = widthOf(label, TEXT) / 2 + GAP;
  const middle = Math.max(left + half, Math.min(right - half, place));
  const written = (height: number) =>
    text("label", { x: middle, y: height }, label, { class: "plot-mark-label", "text-anchor": "middle" });
  if (at.y === undefined)
    return group(`mark ${id}`, {}, [
      path("line", `M${place} ${top}V${bottom}`, { class: "plot-mark" }),
      written(top - GAP - 2),
    ]);
  const height = y(at.y);
  const above = !below && height - 26 > top;
  return group(`mark ${id}`, {}, [
    circle("ring", { x: place, y: height }, 9, { class: "plot-ring" }),
    written(Math.min(bottom - 10, above ? height - 22 : height + 24)),
  ]);
}

function mark({ plot, x, y, top, bottom }: Fitted, cursor: number): Shape {
  const at = x(cursor);
  return group("cursor", {}, [
    path("line", `M${at} ${top}V${bottom}`, { class: "plot-cursor" }),
    ...readingAt(plot, cursor).flatMap(({ series, point }) =>
      point && isDrawn(plot.y, point.y) ? [dot(series.id, series, x(point.x), y(point.y))] : [],
    ),
  ]);
}

/** A curve of many more points than pixels by the lowest and the highest of each few: it looks the same. */
function thinned(points: readonly Point[], width: number): readonly Point[] {
  const every = Math.ceil(points.length / Math.max(1, width));
  if (every < 3) return points;
  const found: Point[] = [];
  for (let from = 0; from < points.length; from += every) {
    const some = points.slice(from, from + every);
    const [low, high] = [lowest(some), some.reduce((a, b) => (b.y > a.y ? b : a))];
    found.push(...(low === high ? [low] : low.x < high.x ? [low, high] : [high, low]));
  }
  return found;
}

function lowest(points: readonly Point[]): Point {
  return points.reduce((a, b) => (b.y < a.y ? b : a));
}

function pointAt({ points }: Series, at: number): Point | null {
  let [low, high] = [0, points.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((points[middle]?.x ?? 0) <= at) low = middle + 1;
    else high = middle;
  }
  return points[low - 1] ?? null;
}
