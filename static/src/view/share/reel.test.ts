import assert from "node:assert/strict";
import { test } from "node:test";
import { traceOf } from "../../fixtures/traces.ts";
import { stopsOf } from "../../model/stops.ts";
import { reelOf } from "./reel.ts";

const trace = traceOf("fork");
const stops = stopsOf(trace, "nodes");
const reel = reelOf({ trace, stops }, 1.5);

test("every stop is drawn, and then stands", () => {
  assert.deepEqual(reel.at(0), { stop: 0, cursor: 0, glide: 0 });
  assert.deepEqual(reel.at(1.49), { stop: 0, cursor: 0, glide: 1 });
  const moving = reel.at(1.6);
  assert.equal(moving.stop, 1);
  assert.ok(moving.cursor > 0 && moving.cursor < 1);
  assert.equal(reel.at(reel.seconds - 0.01).cursor, stops.length - 1);
});

test("the pictures follow each other without a gap, and are short while something moves", () => {
  const shown = reel.exposures(60, 0.5);
  let end = 0;
  for (const { second, seconds } of shown) {
    assert.ok(Math.abs(second - end) < 1e-9);
    assert.ok(seconds <= 0.5 + 1e-9);
    const [from, to] = [reel.at(second), reel.at(second + seconds - 1e-6)];
    if (to.cursor - from.cursor > 1e-6) assert.ok(seconds <= 1 / 60 + 1e-9);
    end = second + seconds;
  }
  assert.ok(Math.abs(end - reel.seconds) < 1e-9);
});
