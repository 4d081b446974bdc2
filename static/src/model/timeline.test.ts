import assert from "node:assert/strict";
import { test } from "node:test";
import { isDeepStrictEqual } from "node:util";
import { type Fixture, traceOf } from "../fixtures/traces.ts";
import type { Frame, NodeFrame } from "./frame.ts";
import { durationOf } from "./moment.ts";
import { stopsOf } from "./stops.ts";
import { frameAt, timelineOf } from "./timeline.ts";

const FIXTURES: readonly Fixture[] = ["fork", "square", "layer"];

function line(name: Fixture) {
  const trace = traceOf(name);
  return timelineOf(trace, stopsOf(trace, "nodes"));
}

function named(frame: Frame, name: string): NodeFrame {
  const found = frame.nodes.find(({ node }) => node.name === name);
  assert.ok(found, `no node ${name}`);
  return found;
}

test("the first frame shows what is given and nothing that is computed", () => {
  const frame = frameAt(line("fork"), 0);
  assert.deepEqual(
    frame.nodes.map(({ node, value }) => [node.kind, value !== null]),
    [
      ["input", true],
      ["input", true],
      ["operation", false],
      ["operation", false],
    ],
  );
  assert.ok(frame.edges.every(({ contribution, local, reached }) => !contribution && !local && !reached));
});

test("no gradient is seen before the seed, and an unknown one is never a number", () => {
  for (const name of FIXTURES) {
    const timeline = line(name);
    const seed = timeline.stops.findIndex(({ step }) => step.kind === "seed");
    for (let cursor = 0; cursor < seed; cursor += 0.25) {
      if (cursor > seed - 1) break;
      for (const { gradient } of frameAt(timeline, cursor).nodes)
        assert.ok(gradient.kind === "none" || gradient.kind === "unknown", `${name} at ${cursor}`);
    }
  }
});

test("the last frame before an update holds every value and every gradient of the trace", () => {
  for (const name of FIXTURES) {
    const timeline = line(name);
    const last = timeline.stops.findLastIndex(({ step }) => step.phase === "backward");
    for (const { node, value, gradient } of frameAt(timeline, last).nodes) {
      assert.deepEqual(value, node.value);
      if (node.grad === null) assert.equal(gradient.kind, "none");
      else assert.deepEqual(gradient, { kind: "whole", value: node.grad });
    }
  }
});

test("a gradient in parts says how many of them have come, until they are added up", () => {
  const timeline = line("fork");
  const seen = timeline.stops.map((_, at) => named(frameAt(timeline, at), "x").gradient);
  assert.deepEqual(
    seen.filter(({ kind }) => kind === "partial" || kind === "whole"),
    [
      { kind: "partial", value: 1, have: 1, need: 2 },
      { kind: "partial", value: 1, have: 1, need: 2 },
      { kind: "whole", value: -3 },
    ],
  );
});

test("a node that reads a value twice sends two contributions in one step", () => {
  const timeline = line("square");
  const at = timeline.stops.findIndex(({ step }) => step.kind === "backward");
  const frame = frameAt(timeline, at);
  assert.deepEqual(
    frame.edges.map(({ contribution }) => contribution?.value),
    [3, 3],
  );
  assert.deepEqual(named(frame, "x").gradient, { kind: "partial", value: 3, have: 1, need: 2 });
});

test("a broadcast gradient travels in its large shape and is counted after its sum", () => {
  const timeline = line("layer");
  const at = timeline.stops.findIndex(({ step }) => step.kind === "unbroadcast");
  const before = frameAt(timeline, at - 1);
  const arrived = before.edges.find(({ contribution }) => contribution?.raw);
  assert.deepEqual(arrived?.contribution?.value, {
    shape: [2, 2],
    data: Float64Array.of(0.25, 0.25, 0.25, 0.25),
  });
  assert.equal(named(before, "b").gradient.kind, "unknown");
  const after = frameAt(timeline, at);
  assert.deepEqual(named(after, "b").gradient, {
    kind: "whole",
    value: { shape: [2], data: Float64Array.of(0.5, 0.5) },
  });
});

test("an update shows the new value, and clearing takes the gradients away", () => {
  const timeline = line("layer");
  const last = frameAt(timeline, timeline.stops.length - 1);
  assert.deepEqual(named(last, "b").value, { shape: [2], data: Float64Array.of(-0.05, 0.95) });
  assert.equal(named(last, "b").gradient.kind, "none");
});

test("a frame depends on the cursor alone", () => {
  for (const name of FIXTURES) {
    const [one, other] = [line(name), line(name)];
    const forward = Array.from({ length: one.stops.length * 4 }, (_, i) => frameAt(one, i / 4));
    const back = Array.from({ length: one.stops.length * 4 }, (_, i) => frameAt(other, i / 4)).reverse();
    assert.equal(JSON.stringify(forward), JSON.stringify(back.reverse()));
  }
});

test("a frame is the same by whatever way it is reached", () => {
  for (const name of ["fork", "layer", "batch", "opened"] as const)
    for (const granularity of ["layers", "nodes", "details"] as const) {
      const trace = traceOf(name);
      const stops = stopsOf(trace, granularity);
      const walked = timelineOf(trace, stops);
      const last = stops.length - 1;
      for (let i = 0; i < 120; i++) {
        const cursor = (i * 0.37 * last) % last;
        assert.deepEqual(
          frameAt(walked, cursor),
          frameAt(timelineOf(trace, stops), cursor),
          `${name} ${cursor}`,
        );
      }
    }
});

test("what no step touches is the same object in the next frame", () => {
  const timeline = line("opened");
  const last = timeline.stops.length - 1;
  for (let index = 1; index <= last; index++) {
    const [before, after] = [frameAt(timeline, index - 1), frameAt(timeline, index)];
    const changed = after.nodes.filter((shown, at) => shown !== before.nodes[at]);
    assert.deepEqual(
      changed,
      after.nodes.filter((shown, at) => !isDeepStrictEqual(shown, before.nodes[at])),
    );
  }
});

test("while a number waits for its share of the step, the frames between are the same picture", () => {
  const timeline = line("fork");
  const at = timeline.stops.findLastIndex(({ step }) => step.kind === "backward");
  const [one, other] = [frameAt(timeline, at - 0.95), frameAt(timeline, at - 0.9)];
  assert.equal(one.nodes, other.nodes);
  assert.equal(one.edges, other.edges);
  assert.notDeepEqual(one.pulses, other.pulses);
});

test("a step appears in its parts: local derivative, contribution on its way, gradient", () => {
  const timeline = line("fork");
  const at = timeline.stops.findIndex(({ step }) => step.kind === "backward");
  const shown = (cursor: number) => {
    const frame = frameAt(timeline, cursor);
    const active = frame.edges.filter((edge) => edge.active);
    return [
      active.some((edge) => edge.local),
      active.some((edge) => edge.contribution),
      frame.pulses.length > 0,
    ];
  };
  assert.deepEqual(shown(at - 0.9), [false, false, false]);
  assert.deepEqual(shown(at - 0.6), [true, false, false]);
  assert.deepEqual(shown(at - 0.2), [true, true, true]);
  assert.deepEqual(shown(at), [true, true, false]);
});

test("what arrives at a node comes along the wires to its consumers, before anything is sent on", () => {
  const timeline = line("fork");
  const at = timeline.stops.findLastIndex(({ step }) => step.kind === "backward");
  const { step } = timeline.stops[at] ?? {};
  const { pulses } = frameAt(timeline, at - 0.9);
  assert.ok(step && "node" in step && pulses.length > 0);
  for (const { edge, direction, at: place } of pulses) {
    assert.equal(timeline.trace.edge(edge).source, step.node);
    assert.equal(direction, "backward");
    assert.ok(place > 0.6);
  }
});

test("while gradients add up, what has come slides along the last stretch, and the sum is seen when it is in", () => {
  const timeline = line("fork");
  const at = timeline.stops.findIndex(({ step }) => step.kind === "accumulate");
  const seen = (cursor: number) => {
    const frame = frameAt(timeline, cursor);
    return { sum: named(frame, "x").sum, pulse: frame.pulses[0] };
  };
  const half = seen(at - 0.5);
  assert.deepEqual(half.sum, { edge: "e0", before: 1, contribution: -4, after: null });
  assert.ok(half.pulse && half.pulse.at > 0.6 && half.pulse.at < 1);
  assert.deepEqual(seen(at), {
    sum: { edge: "e0", before: 1, contribution: -4, after: -3 },
    pulse: undefined,
  });
  assert.equal(seen(at - 1).sum, null);
});

test("a product comes into being element by element, and its gradient too", () => {
  const trace = traceOf("opened");
  const timeline = timelineOf(trace, stopsOf(trace, "details"));
  const counts = timeline.stops.flatMap(({ part }, at) => {
    if (part?.kind !== "cell") return [];
    const frame = frameAt(timeline, at);
    return frame.nodes.flatMap(({ node, cells }) => (cells ? [[node.label, cells.of, cells.count]] : []));
  });
  assert.deepEqual(counts.slice(0, 2), [
    ["matmul1", "value", 1],
    ["matmul1", "value", 2],
  ]);
  assert.deepEqual(
    counts.slice(-4).map(([, of, count]) => [of, count]),
    [
      ["gradient", 1],
      ["gradient", 2],
      ["gradient", 3],
      ["gradient", 4],
    ],
  );
});

test("no stop takes longer to draw than can be waited for", () => {
  for (const name of FIXTURES)
    for (const granularity of ["layers", "nodes", "details"] as const) {
      const trace = traceOf(name);
      for (const stop of stopsOf(trace, granularity)) {
        const duration = durationOf(stop, trace);
        assert.ok(duration > 0 && duration <= 800);
      }
    }
});

test("a cursor beyond either end shows that end", () => {
  const timeline = line("fork");
  assert.equal(frameAt(timeline, -3).index, 0);
  assert.equal(frameAt(timeline, 99).index, timeline.stops.length - 1);
});
