import assert from "node:assert/strict";
import { test } from "node:test";
import { traceOf } from "../fixtures/traces.ts";
import { layout } from "../layout/layout.ts";
import { foldingOf } from "../model/folding.ts";
import { type Still, stillOf } from "../model/still.ts";
import { stopsOf } from "../model/stops.ts";
import { frameAt, timelineOf } from "../model/timeline.ts";
import { translators } from "../text/i18n.ts";
import { anatomiesOf, layoutInput, layoutOptions } from "./graph.ts";
import { PAGE } from "./metrics.ts";
import { markShapes, movingMarks } from "./moving.ts";
import type { BoxLike } from "./shapes.ts";
import { WHOLE } from "./sight.ts";
import "../text/testing/words.ts";

const trace = traceOf("fork");
const folding = foldingOf(trace, []);
const anatomies = anatomiesOf(folding, translators.en, () => PAGE);
const placed = layout(layoutInput(folding, anatomies), layoutOptions(folding, PAGE));
const stage = { folding, metrics: PAGE, anatomies, layout: placed };
const timeline = timelineOf(trace, stopsOf(trace, "nodes"));
const marksAt = (cursor: number) => movingMarks(frameAt(timeline, cursor), stage, WHOLE);
const backward = timeline.stops.findIndex(({ step }) => step.kind === "backward");

test("nothing moves where the cursor rests, and something on every step forward or back", () => {
  for (const [at, { step }] of timeline.stops.entries()) {
    assert.deepEqual(marksAt(at), []);
    if (step.kind === "forward") assert.ok(marksAt(at - 0.5).some(({ kind }) => kind === "dot"));
    if (step.kind === "backward") assert.ok(marksAt(at - 0.1).some(({ kind }) => kind === "band"));
  }
});

test("a band grows from the consumer towards the producer", () => {
  const lengths = [0.4, 0.3, 0.2, 0.1].map((left) => {
    const band = marksAt(backward - left).find(({ kind }) => kind === "band");
    return band?.kind === "band" ? band.before : Number.POSITIVE_INFINITY;
  });
  assert.deepEqual(
    lengths,
    lengths.toSorted((a, b) => b - a),
  );
  assert.ok((lengths.at(-1) as number) < (lengths.at(1) as number));
});

test("what stands stays the same object while things move, and is what it would be by any other way", () => {
  let still: Still | null = null;
  const seen = new Set<Still>();
  for (let k = 0; k <= 50; k++) {
    still = stillOf(frameAt(timeline, backward - 1 + k / 50), still);
    seen.add(still);
  }
  assert.ok(seen.size <= 8, `${seen.size}`);
  assert.deepEqual(still, stillOf(frameAt(timeline, backward), null));
});

test("a file gets the same marks as shapes", () => {
  const kinds = markShapes(marksAt(backward - 0.1)).map(({ attributes }) => attributes.class);
  assert.ok(kinds.some((name) => String(name).startsWith("band-wire")));
  assert.ok(kinds.some((name) => String(name).startsWith("pulse")));
});

test("while contributions meet, the number on the card goes from what it was to their sum", () => {
  const at = timeline.stops.findIndex(({ step }) => step.kind === "accumulate");
  const { step } = timeline.stops[at] ?? {};
  assert.ok(step?.kind === "accumulate");
  const rolling = (cursor: number) =>
    marksAt(cursor).flatMap((mark) => (mark.kind === "digits" ? [mark] : []));
  assert.deepEqual(rolling(at - 0.5), []);
  const numbers = [0.4, 0.3, 0.2, 0.1].map((left) => {
    const [mark, other] = rolling(at - left);
    assert.ok(mark && !other);
    const { x, y, width, height } = placed.nodes.get(step.node) as BoxLike;
    assert.ok(mark.box.x > x && mark.box.x + mark.box.width < x + width);
    assert.ok(mark.box.y > y && mark.box.y + mark.box.height < y + height);
    return [Number(mark.text.replace("\u2212", "-")), mark.ink] as const;
  });
  // From 1 to \u22123.
  assert.ok(numbers.every(([x], i) => x <= (numbers[i - 1]?.[0] ?? 1) && x >= -3));
  assert.deepEqual([...new Set(numbers.map(([, ink]) => ink))].sort(), ["negative", "positive", "zero"]);
  assert.deepEqual(rolling(at), []);
});

test("an update rolls the elements that it changes, each in its cell", () => {
  const net = traceOf("layer");
  const line = timelineOf(net, stopsOf(net, "nodes"));
  const graph = foldingOf(net, []);
  const bodies = anatomiesOf(graph, translators.en, () => PAGE);
  const there = layout(layoutInput(graph, bodies), layoutOptions(graph, PAGE));
  const on = { folding: graph, metrics: PAGE, anatomies: bodies, layout: there };
  const at = line.stops.findIndex(({ step }) => step.kind === "update");
  const marks = movingMarks(frameAt(line, at - 0.5), on, WHOLE);
  const digits = marks.flatMap((mark) => (mark.kind === "digits" ? [mark] : []));
  assert.ok(digits.length > 1);
  assert.equal(new Set(digits.map(({ box }) => `${box.x} ${box.y}`)).size, digits.length);
  assert.ok(digits.every(({ ink, anchor }) => ink === "value" && anchor === "end"));
  assert.deepEqual(movingMarks(frameAt(line, at), on, WHOLE), []);
});
