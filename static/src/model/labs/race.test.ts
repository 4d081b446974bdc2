import assert from "node:assert/strict";
import { test } from "node:test";
import { judge } from "./answer.ts";
import { counted, evaluationsOf, NETS, parametersOf, requestOf, rounded, slipsOf, timed } from "./race.ts";

test("every parameter is moved up and down", () => {
  assert.deepEqual(NETS.map(parametersOf), [24, 172, 39_760]);
  assert.deepEqual(NETS.map(evaluationsOf), [48, 344, 79_520]);
});

test("a net is asked for by its sizes", () => {
  const { input_size, hidden_size, output_size } = requestOf({ net: "16-8-4", ask: "done" });
  assert.deepEqual([input_size, hidden_size, output_size], [16, 8, 4]);
});

test("who counts each parameter once is told of the other way", () => {
  for (const net of NETS) {
    const verdict = (answer: number) => judge(answer, evaluationsOf(net), slipsOf(net), "other");
    assert.equal(verdict(evaluationsOf(net)), "right");
    assert.deepEqual(verdict(parametersOf(net)), { slip: "once" });
    assert.deepEqual(verdict(2), { slip: "pair" });
    assert.deepEqual(verdict(7), { slip: "other" });
  }
});

test("counts and times are written to be read", () => {
  assert.equal(counted(79_520), "79,520");
  assert.deepEqual([218_734, 1.8764].map(rounded), ["219,000", "1.88"]);
  assert.deepEqual(timed(0.000412), { amount: 412, unit: "us" });
  assert.equal(timed(0.0123).unit, "ms");
  assert.deepEqual(timed(90), { amount: 90, unit: "s" });
  assert.deepEqual(timed(600), { amount: 10, unit: "minute" });
});
