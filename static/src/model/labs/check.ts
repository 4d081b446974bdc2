/** The gradient check of a program: what is asked, and what of the answer is looked at. Pure. */

import type { CheckRequest, CheckVerdict, Problem } from "../../wire/calls.ts";
import type {
  CellReport,
  CheckCurve,
  CheckedCells,
  CurveRequest,
  WireCells,
  WireFlags,
} from "../../wire/labs.ts";
import { decodeNumber, decodeValue, isTensor, sizeOf, type Value } from "../../wire/numbers.ts";
import type { TraceRequest } from "../../wire/types.ts";
import { placeOf, range } from "../cell.ts";
import { choice, ids, text, texts, type Values } from "../fields.ts";
import { inputNames } from "../program.ts";
import { opened, requestOf } from "../request.ts";
import { DEFAULTS, type Settings } from "../state.ts";
import { COMMON, initialOf, number, writeSettings } from "./settings.ts";

/** A net of four samples and 24 parameters, far from every kink. */
export const START: TraceRequest = {
  program: "Z1 = affine(X, W1, b1)\nA1 = relu(Z1)\nZ2 = affine(A1, W2, b2)\nL = softmax_with_loss(Z2, t)",
  inputs: {
    X: [
      [1, -0.5, 2],
      [0.5, 1.5, -1],
      [-1, 0.8, 0.6],
      [2, -1.2, -0.4],
    ],
    W1: [
      [0.5, -0.3, 0.8],
      [-0.6, 0.9, 0.2],
      [0.4, 0.1, -0.7],
    ],
    b1: [0.1, -0.2, 0.05],
    W2: [
      [0.7, -0.5, 0.3],
      [-0.2, 0.6, 0.4],
      [0.9, -0.8, 0.1],
    ],
    b2: [0, 0.1, -0.1],
    t: [0, 1, 2, 1],
  },
  parameters: ["W1", "b1", "W2", "b2"],
};

/** The settings that show a ready request. */
export function started(request: TraceRequest) {
  const { program = "", inputs = {}, output = "", upstream = "", parameters = [] } = opened(request);
  return { program, inputs, output, upstream, parameters: parameters.length > 0 ? parameters : null };
}

const FIRST = started(START);
const H = { min: 1e-14, max: 0.1 } as const;

/** The fields of a program stand in the address as they do in the workbench's. */
export const CHECK_FIELDS = {
  program: text("program", FIRST.program),
  inputs: texts("in", FIRST.inputs),
  output: text("output", FIRST.output, 200),
  upstream: text("upstream", FIRST.upstream),
  /** The inputs that are nudged; none: all that have a gradient. */
  parameters: { ...ids("parameters"), initial: FIRST.parameters },
  h: number("h", 1e-5, H),
  /** Whether the check is asked for, now and after every edit. */
  run: choice("run", ["off", "on"], "off"),
  /** The parameter looked at; empty: the worst one. */
  name: text("name", "", 200),
  /** Its element, in row order; −1: the worst one. */
  at: number("at", -1, { min: -1, max: 1e9, whole: true }),
} as const;

export type CheckSettings = Values<typeof CHECK_FIELDS>;

/** The inputs that have a gradient, each with the number of its elements. */
export type Sizes = Readonly<Record<string, number>>;

/** Those of a program, given all its gradients. */
export function sizesOf(program: string, gradients: Readonly<Record<string, Value>>): Sizes {
  const known = inputNames(program).flatMap((name) => {
    const gradient = gradients[name];
    return gradient === undefined ? [] : [[name, sizeOf(gradient)] as const];
  });
  return Object.fromEntries(known);
}

/** What a visit has come to know. */
export interface Found {
  readonly problem: Problem | null;
  /** The program that `problem` speaks of. */
  readonly asked: string;
  /** null before they are known. */
  readonly sizes: Sizes | null;
  readonly report: CellReport | null;
  readonly curve: CheckCurve | null;
}

export const NOTHING_FOUND: Found = { problem: null, asked: "", sizes: null, report: null, curve: null };

/** The check of what is on the workbench. */
export function checkAddress(state: Settings): string {
  const { program, output, upstream, language, theme } = state;
  const inputs = Object.fromEntries(inputNames(program).map((name) => [name, state.inputs[name] ?? ""]));
  const fields = { ...COMMON, ...CHECK_FIELDS };
  const taken = {
    program,
    inputs,
    output,
    upstream,
    parameters: state.parameters,
    theme,
    run: "on",
  } as const;
  return `/check?lang=${language}#${writeSettings(fields, { ...initialOf(fields), ...taken })}`;
}

/** Null while a value cannot be read. */
export function traceRequestOf(settings: CheckSettings): TraceRequest | null {
  const { program, inputs, output, upstream } = settings;
  return requestOf({ ...DEFAULTS, program, inputs, output, upstream });
}

export function checkRequestOf(settings: CheckSettings): CheckRequest | null {
  const request = traceRequestOf(settings);
  if (!request) return null;
  const { program, inputs, output, upstream } = request;
  const names = chosen(settings);
  return {
    program,
    inputs,
    h: settings.h,
    ...(output === undefined ? {} : { output }),
    ...(upstream === undefined || upstream === null ? {} : { upstream }),
    ...(names === null ? {} : { names }),
  };
}

/** What is nudged; null: all that have a gradient. */
export function chosen({ program, parameters }: CheckSettings): readonly string[] | null {
  const names = inputNames(program);
  const wanted = parameters?.filter((name) => names.includes(name)) ?? [];
  return wanted.length > 0 ? wanted : null;
}

/** How many gradients are compared, where the inputs that have one have so many elements. */
export function comparisons(sizes: Sizes, settings: CheckSettings): number {
  return Object.entries(sizes)
    .filter(([name]) => chosen(settings)?.includes(name) ?? true)
    .reduce((sum, [, size]) => sum + size, 0);
}

// ----- the report -----

export const BANDS: readonly CheckVerdict[] = ["very good", "acceptable", "check", "bug"];

/** Elements of an input, in row order. */
export interface Cells {
  readonly shape: readonly number[];
  readonly analytic: ArrayLike<number>;
  readonly numeric: ArrayLike<number>;
  /** NaN where nothing was judged. */
  readonly errors: ArrayLike<number>;
  readonly kinks: readonly boolean[];
}

export function cellsOf({ cells }: CheckedCells): Cells {
  const analytic = decodeValue(cells.analytic);
  const numeric = decodeValue(cells.numeric);
  return {
    shape: isTensor(analytic) ? analytic.shape : [],
    analytic: isTensor(analytic) ? analytic.data : [analytic],
    numeric: isTensor(numeric) ? numeric.data : [numeric],
    errors: flat(cells.errors).map((error) => (error === null ? Number.NaN : decodeNumber(error))),
    kinks: flags(cells.kinks),
  };
}

function flat(cells: WireCells): Exclude<WireCells, readonly WireCells[]>[] {
  return isList(cells) ? cells.flatMap(flat) : [cells];
}

function flags(cells: WireFlags): boolean[] {
  return isList(cells) ? cells.flatMap(flags) : [cells];
}

function isList<T>(found: T | readonly T[]): found is readonly T[] {
  return Array.isArray(found);
}

/** Those that do not pass. */
export function failing({ parameters }: CellReport): string[] {
  return Object.keys(parameters).filter((name) => {
    const verdict = parameters[name]?.verdict;
    return verdict === "check" || verdict === "bug";
  });
}

/** The worst relative error of all. */
export function worstError({ parameters }: CellReport): number {
  return Math.max(0, ...Object.values(parameters).map((each) => decodeNumber(each.max_relative_error)));
}

export interface Picked {
  readonly name: string;
  readonly index: number;
}

/** The element looked at: the chosen one, else the worst of the chosen parameter, else the worst of all. */
export function pickedIn(report: CellReport, { name, at }: CheckSettings): Picked | null {
  const { parameters } = report;
  const names = Object.keys(parameters);
  const worst = names.reduce<string | null>((best, each) => {
    const error = (key: string) => decodeNumber(parameters[key]?.max_relative_error ?? 0);
    // NaN is worse than any number.
    return best === null || !(error(each) <= error(best)) ? each : best;
  }, null);
  const found = names.includes(name) ? name : worst;
  const checked = found === null ? undefined : parameters[found];
  if (found === null || !checked) return null;
  const size = sizeOf(decodeValue(checked.cells.analytic));
  return { name: found, index: at >= 0 && at < size && found === name ? at : worstIndex(checked) };
}

function worstIndex({ worst_index, cells }: CheckedCells): number {
  const value = decodeValue(cells.analytic);
  const shape = isTensor(value) ? value.shape : [];
  return worst_index.reduce((offset, at, axis) => offset * (shape[axis] ?? 1) + at, 0);
}

/** The word for one element, by the chapter's bands. */
export function verdictOf(error: number): CheckVerdict {
  return error < 1e-7 ? "very good" : error < 1e-5 ? "acceptable" : error < 1e-3 ? "check" : "bug";
}

/** From 10⁻¹ to 10⁻¹⁴, two to a decade, with short names. */
export const CURVE_STEPS: readonly number[] = range(27).map((i) =>
  Number(`${i % 2 ? 3 : 1}e${-Math.ceil(1 + i / 2)}`),
);

export function curveRequestOf(
  request: CheckRequest,
  picked: Picked,
  shape: readonly number[],
): CurveRequest {
  const { h: _, names: __, ...asked } = request;
  const index = shape.length > 0 ? { index: placeOf(shape, picked.index) } : {};
  return { ...asked, name: picked.name, ...index, steps: CURVE_STEPS };
}

/** The block of at most `rows` × `columns` cells of a grid that holds an element. */
export function blockAround(
  size: { readonly rows: number; readonly columns: number },
  index: number,
  most: { readonly rows: number; readonly columns: number },
): { readonly rows: readonly number[]; readonly columns: readonly number[] } {
  const along = (at: number, length: number, room: number) => {
    const from = Math.floor(at / room) * room;
    return range(Math.min(room, length - from)).map((i) => from + i);
  };
  return {
    rows: along(Math.floor(index / size.columns), size.rows, most.rows),
    columns: along(index % size.columns, size.columns, most.columns),
  };
}
