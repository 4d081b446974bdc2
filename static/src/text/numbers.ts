/**
 * How a number looks on the page: the rule of `engine/numerals.py`, held to it by `numbers.cases.json`.
 *
 * Four significant digits; U+2212 as the minus sign; no negative zero; powers of ten from 1e5 up and below 1e-3.
 * A number that needs fewer digits is printed in full (2.2, 0.0625, 200); one that needs more is rounded to
 * exactly four and keeps its zeros (0.2100), so that a trailing zero says "rounded". Whole numbers below 1e5
 * stay whole. A tie goes to the even digit. What the thirteenth figure holds is the noise of binary fractions:
 * 0.1 + 0.2 is 0.3.
 */

export const MINUS = "\u2212";
export const INFINITY = "\u221e";
export const NOT_A_NUMBER = "NaN";

/** Significant digits of a number on the page. */
export const DIGITS = 4;

/** Figures that a double and the decimal it stands for agree in after a few operations. */
const NOISE_FREE = 12;
const LARGE = 1e5;
const SMALL = 1e-3;
const SUPERSCRIPTS = "⁰¹²³⁴⁵⁶⁷⁸⁹";

/** `x` with at most `digits` significant digits, as the page prints it. */
export function formatNumber(x: number, digits: number = DIGITS): string {
  return written(printed(x, digits));
}

/** As `formatNumber`, but a power of ten alone: `10⁻⁵`, where `1×10⁻⁵` says no more. */
export function formatPower(x: number): string {
  return formatNumber(x).replace(/^1×/, "");
}

/** `x` with as many of its four digits as `width` characters hold; with one where none fits. */
export function fitNumber(x: number, width: number): string {
  let text = formatNumber(x);
  for (let digits = DIGITS; digits > 0 && text.length > width; digits--) {
    text = shorter([text, formatNumber(x, digits), written(printed(x, digits, true))]);
  }
  return text;
}

/** Every digit of the double: what focus or hover on a number shows. Reads back as exactly `x`. */
export function formatExactly(x: number): string {
  const size = Math.abs(x);
  if (!Number.isFinite(x) || size === 0) return formatNumber(x);
  const plain = size >= 1e-6 && size < 1e16;
  const [mantissa = "", power = "0"] = plain ? [String(size)] : size.toExponential().split("e");
  return written({ mantissa: signed(x, mantissa), power: plain ? null : Number(power) });
}

/** The number that a reader of the printed text would compute with. */
export function asPrinted(x: number, digits: number = DIGITS): number {
  if (!Number.isFinite(x)) return x;
  const { mantissa, power } = printed(x, digits);
  return Number(`${mantissa.replace(MINUS, "-")}e${power ?? 0}`);
}

/** Whether the printed text names `x` itself. */
export function printsExactly(x: number, digits: number = DIGITS): boolean {
  return Object.is(asPrinted(x, digits), x + 0);
}

/**
 * The sign between a calculation and its result: `=` where the numbers as printed give the result as printed.
 *
 * `computed` is the calculation done on the printed numbers (see `asPrinted`), `result` the value it stands for.
 */
export function relation(computed: number, result: number): "=" | "≈" {
  const shown = asPrinted(result);
  const same = Object.is(computed + 0, shown + 0) || Math.abs(computed - shown) <= 1e-12 * Math.abs(shown);
  return same ? "=" : "≈";
}

/** A printed number: what stands before the power of ten, and the power, null where there is none. */
interface Printed {
  readonly mantissa: string;
  readonly power: number | null;
}

function printed(x: number, digits: number, scientific = false): Printed {
  const size = Number(Math.abs(x).toPrecision(NOISE_FREE));
  if (Number.isNaN(x)) return { mantissa: NOT_A_NUMBER, power: null };
  if (size === Number.POSITIVE_INFINITY) return { mantissa: signed(x, INFINITY), power: null };
  if (size === 0) return { mantissa: "0", power: null };
  if (Number.isInteger(size) && size < LARGE && !scientific)
    return { mantissa: signed(x, String(size)), power: null };
  const { figures, power } = significant(size, digits);
  const rounded = Number(`${figures[0]}.${figures.slice(1)}e${power}`);
  const plain = rounded >= SMALL && rounded < LARGE && !scientific;
  return { mantissa: signed(x, decimal(figures, plain ? power : 0)), power: plain ? null : power };
}

/** The figures of a number and the power of ten of the first: the shortest if few enough, else rounded. */
function significant(size: number, digits: number): { figures: string; power: number } {
  const shortest = exponential(size.toExponential());
  if (shortest.figures.length <= digits) return shortest;
  const rounded = exponential(size.toExponential(digits - 1));
  const tie = exponential(size.toExponential(TIE_PLACES)).figures.slice(digits).match(/^50*$/) !== null;
  const odd = Number(rounded.figures.at(-1)) % 2 === 1;
  return tie && odd ? exponential(truncated(size, digits)) : rounded;
}

/** Enough places to tell a tie: its exact decimal has `digits` + 1 figures. */
const TIE_PLACES = 60;

/** `toExponential` rounds a tie up; here it is rounded down, which is the even neighbour of an odd figure. */
function truncated(size: number, digits: number): string {
  const { figures, power } = exponential(size.toExponential(digits));
  return `${figures[0]}.${figures.slice(1, digits)}e${power}`;
}

function exponential(text: string): { figures: string; power: number } {
  const [mantissa = "", power = "0"] = text.split("e");
  return { figures: mantissa.replace(".", ""), power: Number(power) };
}

/** Figures with the point after the figure of 10⁰, which is `power` places after the first. */
function decimal(figures: string, power: number): string {
  if (power < 0) return `0.${"0".repeat(-power - 1)}${figures}`;
  if (power + 1 >= figures.length) return figures.padEnd(power + 1, "0");
  return `${figures.slice(0, power + 1)}.${figures.slice(power + 1)}`;
}

function signed(x: number, text: string): string {
  return x < 0 ? MINUS + text : text;
}

function written({ mantissa, power }: Printed): string {
  if (power === null) return mantissa;
  const digits = Array.from(String(Math.abs(power)), (figure) => SUPERSCRIPTS[Number(figure)]).join("");
  return `${mantissa}×10${power < 0 ? "⁻" : ""}${digits}`;
}

function shorter(texts: readonly string[]): string {
  return texts.reduce((a, b) => (b.length < a.length ? b : a));
}

/** A piece of the program as a name: with a minus sign where the program has a hyphen. */
export function printedLabel(label: string): string {
  return label.replaceAll("-", MINUS);
}
