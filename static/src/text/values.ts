/**
 * Values as people type or paste them: `2`, `−1/4`, `[[1, 2], [3, 4]]`, an array as NumPy or PyTorch prints it, rows
 * from a spreadsheet. Full-width characters are read as their half-width twins. What cannot be read comes back
 * as a problem: the key of its message, and the place.
 */
import type { Nested } from "../wire/numbers.ts";
import type { Key, Params } from "./i18n.ts";
import { formatExactly } from "./numbers.ts";

export interface ValueProblem {
  readonly key: Extract<Key, `number.${string}`>;
  readonly params: Params;
  /** Where in the text, in characters from 0; `end` is the first one after. */
  readonly start: number;
  readonly end: number;
}

export type Reading =
  | { readonly ok: true; readonly value: Nested }
  | { readonly ok: false; readonly problem: ValueProblem };

/** Reads the text of a value: a number, or a rectangular nested list. */
export function readValue(text: string): Reading {
  const plain = unwrapped(halfWidth(text));
  try {
    return { ok: true, value: (plain.includes("[") ? readBrackets(plain) : readTable(plain)).value };
  } catch (fault) {
    if (!(fault instanceof Fault)) throw fault;
    const { key, start, end, params } = fault;
    const lines = text.slice(0, start).split("\n");
    const place = {
      text: text.slice(start, end),
      line: lines.length,
      column: 1 + (lines.at(-1)?.length ?? 0),
    };
    return { ok: false, problem: { key, params: { ...place, ...params }, start, end } };
  }
}

/** A text that `readValue` reads back as the same value. */
export function writeValue(value: Nested): string {
  return typeof value === "number" ? formatExactly(value) : `[${value.map(writeValue).join(", ")}]`;
}

/** Ends the reading of one text; never leaves this file. */
class Fault extends Error {
  readonly key: ValueProblem["key"];
  readonly start: number;
  readonly end: number;
  readonly params: Params;

  constructor(key: ValueProblem["key"], place: Place, params: Params = {}) {
    super(key);
    this.key = key;
    this.start = place.start;
    this.end = place.end;
    this.params = params;
  }
}

interface Place {
  readonly start: number;
  readonly end: number;
}

interface Part extends Place {
  readonly value: Nested;
  readonly shape: readonly number[];
}

// ----- characters; every replacement keeps the length, so that places stay true -----

const HALF_WIDTH = 0xfee0;

function halfWidth(text: string): string {
  return text
    .replace(/[！-～]/g, (c) => String.fromCharCode(c.charCodeAt(0) - HALF_WIDTH))
    .replace(/[\u3000\u00a0]/g, " ")
    .replaceAll("、", ",")
    .replace(/[−–]/g, "-");
}

/** Blanks out `array(` … `, dtype=float64)`. */
function unwrapped(text: string): string {
  const blank = (part: string) => " ".repeat(part.length);
  const opened = text.replace(/^\s*(?:\w+\.)*(?:array|tensor)\s*\(/, blank);
  return opened === text ? text : opened.replace(/(?:,\s*\w+\s*=[^,()[\]]*)*,?\s*\)\s*$/, blank);
}

// ----- numbers -----

const SPECIAL = /^([+-]?)(nan|inf|infinity|∞)$/i;
const DECIMAL = /^([+-]?(?:\d[\d_]*\.?\d*|\.\d+))(?:e([+-]?\d+)|×10([⁻⁰¹²³⁴⁵⁶⁷⁸⁹]+))?$/i;

function readNumber(word: string, place: Place): number {
  const fraction = word.split("/");
  if (fraction.length === 2) {
    const [above, below] = fraction.map((part) => readNumber(part.trim(), place)) as [number, number];
    if (below === 0) throw new Fault("number.zero_denominator", place);
    return above / below;
  }
  const special = SPECIAL.exec(word);
  if (special) return word.toLowerCase().endsWith("nan") ? Number.NaN : Number(`${special[1]}Infinity`);
  const decimal = DECIMAL.exec(word);
  if (!decimal) throw new Fault(/\.\.\.|…/.test(word) ? "number.elided" : "number.unreadable", place);
  const [, mantissa = "", power, raised] = decimal;
  const exponent =
    power ??
    (raised === undefined
      ? "0"
      : Array.from(raised, (c) => "-0123456789"["⁻⁰¹²³⁴⁵⁶⁷⁸⁹".indexOf(c)]).join(""));
  const number = Number(`${mantissa.replaceAll("_", "")}e${exponent}`);
  if (!Number.isFinite(number)) throw new Fault("number.too_large", place);
  return number;
}

function numberPart(word: string, start: number): Part {
  const place = { start, end: start + word.length };
  return { ...place, value: readNumber(word, place), shape: [] };
}

/** Parts of one list: all of one shape. */
function listPart(parts: readonly Part[], place: Place): Part {
  const [first] = parts;
  if (!first) throw new Fault("number.no_numbers", place);
  for (const part of parts) {
    if (part.shape.length !== first.shape.length) throw new Fault("number.mixed", part);
    const axis = part.shape.findIndex((length, i) => length !== first.shape[i]);
    if (axis >= 0)
      throw new Fault("number.ragged", part, { have: part.shape[axis] ?? 0, want: first.shape[axis] ?? 0 });
  }
  return { ...place, value: parts.map((part) => part.value), shape: [parts.length, ...first.shape] };
}

// ----- nested lists, with commas or spaces -----

const TOKENS = /[[\],]|[^\s[\],]+(?:[ \t]*\/[ \t]*[^\s[\],]+)*/g;

function readBrackets(text: string): Part {
  const open: { readonly place: Place; readonly parts: Part[] }[] = [];
  let whole: Part | null = null;
  let before = "[";
  for (const { 0: token, index: start } of text.matchAll(TOKENS)) {
    const place = { start, end: start + token.length };
    if (whole) throw new Fault(token === "]" ? "number.unopened" : "number.after_end", place);
    const list = open.at(-1);
    if (token === "[") open.push({ place, parts: [] });
    else if (!list) throw new Fault(token === "]" ? "number.unopened" : "number.after_end", place);
    else if (token === ",") {
      if (before === "[" || before === ",") throw new Fault("number.missing", place);
    } else if (token === "]") {
      open.pop();
      const part = listPart(list.parts, { start: list.place.start, end: place.end });
      const outer = open.at(-1);
      if (outer) outer.parts.push(part);
      else whole = part;
    } else list.parts.push(numberPart(token, start));
    before = token;
  }
  const unclosed = open.at(-1);
  if (unclosed) throw new Fault("number.unclosed", unclosed.place, { text: "]".repeat(open.length) });
  if (!whole) throw new Fault("number.empty", { start: 0, end: text.length });
  return whole;
}

// ----- one number, one row, or rows on lines of their own -----

function readTable(text: string): Part {
  const rows: Part[] = [];
  for (const { 0: line, index: start } of text.matchAll(/[^\n\r;]+/g)) {
    const cells = readRow(line, start);
    if (cells.length > 0) rows.push(listPart(cells, { start, end: start + line.length }));
  }
  const [row] = rows;
  if (!row)
    throw new Fault(text.includes("]") ? "number.unopened" : "number.empty", { start: 0, end: text.length });
  if (rows.length > 1) return listPart(rows, { start: 0, end: text.length });
  return Array.isArray(row.value) && row.value.length === 1 ? { ...row, value: row.value[0] } : row;
}

/** Cells between tabs, else between commas, else between spaces; a cell left empty between two others is refused. */
function readRow(line: string, start: number): Part[] {
  if (line.trim() === "") return [];
  const cell = line.includes("\t")
    ? /[^\t]+|(?<=\t)(?=\t)/g
    : line.includes(",")
      ? /[^,]+|(?<=,)(?=,)/g
      : /\S+(?:\s*\/\s*\S+)*/g;
  return Array.from(line.matchAll(cell), ({ 0: text, index }) => {
    const word = text.trim();
    const at = start + index + text.length - text.trimStart().length;
    if (word === "") throw new Fault("number.missing", { start: at, end: at });
    return numberPart(word, at);
  });
}
