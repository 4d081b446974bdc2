import assert from "node:assert/strict";
import { test } from "node:test";
import { type Fixture, traceOf } from "../fixtures/traces.ts";
import { translators } from "../text/i18n.ts";
import { type Granularity, stopsOf } from "./stops.ts";
import { fetchTellings, tellingOf } from "./telling.ts";
import "../text/testing/words.ts";

await fetchTellings();

function told(name: Fixture, granularity: Granularity, language: "en" | "zh-CN" = "en") {
  const trace = traceOf(name);
  return stopsOf(trace, granularity).map((stop) => {
    const { sentence, formula } = tellingOf(stop, trace, translators[language]);
    return { stop, sentence, plain: formula?.plain ?? null };
  });
}

test("a whole step is told in its own words", () => {
  for (const { stop, sentence, plain } of told("fork", "nodes")) {
    assert.equal(sentence, stop.step.sentence);
    assert.equal(plain, stop.step.formula?.plain ?? null);
  }
});

test("the parts of a backward step say what arrives, how steep the node is, and what is sent on", () => {
  const parts = told("fork", "details").filter(({ stop }) => stop.step.kind === "backward");
  assert.deepEqual(
    parts.slice(3).map(({ sentence, plain }) => [sentence, plain]),
    [
      ["The upstream gradient arrives at x * y: 1.", "∂f/∂(x * y) = 1"],
      [
        "The local derivative: how fast x * y changes with what goes into it.",
        "∂(x * y)/∂x = y = −4; ∂(x * y)/∂y = x = 3",
      ],
      [parts[5]?.stop.step.sentence, parts[5]?.stop.step.formula?.plain],
    ],
  );
});

test("small products are gone through element by element, row by column", () => {
  const cells = told("opened", "details").filter(({ stop }) => stop.part?.kind === "cell");
  assert.deepEqual(
    cells.slice(0, 2).map(({ sentence, plain }) => [sentence, plain]),
    [
      ["Element 1 of 2: row 1, column 1.", "matmul1_(1, 1) = 1 × 0.5 + (−2 × 0.25) = 0"],
      ["Element 2 of 2: row 1, column 2.", "matmul1_(1, 2) = 1 × 1 + (−2 × (−1)) = 3"],
    ],
  );
  const backward = cells.filter(({ stop }) => stop.step.kind === "backward");
  assert.equal(backward.length, 2 + 4);
});

test("every sentence of the page can be read at a glance", () => {
  for (const name of ["fork", "square", "layer", "opened", "batch"] as const)
    for (const granularity of ["layers", "nodes", "details"] as const) {
      for (const { sentence } of told(name, granularity))
        assert.ok(sentence.length <= 110 && sentence.split(/\s+/).length <= 18, sentence);
      for (const { stop, sentence } of told(name, granularity, "zh-CN"))
        assert.ok(sentence === stop.step.sentence || sentence.length <= 40, sentence);
    }
});

test("a layer of several steps names what it is made of, and whose gradients it gives", () => {
  const layers = told("fork", "layers");
  assert.deepEqual(
    [layers[1], layers[4]].map((layer) => [layer?.sentence, layer?.plain]),
    [
      ["Compute f from x, y.", "f = −9"],
      ["Back through f, on to x, y.", "∂f/∂x = −3; ∂f/∂y = 3"],
    ],
  );
  assert.equal(told("fork", "layers", "zh-CN")[4]?.sentence, "反向穿过 f，传到 x、y。");
});

test("nothing is told without words", () => {
  for (const granularity of ["layers", "nodes", "details"] as const)
    for (const { sentence } of told("layer", granularity)) assert.match(sentence, /^\p{L}.*[.?]$/u);
});
