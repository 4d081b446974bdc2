import assert from "node:assert/strict";
import { test } from "node:test";
import table from "./numbers.cases.json" with { type: "json" };
import {
  asPrinted,
  fitNumber,
  formatExactly,
  formatNumber,
  formatPower,
  printsExactly,
  relation,
} from "./numbers.ts";

/** Doubles of every magnitude, the same on every run. */
function* doubles(count: number): Generator<number> {
  let state = 42;
  const random = () => {
    state = (state * 1664525 + 1013904223) % 2 ** 32;
    return state / 2 ** 32;
  };
  for (let i = 0; i < count; i++) yield (random() - 0.5) * 10 ** Math.floor(random() * 24 - 12);
}

const SUPERSCRIPT = new Map(Array.from("⁻⁰¹²³⁴⁵⁶⁷⁸⁹", (c, i) => [c, "-0123456789"[i] ?? ""]));

function read(text: string): number {
  const ascii = text
    .replace("−", "-")
    .replace("×10", "e")
    .replace(/[⁻⁰¹²³⁴⁵⁶⁷⁸⁹]/g, (c) => SUPERSCRIPT.get(c) ?? c);
  return Number(ascii);
}

test("each case of the shared table prints as it says", () => {
  for (const [value, text] of table.cases) assert.equal(formatNumber(Number(value)), text, `${value}`);
});

test("negative zero prints 0, however it is made", () => {
  for (const zero of [-0, -0.0, 0 * -5, Math.round(-0.2)]) assert.equal(formatNumber(zero), "0");
  assert.equal(formatExactly(-0), "0");
});

test("no text has a hyphen-minus, an e, or a negative zero, and it is within half a unit of its fourth digit", () => {
  for (const x of doubles(5000)) {
    const text = formatNumber(x);
    assert.doesNotMatch(text, /-|e|^−0(\.0*)?$/);
    assert.ok(Math.abs(read(text) - x) <= 0.50001e-3 * Math.abs(x), `${x} printed ${text}`);
    assert.equal(read(text), asPrinted(x), `${x} printed ${text}`);
  }
});

test("the sign of a number changes nothing but the sign of its text", () => {
  for (const x of doubles(1000)) if (x > 0) assert.equal(formatNumber(-x), `−${formatNumber(x)}`);
});

test("formatExactly reads back as the same double", () => {
  for (const x of doubles(5000)) assert.equal(read(formatExactly(x)), x);
  assert.equal(formatExactly(0.1 + 0.2), "0.30000000000000004");
  assert.equal(formatExactly(-3.48e-7), "−3.48×10⁻⁷");
});

test("fitNumber gives up digits, never the magnitude", () => {
  assert.equal(fitNumber(1.23456, 5), "1.235");
  assert.equal(fitNumber(1.23456, 4), "1.23");
  assert.equal(fitNumber(-1.23456, 3), "−1");
  assert.equal(fitNumber(54321, 5), "54321");
  assert.equal(fitNumber(54321, 4), "54321");
  assert.equal(fitNumber(-3.4812e-7, 7), "−3×10⁻⁷");
  for (const x of doubles(1000)) assert.ok(Math.abs(read(fitNumber(x, 1)) - x) <= 0.50001 * Math.abs(x));
});

test("printsExactly tells a number that its text names from a rounded one", () => {
  for (const x of [0, -0, 2.2, 200, 12345, 0.0625, 3.48e-7, Number.NaN, Infinity])
    assert.ok(printsExactly(x), `${x}`);
  for (const x of [1 / 3, Math.LN2, 123456, 12345.6, 0.015625, 0.1 + 0.2])
    assert.ok(!printsExactly(x), `${x}`);
});

test("= where the printed factors give the printed product, else ≈", () => {
  const product = (a: number, b: number) => relation(asPrinted(a) * asPrinted(b), a * b);
  assert.equal(product(1.1, 2), "=");
  assert.equal(product(0.1, 0.2), "=");
  assert.equal(product(100, 2), "=");
  assert.equal(product(1 / 3, 3), "≈");
  assert.equal(product(0.8807970779778823, 0.11920292202211769), "≈");
  assert.equal(relation(Number.NaN, Number.NaN), "=");
  assert.equal(relation(Infinity, Infinity), "=");
  assert.equal(relation(0, -0), "=");
});

test("a power of ten stands alone", () => {
  assert.deepEqual([1e-5, 1e-14, 1e5, 3e-8, 0.1, 1, -1e-5].map(formatPower), [
    "10⁻⁵",
    "10⁻¹⁴",
    "10⁵",
    "3×10⁻⁸",
    "0.1",
    "1",
    "−1×10⁻⁵",
  ]);
});
