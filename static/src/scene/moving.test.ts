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
