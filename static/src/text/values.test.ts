import assert from "node:assert/strict";
import { test } from "node:test";
import type { Nested } from "../wire/numbers.ts";
import { translators } from "./i18n.ts";
import { readValue, type ValueProblem, writeValue } from "./values.ts";
import "./testing/words.ts";

function value(text: string): Nested {
  const reading = readValue(text);
  assert.ok(
    reading.ok,
    `${JSON.stringify(text)}: ${reading.ok || translators.en(reading.problem.key, reading.problem.params)}`,
  );
  return reading.value;
}

function problem(text: string): ValueProblem {
  const reading = readValue(text);
  assert.ok(!reading.ok, `${JSON.stringify(text)} was read as ${JSON.stringify(reading)}`);
  return reading.problem;
}

const VALUES: readonly (readonly [string, Nested])[] = [
  ["2", 2],
  [" −2.5 ", -2.5],
  ["-2.5", -2.5],
  ["+.5", 0.5],
  ["3.", 3],
  ["1_000", 1000],
  ["1e-3", 0.001],
  ["3.48×10⁻⁷", 3.48e-7],
  ["１．５", 1.5],
  ["－３", -3],
  ["1/4", 0.25],
  ["−1 / 4", -0.25],
  ["NaN", Number.NaN],
  ["inf", Infinity],
  ["−∞", -Infinity],
  ["-Infinity", -Infinity],
  ["[1, 2, 3]", [1, 2, 3]],
  [
    "[[1, 2], [3, 4]]",
    [
      [1, 2],
      [3, 4],
    ],
  ],
  [
    "[[1 2]\n [3 4]]",
    [
      [1, 2],
      [3, 4],
    ],
  ],
  [
    "[[1. 2.]\r\n [3. 4.]]",
    [
      [1, 2],
      [3, 4],
    ],
  ],
  ["[1,2,]", [1, 2]],
  ["[1/4 1 / 2]", [0.25, 0.5]],
  [
    "［［１，２］，［３，４］］",
    [
      [1, 2],
      [3, 4],
    ],
  ],
  ["[1、2]", [1, 2]],
  [
    "array([[1., 2.],\n       [3., 4.]])",
    [
      [1, 2],
      [3, 4],
    ],
  ],
  ["np.array([1, 2], dtype=np.float64)", [1, 2]],
  ["tensor([1., nan], dtype=torch.float64, requires_grad=True)", [1, Number.NaN]],
  ["torch.tensor(2.5)", 2.5],
  [
    "1\t2\n3\t4\n",
    [
      [1, 2],
      [3, 4],
    ],
  ],
  [
    "1\t2\r\n3\t4\r\n",
    [
      [1, 2],
      [3, 4],
    ],
  ],
  ["1, 2, 3", [1, 2, 3]],
  ["1 2 3", [1, 2, 3]],
  ["1\n2\n3", [[1], [2], [3]]],
  [
    "1 2; 3 4",
    [
      [1, 2],
      [3, 4],
    ],
  ],
  ["[[5]]", [[5]]],
];

test("each way of writing a value is read", () => {
  for (const [text, expected] of VALUES) assert.deepEqual(value(text), expected, JSON.stringify(text));
});

const PROBLEMS: readonly (readonly [string, ValueProblem["key"], string])[] = [
  ["", "number.empty", ""],
  ["  \n", "number.empty", "  \n"],
  ["two", "number.unreadable", "two"],
  ["1 2 x", "number.unreadable", "x"],
  ["0x10", "number.unreadable", "0x10"],
  ["1/2/3", "number.unreadable", "1/2/3"],
  ["--1", "number.unreadable", "--1"],
  ["true", "number.unreadable", "true"],
  ["1/0", "number.zero_denominator", "1/0"],
  ["1e999", "number.too_large", "1e999"],
  ["[1, -1e400]", "number.too_large", "-1e400"],
  ["[1 2 ... 9 10]", "number.elided", "..."],
  ["[1, 2", "number.unclosed", "["],
  ["[[1, 2], [3", "number.unclosed", "["],
  ["1, 2]", "number.unreadable", "2]"],
  ["]", "number.unreadable", "]"],
  ["[1]]", "number.unopened", "]"],
  ["[1], [2]", "number.after_end", ","],
  ["2 [1]", "number.after_end", "2"],
  ["[1] [2]", "number.after_end", "["],
  ["[[1, 2], [3]]", "number.ragged", "[3]"],
  ["1\t2\n3", "number.ragged", "3"],
  ["[1, [2]]", "number.mixed", "[2]"],
  ["[[1], 2]", "number.mixed", "2"],
  ["[1,,2]", "number.missing", ","],
  ["1\t\t3", "number.missing", ""],
  ["1,,3", "number.missing", ""],
  ["[]", "number.no_numbers", "[]"],
  ["[[1], []]", "number.no_numbers", "[]"],
];

test("what cannot be read says what and where", () => {
  for (const [text, key, at] of PROBLEMS) {
    const found = problem(text);
    assert.equal(found.key, key, JSON.stringify(text));
    assert.equal(text.slice(found.start, found.end), at, JSON.stringify(text));
  }
});

test("a place counts lines and columns from 1, in the text as typed", () => {
  const { params } = problem("［［１，２］，\n ［x］］");
  assert.deepEqual([params.line, params.column, params.text], [2, 3, "x"]);
});

test("every problem has its words in both languages, with nothing left to fill in", () => {
  for (const [text] of PROBLEMS) {
    const { key, params } = problem(text);
    for (const translate of Object.values(translators))
      assert.doesNotMatch(translate(key, params), /\{\w+\}/, key);
  }
});

test("an open bracket says what is missing at the end", () => {
  assert.equal(problem("[[1, 2").params.text, "]]");
});

test("a ragged row says how long it is and how long it ought to be", () => {
  const { params } = problem("[[1, 2, 3], [4, 5]]");
  assert.deepEqual([params.have, params.want], [2, 3]);
});

test("what is written is read back as the same value", () => {
  let state = 3;
  const random = () => {
    state = (state * 1664525 + 1013904223) % 2 ** 32;
    return state / 2 ** 32;
  };
  const number = () =>
    [Number.NaN, Infinity, -Infinity, 0, -3][Math.floor(random() * 12)] ??
    (random() - 0.5) * 10 ** (random() * 40 - 20);
  const grow = (shape: readonly number[]): Nested => {
    const [length, ...rest] = shape;
    return length === undefined ? number() : Array.from({ length }, () => grow(rest));
  };
  for (let i = 0; i < 500; i++) {
    const shape = Array.from({ length: Math.floor(random() * 4) }, () => 1 + Math.floor(random() * 4));
    const original = grow(shape);
    assert.deepEqual(value(writeValue(original)), original);
    assert.doesNotMatch(writeValue(original), /-|e/);
  }
});
