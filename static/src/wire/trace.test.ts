import assert from "node:assert/strict";
import { test } from "node:test";
import { shapeOf } from "./numbers.ts";
import { readTrace } from "./trace.ts";
import type { NodeOf, StepOf, TraceAnswer, WireValue } from "./types.ts";

function node(
  id: string,
  value: WireValue,
  grad: WireValue | null,
  more: Partial<NodeOf<WireValue>> = {},
): NodeOf<WireValue> {
  return {
    id,
    key: id,
    kind: "operation",
    op: "op",
    name: null,
    label: id,
    symbol: null,
    inputs: [],
    shape: [],
    value,
    grad,
    requires_grad: grad !== null,
    group: null,
    expandable: false,
    view: null,
    attributes: {},
    line: 1,
    column: 1,
    end_line: 1,
    end_column: 2,
    uses: 1,
    ...more,
  };
}

const words = { phase: "backward", level: "node", sentence: "", formula: null } as const;

/** y = x · x + c with the array x kept once, as `?tensors=base64` sends it; its numbers need not be right. */
const STEPS: readonly StepOf<WireValue>[] = [
  { index: 0, kind: "inputs", ...words, phase: "forward" },
  { index: 1, kind: "forward", node: "n2", op: "op", edges: ["e0", "e1"], ...words, phase: "forward" },
  { index: 2, kind: "seed", node: "n3", upstream: 1, given: false, ...words },
  {
    index: 3,
    kind: "backward",
    node: "n2",
    op: "op",
    upstream: [0.5, "NaN"],
    edges: ["e0", "e1"],
    ...words,
    contributions: [
      {
        edge: "e0",
        to: "n0",
        local: { tensor: "n0.value" },
        grad: [1, 2],
        before: null,
        after: [1, 2],
        have: 1,
        need: 2,
      },
      {
        edge: "e1",
        to: "n0",
        local: null,
        grad: [3, 4],
        raw: [
          [1, 1],
          [2, 3],
        ],
        before: [1, 2],
        after: null,
        have: 2,
        need: 2,
      },
    ] as unknown as Extract<StepOf<WireValue>, { kind: "backward" }>["contributions"],
  },
  {
    index: 4,
    kind: "accumulate",
    node: "n0",
    edges: ["e1"],
    before: [1, 2],
    contribution: [3, 4],
    after: [4, 6],
    have: 2,
    need: 2,
    ...words,
  },
  {
    index: 5,
    kind: "update",
    node: "n0",
    before: { tensor: "n0.value" },
    grad: [4, 6],
    rate: 0.1,
    after: [0.6, 1.4],
    ...words,
    phase: "update",
  },
];

const ANSWER: TraceAnswer = {
  version: 1,
  program: "y = x * x",
  output: "y",
  values: { x: { tensor: "n0.value" }, y: "-Infinity" },
  gradients: { x: [4, 6], y: 1 },
  nodes: [
    node("n0", { tensor: "n0.value" }, [4, 6], { kind: "input", name: "x", shape: [2] }),
    node("n1", 3, null, { kind: "constant" }),
    node("n2", [1, 4], [0.5, "NaN"], { inputs: ["n0", "n0"], kept: [7, 8] }),
    node("n3", "-Infinity", 1, { inputs: ["n2", "n1"] }),
  ],
  edges: [
    { id: "e0", source: "n0", target: "n2", slot: 0, local: { tensor: "n0.value" }, grad: [1, 2] },
    { id: "e1", source: "n0", target: "n2", slot: 1, local: { tensor: "n0.value" }, grad: [3, 4] },
    { id: "e2", source: "n2", target: "n3", slot: 0, local: 0, grad: 0 },
    { id: "e3", source: "n1", target: "n3", slot: 1, local: null, grad: null },
  ],
  groups: [],
  steps: STEPS,
  counts: { steps: 6 },
  warnings: [],
  tensors: { "n0.value": { shape: [2], dtype: "<f8", base64: base64([1, 2]) } },
};

function base64(numbers: readonly number[]): string {
  return btoa(String.fromCharCode(...new Uint8Array(new Float64Array(numbers).buffer)));
}

const trace = readTrace(ANSWER);

const vector = (...numbers: number[]) => ({ shape: [numbers.length], data: Float64Array.from(numbers) });

test("values and gradients by name are decoded", () => {
  assert.deepEqual(trace.values, { x: vector(1, 2), y: -Infinity });
  assert.deepEqual(trace.gradients, { x: vector(4, 6), y: 1 });
});

test("an array of the table is decoded once and shared by all that refer to it", () => {
  assert.equal(trace.node("n0").value, trace.edge("e0").local);
  assert.equal(trace.node("n0").value, trace.values.x);
});

test("null stays null and zero stays zero", () => {
  assert.equal(trace.edge("e3").grad, null);
  assert.equal(trace.edge("e2").grad, 0);
  assert.equal(trace.node("n1").grad, null);
});

test("edges are found from both of their ends, in order", () => {
  const ids = (edges: readonly { id: string }[]) => edges.map(({ id }) => id);
  assert.deepEqual(ids(trace.edgesInto("n2")), ["e0", "e1"]);
  assert.deepEqual(ids(trace.edgesFrom("n0")), ["e0", "e1"]);
  assert.deepEqual(ids(trace.edgesInto("n0")), []);
});

test("every number that a formula may speak of is found by its reference", () => {
  const found: readonly (readonly [string, unknown])[] = [
    ["n2.value", vector(1, 4)],
    ["n2.grad", vector(0.5, Number.NaN)],
    ["n2.kept", vector(7, 8)],
    ["n0.after", vector(0.6, 1.4)],
    ["e0.local", vector(1, 2)],
    ["e2.grad", 0],
    ["e1.raw", { shape: [2, 2], data: Float64Array.of(1, 1, 2, 3) }],
    ["e0.after", vector(1, 2)],
    ["e1.before", vector(1, 2)],
    ["e1.after", vector(4, 6)],
    ["e3.grad", null],
    ["n9.value", null],
    ["n2", null],
    ["n2.id", null],
    ["constructor.name", null],
  ];
  for (const [ref, value] of found) assert.deepEqual(trace.valueAt(ref), value, ref);
});

test("a contribution that was not broadcast has null for raw, whether it was sent or not", () => {
  const step = trace.steps[3];
  assert.ok(step?.kind === "backward");
  assert.deepEqual(
    step.contributions.map(({ raw }) => raw && shapeOf(raw)),
    [null, [2, 2]],
  );
  assert.deepEqual(step.upstream, vector(0.5, Number.NaN));
});

test("a part that is not there is an error that names it", () => {
  assert.throws(() => trace.node("e0x"), /e0x/);
  assert.throws(() => trace.edge("n7"), /n7/);
});
