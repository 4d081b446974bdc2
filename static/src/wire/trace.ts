/** A trace as the page uses it: its numbers decoded, its parts found by id and its numbers by reference. */
import { decodeValue, type Tensor, type Value, WireError } from "./numbers.ts";
import type { EdgeOf, Group, NodeOf, StepOf, TraceAnswer, Warning, WireTensor, WireValue } from "./types.ts";

export type { Group, Tensor, Value, Warning };
export type Node = NodeOf<Value>;
export type Edge = EdgeOf<Value>;
export type Step = StepOf<Value>;
export type ForwardStep = Extract<Step, { readonly kind: "forward" }>;
export type BackwardStep = Extract<Step, { readonly kind: "backward" }>;
/** What a backward step sends along one edge; `raw` is null where nothing is summed back from a broadcast. */
export type Contribution = BackwardStep["contributions"][number];

export interface Trace {
  readonly program: string;
  /** The name that was differentiated. */
  readonly output: string;
  readonly values: Readonly<Record<string, Value>>;
  readonly gradients: Readonly<Record<string, Value>>;
  readonly nodes: readonly Node[];
  readonly edges: readonly Edge[];
  readonly groups: readonly Group[];
  readonly steps: readonly Step[];
  /** Steps without the details. */
  readonly count: number;
  readonly warnings: readonly Warning[];
  /** Raises RangeError where the trace has none of that id. */
  node(id: string): Node;
  edge(id: string): Edge;
  /** The edges into a node, in the order of its operands. */
  edgesInto(node: string): readonly Edge[];
  /** The edges out of a node, in the order of their targets. */
  edgesFrom(node: string): readonly Edge[];
  /**
   * The number at a reference; null where there is none. Of a node: `n3.value`, `n3.grad`, `n3.kept` for the way back, `n3.after` an update;
   * of an edge: `e4.local`, `e4.grad`, `e4.raw`, and `e4.before`, `e4.after` its contribution is added.
   */
  valueAt(ref: string): Value | null;
}

/** The version of the trace format that is read here. */
const VERSION = 1;

/** Reads an answer. Raises WireError where it is no trace of this version, or a number of it is none. */
export function readTrace(answer: TraceAnswer): Trace {
  if (answer?.version !== VERSION) throw new WireError(`The answer is no trace of version ${VERSION}.`);
  const decode = decoder(answer.tensors ?? {});
  const nodes = answer.nodes.map((node) => record(node, decode) as Node);
  const edges = answer.edges.map((edge) => record(edge, decode) as Edge);
  const steps = answer.steps.map((step) => readStep(step, decode));
  const values = new Map(references(nodes, edges, steps));
  const parts = new Map<string, Node | Edge>([...nodes, ...edges].map((part) => [part.id, part]));
  const into = grouped(edges, (edge) => edge.target);
  const from = grouped(edges, (edge) => edge.source);
  return {
    program: answer.program,
    output: answer.output,
    values: mapped(answer.values, decode),
    gradients: mapped(answer.gradients, decode),
    nodes,
    edges,
    groups: answer.groups,
    steps,
    count: answer.counts.steps,
    warnings: answer.warnings,
    node: (id) => found(parts, id) as Node,
    edge: (id) => found(parts, id) as Edge,
    edgesInto: (node) => into.get(node) ?? [],
    edgesFrom: (node) => from.get(node) ?? [],
    valueAt: (ref) => values.get(ref) ?? null,
  };
}

/** The fields of a node, edge, step or contribution that hold a value or null. */
const VALUE_FIELDS = [
  "value",
  "grad",
  "kept",
  "local",
  "raw",
  "before",
  "after",
  "upstream",
  "contribution",
] as const;
type ValueField = (typeof VALUE_FIELDS)[number];
type Decode = (wire: WireValue) => Value;

/** Decodes each array of `tensors` once: the parts that refer to it share it. */
function decoder(tensors: Readonly<Record<string, WireTensor>>): Decode {
  const shared = new Map<string, Value>();
  return (wire) => {
    if (typeof wire !== "object" || !("tensor" in wire)) return decodeValue(wire, tensors);
    const value = shared.get(wire.tensor) ?? decodeValue(wire, tensors);
    shared.set(wire.tensor, value);
    return value;
  };
}

type Holder = Readonly<Partial<Record<ValueField, Value | null>>>;
type Wired = Readonly<Partial<Record<ValueField, WireValue | null>>>;

/** `wired` with its values decoded. */
function record(wired: Wired, decode: Decode): unknown {
  const values: Partial<Record<ValueField, Value>> = {};
  for (const field of VALUE_FIELDS) {
    const wire = wired[field];
    if (wire !== undefined && wire !== null) values[field] = decode(wire);
  }
  return { ...wired, ...values };
}

function readStep(step: StepOf<WireValue>, decode: Decode): Step {
  const read = record(step as Wired, decode) as Step;
  if (step.kind !== "backward" || read.kind !== "backward") return read;
  const readSent = (sent: Wired) => record({ ...sent, raw: sent.raw ?? null }, decode) as Contribution;
  return { ...read, contributions: step.contributions.map(readSent) };
}

/** Every number of a trace with its reference. */
function* references(
  nodes: readonly Node[],
  edges: readonly Edge[],
  steps: readonly Step[],
): Generator<[string, Value]> {
  for (const part of [...nodes, ...edges]) yield* fields(part.id, part);
  for (const step of steps) {
    if (step.kind === "backward") {
      for (const { edge, raw, before, after } of step.contributions)
        yield* fields(edge, { raw, before, after });
    } else if (step.kind === "accumulate") {
      for (const edge of step.edges) yield* fields(edge, { before: step.before, after: step.after });
    } else if (step.kind === "update") yield* fields(step.node, { after: step.after });
  }
}

function* fields(id: string, holder: Holder): Generator<[string, Value]> {
  for (const field of VALUE_FIELDS) {
    const value = holder[field];
    if (value !== null && value !== undefined) yield [`${id}.${field}`, value];
  }
}

function mapped(wires: Readonly<Record<string, WireValue>>, decode: Decode): Record<string, Value> {
  return Object.fromEntries(Object.entries(wires).map(([name, wire]) => [name, decode(wire)]));
}

function grouped<T>(items: readonly T[], keyOf: (item: T) => string): ReadonlyMap<string, readonly T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const group = groups.get(keyOf(item));
    if (group) group.push(item);
    else groups.set(keyOf(item), [item]);
  }
  return groups;
}

function found<T>(parts: ReadonlyMap<string, T>, id: string): T {
  const part = parts.get(id);
  if (part === undefined) throw new RangeError(`The trace has no part ${id}.`);
  return part;
}
