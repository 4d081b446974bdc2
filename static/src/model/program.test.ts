import assert from "node:assert/strict";
import { test } from "node:test";
import { inputNames, offsetOf, tokenize } from "./program.ts";

test("tokens together are the text", () => {
  for (const text of [
    "",
    "L = (x + y) ** 2 # sum\n",
    "a=1;b = [[1, 2],\n [3]]\n",
    "权重 = x ** -1.5e-3",
    "@@ ??",
  ])
    assert.equal(
      tokenize(text)
        .map((token) => token.text)
        .join(""),
      text,
    );
});

test("calls, keyword arguments and attributes are told from names", () => {
  const kinds = tokenize("y = sum(X.T, axis=0) + True").filter(({ kind }) => kind !== "space");
  assert.deepEqual(
    kinds.filter(({ kind }) => kind !== "operator").map(({ kind, text }) => [text, kind]),
    [
      ["y", "name"],
      ["sum", "call"],
      ["X", "name"],
      ["T", "attribute"],
      ["axis", "keyword"],
      ["0", "number"],
      ["True", "number"],
    ],
  );
});

test("inputs are the names read before they are assigned, in order of first use", () => {
  const cases: readonly (readonly [string, readonly string[]])[] = [
    ["L = (x + y) ** 2", ["x", "y"]],
    ["(x + y) * 2", ["x", "y"]],
    ["a = x * 2\nb = a + c\n", ["x", "c"]],
    ["x = x * 2; y = x", ["x"]],
    ["s += x", ["s", "x"]],
    ["s = 0\ns **= x", ["x"]],
    ["L = sum(X @ W,\n  axis=0)", ["X", "W"]],
    ["L = X.T # not y", ["X"]],
    ["x = 3\ny = x * 2", []],
    ["exp = x\ny = exp * 2", ["x"]],
    ["损失 = 预测 - 1", ["预测"]],
    ["a == b", ["a", "b"]],
    ["", []],
  ];
  for (const [program, inputs] of cases) assert.deepEqual(inputNames(program), inputs, program);
});

test("a place is counted in characters, however many code units they take", () => {
  assert.equal(offsetOf("ab\ncd", 2, 2), 4);
  assert.equal(offsetOf("𝑥 + y", 1, 5), 5);
  assert.equal(offsetOf("ab", 9, 9), 2);
});
