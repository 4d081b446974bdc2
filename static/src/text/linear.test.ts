import assert from "node:assert/strict";
import { test } from "node:test";
import { linear } from "./linear.ts";
import { element, fenced, identifier, infix, plainText, prefix, row } from "./markup.ts";

const [x, y] = [identifier("x"), identifier("y")];
const over = (above: typeof x, below: typeof x) => element("mfrac", [above, below]);
const written = (node: typeof x) => plainText(linear(node)).replaceAll(" ", "");

test("a fraction is written with a slash", () => {
  assert.equal(written(over(x, y)), "x/y");
  assert.equal(written(over(row(identifier("∂", true), x), y)), "∂x/y");
  assert.equal(linear(x).tag, "mi");
});

test("what could be read apart is put in parentheses, once", () => {
  const difference = row(x, infix("−"), y);
  assert.equal(written(over(difference, y)), "(x−y)/y");
  assert.equal(written(over(fenced("(", [difference], ")"), y)), "(x−y)/y");
  assert.equal(written(over(row(prefix("−"), x), y)), "−x/y");
});

test("fractions inside fractions are written so too, and keep what they refer to", () => {
  const inner = element("mfrac", [x, y], { "data-ref": "n1.grad" });
  assert.equal(written(over(inner, y)), "(x/y)/y");
  assert.equal(linear(inner).attrs["data-ref"], "n1.grad");
});
