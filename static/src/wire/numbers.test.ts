import assert from "node:assert/strict";
import { test } from "node:test";
import {
  decodeTensor,
  decodeValue,
  elementAt,
  encodeValue,
  fromNested,
  isTensor,
  type Nested,
  shapeOf,
  shapeText,
  sizeOf,
  toNested,
} from "./numbers.ts";
import type { WireTensor, WireValue } from "./types.ts";

const SPECIAL = [Number.NaN, Infinity, -Infinity, -0, 5e-324, 1.7976931348623157e308, 0.1];

function packed(shape: readonly number[], numbers: readonly number[]): WireTensor {
  const view = new DataView(new ArrayBuffer(8 * numbers.length));
  for (const [i, x] of numbers.entries()) view.setFloat64(8 * i, x, true);
  return { shape, dtype: "<f8", base64: btoa(String.fromCharCode(...new Uint8Array(view.buffer))) };
}

test("NaN and the infinities travel as text, also inside lists", () => {
  assert.deepEqual(
    encodeValue(
      fromNested([
        [Number.NaN, 1],
        [Infinity, -Infinity],
      ]),
    ),
    [
      ["NaN", 1],
      ["Infinity", "-Infinity"],
    ],
  );
  assert.deepEqual(
    decodeValue([
      ["NaN", 1],
      ["Infinity", "-Infinity"],
    ]),
    fromNested([
      [Number.NaN, 1],
      [Infinity, -Infinity],
    ]),
  );
  assert.equal(decodeValue("-Infinity"), -Infinity);
});

test("a single number is a number, a list is a tensor of its shape", () => {
  assert.equal(decodeValue(2.5), 2.5);
  assert.deepEqual(shapeOf(decodeValue([[[1], [2]]])), [1, 2, 1]);
  assert.deepEqual(shapeOf(decodeValue([])), [0]);
  assert.deepEqual(shapeOf(decodeValue([[], []])), [2, 0]);
  assert.equal(
    sizeOf(
      decodeValue([
        [1, 2, 3],
        [4, 5, 6],
      ]),
    ),
    6,
  );
  assert.equal(sizeOf(3), 1);
  assert.ok(!isTensor(decodeValue(0)));
});

test("base64 doubles are read bit for bit, little end first", () => {
  const { data, shape } = decodeTensor(packed([SPECIAL.length], SPECIAL));
  assert.deepEqual(shape, [SPECIAL.length]);
  for (const [i, x] of SPECIAL.entries()) assert.ok(Object.is(data[i], x), `${x}`);
  assert.equal(decodeTensor({ shape: [1], dtype: "<f8", base64: "AAAAAAAA8D8=" }).data[0], 1);
});

test("a reference is looked up in the table of the answer", () => {
  const tensors = { "n3.value": packed([2, 1], [1, 2]) };
  assert.deepEqual(decodeValue({ tensor: "n3.value" }, tensors), fromNested([[1], [2]]));
});

test("an answer that is not what it should be is named", () => {
  const wrong: readonly (readonly [WireValue, RegExp])[] = [
    [{ tensor: "n9.grad" }, /n9\.grad/],
    [[[1, 2], [3]], /different lengths/],
    [[1, [2]], /different lengths/],
    [[[1], 2], /different lengths/],
    ["nan" as "NaN", /"nan"/],
    [[null as unknown as number], /null/],
  ];
  for (const [wire, message] of wrong) assert.throws(() => decodeValue(wire), { name: "WireError", message });
  assert.throws(() => decodeTensor({ shape: [3], dtype: "<f8", base64: "AAAAAAAA8D8=" }), /8 bytes, not 24/);
});

test("what is encoded is decoded to the same value, for shapes of up to four axes", () => {
  let state = 11;
  const random = (below: number) => {
    state = (state * 1664525 + 1013904223) % 2 ** 32;
    return Math.floor((state / 2 ** 32) * below);
  };
  const grow = ([length, ...rest]: readonly number[]): Nested =>
    length === undefined
      ? (SPECIAL[random(12)] ?? random(1000) / 8)
      : Array.from({ length }, () => grow(rest));
  for (let i = 0; i < 300; i++) {
    const shape = Array.from({ length: random(5) }, () => 1 + random(4));
    const nested = grow(shape);
    const value = fromNested(nested);
    assert.deepEqual(shapeOf(value), shape);
    assert.deepEqual(toNested(value), nested);
    const travelled: WireValue = JSON.parse(JSON.stringify(encodeValue(value)).replaceAll("-0,", "0,"));
    assert.equal(JSON.stringify(encodeValue(decodeValue(travelled))), JSON.stringify(travelled));
  }
});

test("an element is found by its index, in row order, and nothing outside", () => {
  const value = fromNested([
    [1, 2, 3],
    [4, 5, 6],
  ]);
  assert.equal(elementAt(value, [1, 0]), 4);
  assert.equal(elementAt(value, [0, 2]), 3);
  assert.equal(elementAt(7, []), 7);
  for (const index of [[2, 0], [0, 3], [-1, 0], [1], [1, 0, 0]])
    assert.ok(Number.isNaN(elementAt(value, index)), `${index}`);
});

test("shapes are written as the page says them", () => {
  assert.deepEqual([[2, 3], [3], [], [4, 1, 2]].map(shapeText), ["2×3", "(3,)", "", "4×1×2"]);
});
