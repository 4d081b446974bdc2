import assert from "node:assert/strict";
import { test } from "node:test";
import { traceOf } from "../fixtures/traces.ts";
import { stopsOf } from "../model/stops.ts";
import { frameAt, timelineOf } from "../model/timeline.ts";
import { PAGE } from "./metrics.ts";
import { badgeShape, sumShape, sumText, sumWidth } from "./sum.ts";

test("a sum is written as far as it has come, a negative part in parentheses", () => {
  assert.equal(sumText({ before: 1, contribution: -4, after: null }), "1 + (−4)");
  assert.equal(sumText({ before: 1, contribution: -4, after: -3 }), "1 + (−4) = −3");
  assert.equal(sumText({ before: 1 / 3, contribution: 1 / 3, after: 2 / 3 }), "0.3333 + 0.3333 ≈ 0.6667");
  const tensor = { shape: [1], data: Float64Array.of(1) };
  assert.equal(sumText({ before: tensor, contribution: tensor, after: tensor }), "");
});

test("each number of a sum is the one of the formula", () => {
  const sum = { edge: "e0", before: 1, contribution: -4, after: -3 };
  const parts = sumShape(sum, { x: 10, y: 20 }, PAGE)?.children ?? [];
  const refs = parts.flatMap(({ text, attributes }) => {
    const ref = attributes["data-ref"];
    return ref === undefined ? [] : [[text?.trim(), ref]];
  });
  assert.deepEqual(refs, [
    ["1", "e0.before"],
    ["(−4)", "e0.grad"],
    ["−3", "e0.after"],
  ]);
  assert.equal(parts.map(({ text }) => text).join(""), sumText(sum));
});

test("only where contributions meet is there room for a sum", () => {
  const trace = traceOf("fork");
  const wide = trace.nodes.filter(({ id }) => sumWidth(id, trace, PAGE) > 0);
  assert.deepEqual(
    wide.map(({ name }) => name),
    ["x"],
  );
});

test("the badge counts uses, then the contributions that have come", () => {
  const trace = traceOf("fork");
  const timeline = timelineOf(trace, stopsOf(trace, "nodes"));
  const box = { x: 0, y: 0, width: 100, height: 80 };
  const counts = timeline.stops.map((_, at) => {
    const shown = frameAt(timeline, at).nodes.find(({ node }) => node.name === "x");
    return shown && badgeShape(shown, box, trace, PAGE)?.children?.find(({ tag }) => tag === "text")?.text;
  });
  assert.deepEqual(counts, [undefined, "×2", "×2", "×2", "×2", "Σ 1/2", "Σ 1/2", "Σ 2/2"]);
});
