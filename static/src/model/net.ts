/**
 * A trace read as a net: columns of units on the way from the data to the output, and the weights between them.
 * It is read from the graph alone: what multiplies matrices joins columns, all else acts unit by unit.
 */

import { sizeOf } from "../wire/numbers.ts";
import type { Edge, Node, Trace } from "../wire/trace.ts";
import { statementOf } from "./layers.ts";

/** Where the weight from one unit to the next stands in its matrix. */
export interface Weights {
  readonly edge: Edge;
  readonly node: Node;
  /** Units on the side of the data. */
  readonly inputs: number;
  readonly outputs: number;
}

/** How a column comes from the one before. */
export interface Link {
  /** The edges that carry the units themselves. */
  readonly data: readonly Edge[];
  readonly weights: Weights | null;
  readonly bias: { readonly edge: Edge; readonly node: Node } | null;
}

export interface Column {
  /** Unique in its net. */
  readonly key: string;
  /** Its value and gradient are those of the units. */
  readonly node: Node;
  /** A product and what adds the bias to it, in order of their steps; otherwise the node alone. */
  readonly nodes: readonly Node[];
  /** Shows what the node keeps for the way back, which has no gradient of its own. */
  readonly kept: boolean;
  readonly units: number;
  /** One number for the whole batch. */
  readonly shared: boolean;
  /** Columns of the same units, one after the other, have the same run. */
  readonly run: string;
  /** What the first unit is called: classes count from 0, as labels do, all else from 1. */
  readonly first: 0 | 1;
  /** What the units are compared with. */
  readonly target: Node | null;
  readonly link: Link | null;
}

export interface Net {
  readonly trace: Trace;
  readonly columns: readonly Column[];
  readonly samples: number;
  /** The samples are columns of the data, and the weights stand before it: W·x. */
  readonly upright: boolean;
}

/** Why a program is no net: joined ways, a change of shape, or no product of matrices at all. */
export interface Refusal {
  readonly reason: "join" | "shape" | "product";
  /** The statement where it shows. */
  readonly name: string;
}

const readings = new WeakMap<Trace, Net | Refusal>();

/** The net that a trace is, or why it is none; worked out once. */
export function netOf(trace: Trace): Net | Refusal {
  const known = readings.get(trace) ?? readNet(trace);
  readings.set(trace, known);
  return known;
}

export function isNet(reading: Net | Refusal): reading is Net {
  return "columns" in reading;
}

/** One node of the way, and the operand that it comes along. */
interface Pass {
  readonly node: Node;
  readonly from: Node;
  /** The operands beside the way, in order. */
  readonly beside: readonly Edge[];
}

function readNet(trace: Trace): Net | Refusal {
  const way = wayTo(outputOf(trace), trace);
  if ("reason" in way) return way;
  const first = way.find(({ node }) => node.view === "product");
  const [start] = way;
  if (!first || !start) return { reason: "product", name: statementOf(outputOf(trace).key) };
  const { shape } = start.from;
  const upright = trace.edgesInto(first.node.id)[0]?.source !== first.from.id && shape.length > 1;
  const samples = shape.length > 1 ? ((upright ? shape.at(-1) : shape[0]) ?? 1) : 1;
  const builder = new Builder(trace, samples, upright);
  builder.begin(start.from);
  for (const pass of way) {
    const refusal = builder.add(pass);
    if (refusal) return refusal;
  }
  return { trace, columns: builder.columns.map(builder.numbered), samples, upright };
}

function outputOf(trace: Trace): Node {
  const loss = trace.steps.find((step) => step.kind === "loss");
  return loss ? trace.node(loss.node) : (trace.nodes.at(-1) as Node);
}

/** The operations from the data to `output`, first to last. */
function wayTo(output: Node, trace: Trace): readonly Pass[] | Refusal {
  const way: Pass[] = [];
  for (let node = output; node.kind === "operation"; ) {
    const edges = trace.edgesInto(node.id);
    const made = new Set(edges.map(({ source }) => source).filter((id) => !isGiven(trace.node(id), trace)));
    if (made.size > 1) return { reason: "join", name: statementOf(node.key) };
    const [id = dataAmong(node, trace)] = made;
    if (id === null) return { reason: "product", name: statementOf(node.key) };
    const from = trace.node(id);
    way.unshift({ node, from, beside: edges.filter(({ source }) => source !== id) });
    node = from;
  }
  return way;
}

const given = new WeakMap<Trace, Map<string, boolean>>();

/** A leaf, or made of parameters and constants alone: it does not depend on the data. */
function isGiven(node: Node, trace: Trace): boolean {
  if (node.kind !== "operation") return true;
  const known = given.get(trace) ?? new Map<string, boolean>();
  given.set(trace, known);
  const leaves = (one: Node): boolean =>
    one.kind === "operation"
      ? (known.get(one.id) ?? one.inputs.every((id) => leaves(trace.node(id))))
      : one.kind === "parameter" || one.kind === "constant";
  const answer = leaves(node);
  known.set(node.id, answer);
  return answer;
}

/** The operand that is the data, where all are given: no parameter, and of the shape that the result follows. */
function dataAmong(node: Node, trace: Trace): string | null {
  const operands = node.inputs.map((id) => trace.node(id));
  const data = operands.filter(({ kind }) => kind === "input");
  const size = sizeOf(node.value);
  const follows = ({ value }: Node) => node.view === "product" || sizeOf(value) === size;
  return (data.find(follows) ?? operands.find(follows))?.id ?? null;
}

/** Puts the columns of a way together. */
class Builder {
  readonly columns: Column[] = [];
  /** Runs whose units are classes. */
  readonly #classes = new Set<string>();
  readonly #trace: Trace;
  readonly #samples: number;
  readonly #upright: boolean;

  constructor(trace: Trace, samples: number, upright: boolean) {
    this.#trace = trace;
    this.#samples = samples;
    this.#upright = upright;
  }

  begin(node: Node): void {
    const units = sizeOf(node.value) / this.#samples;
    this.columns.push({ ...column(node), units, run: node.key });
  }

  /** Adds what a pass makes; a refusal where that is no column of units. */
  add({ node, from, beside }: Pass): Refusal | null {
    const before = this.columns.at(-1) as Column;
    const refusal: Refusal = { reason: "shape", name: statementOf(node.key) };
    const extent = this.#extentOf(node);
    if (!extent) return refusal;
    const data = this.#trace.edgesInto(node.id).filter(({ source }) => source === from.id);
    if (node.view === "product") return this.#product(node, data, beside, extent);
    if (this.#joinsBias(node, beside, before)) return null;
    const same = extent.units === before.units && extent.shared === before.shared;
    if (!same && extent.units !== 1) return refusal;
    const target = same && !comparing(node) ? null : targetAmong(beside, this.#trace);
    if (comparing(node)) this.#classes.add(before.run);
    const kept = this.#keeps(node, before, data, target);
    const last = this.columns.at(-1) as Column;
    if (!kept && target) this.columns[this.columns.length - 1] = { ...last, target };
    const link = { data, weights: null, bias: null };
    this.columns.push({ ...column(node), ...extent, run: same ? before.run : node.key, link });
    return null;
  }

  readonly numbered = (one: Column): Column => ({ ...one, first: this.#classes.has(one.run) ? 0 : 1 });

  #product(node: Node, data: readonly Edge[], beside: readonly Edge[], extent: Extent): Refusal | null {
    const before = this.columns.at(-1) as Column;
    const refusal: Refusal = { reason: "shape", name: statementOf(node.key) };
    const [weight, bias] = beside;
    if (!weight || data.length !== 1) return refusal;
    const matrix = this.#trace.node(weight.source);
    const fits = sizeOf(matrix.value) === before.units * extent.units && matrix.shape.length <= 2;
    const turned = weight.slot < (data[0]?.slot ?? 0);
    if (!fits || (matrix.shape.length === 2 && this.#samples > 1 && turned !== this.#upright)) return refusal;
    const weights = { edge: weight, node: matrix, inputs: before.units, outputs: extent.units };
    const link = { data, weights, bias: bias ? { edge: bias, node: this.#trace.node(bias.source) } : null };
    this.columns.push({ ...column(node), ...extent, run: node.key, link });
    return null;
  }

  /** A sum with one number a unit, right after a product that has none yet, is its bias. */
  #joinsBias(node: Node, beside: readonly Edge[], before: Column): boolean {
    const [edge, another] = beside;
    if (!edge || another || !before.link?.weights || before.link.bias || before.nodes.length > 1)
      return false;
    const leaf = this.#trace.node(edge.source);
    const adds = this.#trace.edgesInto(node.id).every(({ local }) => isOnes(local));
    const size = sizeOf(leaf.value);
    if (!adds || !leaf.requires_grad || (size !== before.units && size !== 1)) return false;
    const link = { ...before.link, bias: { edge, node: leaf } };
    this.columns[this.columns.length - 1] = { ...before, node, nodes: [...before.nodes, node], link };
    return true;
  }

  /** A column for what a node keeps of its units, such as probabilities. */
  #keeps(node: Node, before: Column, data: readonly Edge[], target: Node | null): boolean {
    if (!comparing(node) || node.kept == null || sizeOf(node.kept) !== sizeOf(before.node.value))
      return false;
    const { units, shared, run } = before;
    const link = { data, weights: null, bias: null };
    const key = `${node.key} kept`;
    this.columns.push({ ...column(node), key, kept: true, units, shared, run, target, link });
    return true;
  }

  /** How many units a value is, for each sample or for all of them; null where it is laid out otherwise. */
  #extentOf({ shape, value }: Node): Extent | null {
    const size = sizeOf(value);
    const samples = this.#upright ? shape.at(-1) : shape[0];
    if (this.#samples === 1) return { units: size, shared: false };
    if (size === 1) return { units: 1, shared: true };
    return samples === this.#samples ? { units: size / samples, shared: false } : null;
  }
}

interface Extent {
  readonly units: number;
  readonly shared: boolean;
}

function column(node: Node): Column {
  const { key } = node;
  return {
    key,
    node,
    nodes: [node],
    kept: false,
    units: 1,
    shared: false,
    run: key,
    first: 1,
    target: null,
    link: null,
  };
}

/** Whether a node compares units with labels. */
function comparing({ view }: Node): boolean {
  return view === "difference" || view === "bars";
}

function targetAmong(beside: readonly Edge[], trace: Trace): Node | null {
  const leaves = beside.map(({ source }) => trace.node(source));
  return leaves.find(({ kind }) => kind !== "constant") ?? null;
}

function isOnes(local: Edge["local"]): boolean {
  if (local === null) return false;
  return typeof local === "number" ? local === 1 : local.data.every((x) => x === 1);
}

// ----- places in the tensors -----

/** The element of a column's value that is this unit of this sample. */
export function unitIndex({ samples, upright }: Net, column: Column, sample: number, unit: number): number {
  if (column.shared) return unit;
  return upright ? unit * samples + sample : sample * column.units + unit;
}

/** The element of the matrix that leads from a unit to a unit of the next column. */
export function weightIndex({ upright }: Net, weights: Weights, from: number, to: number): number {
  const turned = upright || (weights.node.shape.length === 2 && weights.node.shape[0] !== weights.inputs);
  return turned ? to * weights.inputs + from : from * weights.outputs + to;
}

/** The element of a bias that goes to a unit: one for all, or one each. */
export function biasIndex({ value }: Node, to: number): number {
  return sizeOf(value) === 1 ? 0 : to;
}

/** What a unit of a sample is compared with; null where it is a class number that names another unit. */
export function targetAt(net: Net, column: Column, sample: number, unit: number): number | null {
  const { target } = column;
  if (!target) return null;
  const { value } = target;
  const data = typeof value === "number" ? Float64Array.of(value) : value.data;
  if (data.length === sizeOf(column.kept && column.node.kept != null ? column.node.kept : column.node.value))
    return data[unitIndex(net, column, sample, unit)] ?? null;
  return data[data.length === 1 ? 0 : sample] === unit ? 1 : null;
}
