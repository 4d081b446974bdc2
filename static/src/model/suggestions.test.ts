import assert from "node:assert/strict";
import { test } from "node:test";
import type { Operation } from "../wire/calls.ts";
import { signatureOf, suggestionsAt } from "./suggestions.ts";

function operation(name: string, more: Partial<Operation> = {}): Operation {
  const record = { name, aliases: [], operands: ["x"], attributes: [], callable: true, title: name, ...more };
  return record as unknown as Operation;
}

const SUM = operation("sum", {
  attributes: [
    { name: "axis", kind: "axes", default: null, required: false },
    { name: "keepdims", kind: "flag", default: false, required: false },
  ],
});
const OPERATIONS = new Map(
  [
    SUM,
    operation("sigmoid", { title: "Sigmoid 函数" }),
    operation("softmax_with_loss", { aliases: ["cross_entropy"], operands: ["logits", "labels"] }),
    operation("index", { callable: false }),
  ].map((record) => [record.name, record]),
);

function words(program: string, at = program.indexOf("|")): string[] | null {
  const found = suggestionsAt(program.replace("|", ""), at, OPERATIONS);
  return found === null ? null : found.options.map(({ word }) => word);
}

test("a word is completed by names of the program, then by functions with their aliases", () => {
  assert.deepEqual(words("score = x * 2\nL = s|"), ["score", "sum", "sigmoid", "softmax_with_loss"]);
  assert.deepEqual(words("L = Cross|"), ["cross_entropy"]);
  assert.deepEqual(words("L = x * |")?.slice(0, 3), ["L", "x", "sum"]);
  assert.equal(suggestionsAt("L = sig", 7, OPERATIONS)?.from, 4);
});

test("the word being typed is no suggestion, unless it stands elsewhere too", () => {
  assert.ok(!words("L = fo|")?.includes("fo"));
  assert.ok(words("fo = 1\nL = fo|")?.includes("fo"));
});

test("inside a call its options come first; inside another bracket of it too deep they do not", () => {
  assert.deepEqual(words("L = sum(x, |)")?.slice(0, 2), ["axis=", "keepdims="]);
  assert.ok(!words("L = sum(sigmoid(|))")?.includes("axis="));
  assert.deepEqual(words("L = sum(sigmoid(x), k|)"), ["keepdims="]);
  assert.ok(!words("L = sum(x) + |")?.includes("axis="));
});

test("nothing is suggested in a comment, a number or after a dot", () => {
  for (const program of ["x # si|", "L = 2.5|", "L = W.|", "L = W.T|"]) assert.equal(words(program), null);
});

test("a function is shown as it is called", () => {
  assert.equal(signatureOf(SUM, "sum"), "sum(x, axis=None, keepdims=False)");
  const slope = { name: "slope", kind: "number", default: 0.01, required: false };
  assert.equal(
    signatureOf(operation("leaky_relu", { attributes: [slope] }), "leaky_relu"),
    "leaky_relu(x, slope=0.01)",
  );
  const low = { name: "low", kind: "number", required: true };
  assert.equal(signatureOf(operation("clip", { attributes: [low] }), "clip"), "clip(x, low)");
});
