/** How an op makes each number it sends, told by its view hint: the numbers that meet, and how they are put together. */

import { isTensor, shapeOf, sizeOf, type Value } from "../wire/numbers.ts";
import type { Edge, Node, Trace } from "../wire/trace.ts";
import type { View } from "../wire/types.ts";
import { broadcastIndex, type Cell, elementOf, gridOf, placeOf, range, reducedIndex } from "./cell.ts";

export interface Factor {
  readonly value: number;
  /** Where the number stands; null for one worked out on the way. */
  readonly cell: Cell | null;
}

export interface Term {
  readonly minus: boolean;
  readonly factors: readonly Factor[];
  readonly over?: Factor;
}

/** The sum of `terms`, divided by `over`, times `times`. */
export interface Making {
  readonly terms: readonly Term[];
  readonly over: number;
  readonly times: Factor | null;
}

/** Of an op: `value` makes an element of its result, `gradient` one of what it sends to an operand. */
interface Rule {
  readonly value?: (at: Place, index: number) => Making | null;
  readonly gradient?: (at: Place, index: number, slot: number) => Making | null;
}

/** How element `index` of the value of a node was made; null where its hint says nothing. */
export function valueMaking(trace: Trace, node: Node, index: number): Making | null {
  return ruleOf(node)?.value?.(new Place(trace, node), index) ?? null;
}

/** How element `index` of what a node sends along an edge was made, before it is summed back from a broadcast. */
export function gradientMaking(trace: Trace, edge: Edge, index: number): Making | null {
  const at = new Place(trace, trace.node(edge.target));
  if (edge.local !== null) return elementwise(at, edge, edge.local, index);
  return ruleOf(at.node)?.gradient?.(at, index, edge.slot) ?? null;
}

export function numberAt(trace: Trace, ref: string, index: number): Factor {
  return { value: elementOf(trace.valueAt(ref), index), cell: { ref, index } };
}

export function plus(...factors: readonly Factor[]): Term {
  return { minus: false, factors };
}

export function sumOf(terms: readonly Term[], over = 1, times: Factor | null = null): Making {
  return { terms, over, times };
}

/** An op with the numbers around it. */
class Place {
  readonly trace: Trace;
  readonly node: Node;

  constructor(trace: Trace, node: Node) {
    this.trace = trace;
    this.node = node;
  }

  operand(slot: number): Value {
    return this.trace.node(this.node.inputs[slot] ?? "").value;
  }

  input(slot: number, index: number): Factor {
    return numberAt(this.trace, `${this.node.inputs[slot]}.value`, index);
  }

  upstream(index: number): Factor {
    return numberAt(this.trace, `${this.node.id}.grad`, index);
  }
}

function elementwise({ trace, node }: Place, { id }: Edge, local: Value, index: number): Making {
  const at = broadcastIndex(shapeOf(local), node.shape, index);
  return sumOf([plus(numberAt(trace, `${node.id}.grad`, index), numberAt(trace, `${id}.local`, at))]);
}

/** X·W: the sizes of its matrices, and of a stack of them where those of X and of W begin. */
interface Size {
  readonly rows: number;
  readonly inner: number;
  readonly columns: number;
  begin(stack: number): readonly [x: number, w: number];
}

/** A bias goes to every row: then X is read as one matrix, of rows as long as W is high. */
function productSize(at: Place): Size {
  const [x, w] = [shapeOf(at.operand(0)), shapeOf(at.operand(1))];
  const [inner = 1, columns = 1] = w.slice(-2);
  if (at.node.inputs.length > 2)
    return { rows: sizeOf(at.operand(0)) / inner, inner, columns, begin: () => [0, 0] };
  const rows = x.length > 1 ? (x.at(-2) ?? 1) : 1;
  const matrix = (x.length > 1 ? 1 : 0) + (w.length > 1 ? 1 : 0);
  const stacks = at.node.shape.slice(0, at.node.shape.length - matrix);
  const begin = (shape: readonly number[], stack: number, size: number) =>
    broadcastIndex(shape.slice(0, -2), stacks, stack) * size;
  return {
    rows,
    inner,
    columns,
    begin: (stack) => [begin(x, stack, rows * inner), begin(w, stack, inner * columns)],
  };
}

/** An index into a stack of matrices: which of them, its row and its column. */
function placeIn(rows: number, columns: number, index: number): readonly [number, number, number] {
  const row = Math.floor(index / columns);
  return [Math.floor(row / rows), row % rows, index % columns];
}

/** What each operand of a product gets: dX = dY·Wᵀ, dW = Xᵀ·dY, and the rows of dY added up. */
const PRODUCT_GRADIENTS: readonly ((at: Place, index: number, size: Size) => readonly Term[])[] = [
  (at, index, { rows, inner, columns, begin }) => {
    const [stack, row, k] = placeIn(rows, inner, index);
    const [, w] = begin(stack);
    const y = (stack * rows + row) * columns;
    return range(columns).map((j) => plus(at.upstream(y + j), at.input(1, w + k * columns + j)));
  },
  (at, index, { rows, inner, columns, begin }) => {
    const [stack, k, column] = placeIn(inner, columns, index);
    const [x] = begin(stack);
    const y = stack * rows * columns + column;
    return range(rows).map((i) => plus(at.input(0, x + i * inner + k), at.upstream(y + i * columns)));
  },
  (at, index, { rows, columns }) => range(rows).map((i) => plus(at.upstream(i * columns + index))),
];

const product: Rule = {
  value(at, index) {
    const { rows, inner, columns, begin } = productSize(at);
    const [stack, row, column] = placeIn(rows, columns, index);
    const [x, w] = begin(stack);
    const terms = range(inner).map((k) =>
      plus(at.input(0, x + row * inner + k), at.input(1, w + k * columns + column)),
    );
    return sumOf(at.node.inputs.length > 2 ? [...terms, plus(at.input(2, column))] : terms);
  },
  gradient(at, index, slot) {
    const terms = PRODUCT_GRADIENTS[slot]?.(at, index, productSize(at));
    return terms ? sumOf(terms) : null;
  },
};

/** Every element that went into a result gets the same: the upstream gradient, over `share` of the elements. */
function reduction(share: (elements: number) => number): Rule {
  const count = (at: Place) => share(sizeOf(at.operand(0)) / Math.max(1, sizeOf(at.node.value)));
  return {
    value: (at, index) =>
      sumOf(
        sourcesOf(at, index).map((i) => plus(at.input(0, i))),
        count(at),
      ),
    gradient: (at, index) => sumOf([plus(at.upstream(resultOf(at, index)))], count(at)),
  };
}

/** The largest or smallest take the gradient, and share it where they are several. */
const winners: Rule = {
  gradient(at, index) {
    const result = resultOf(at, index);
    const won = { value: wins(at, index) ? 1 : 0, cell: null };
    const ties = sourcesOf(at, result).filter((i) => wins(at, i)).length;
    return sumOf([plus(at.upstream(result), won)], won.value === 1 ? ties : 1);
  },
};

function wins(at: Place, index: number): boolean {
  return at.input(0, index).value === elementOf(at.node.value, resultOf(at, index));
}

/** Which elements of its operand an op lets pass: 1, or a share of it; 0 where it holds one back. */
export function maskOf(trace: Trace, node: Node): Value | null {
  if (node.view !== "mask") return null;
  const [edge] = trace.edgesInto(node.id);
  if (edge && edge.local !== null) return edge.local;
  const at = new Place(trace, node);
  const operand = at.operand(0);
  if (!isTensor(operand)) return 1;
  return { shape: operand.shape, data: operand.data.map((_, index) => (wins(at, index) ? 1 : 0)) };
}

function resultOf(at: Place, index: number): number {
  return reducedIndex(shapeOf(at.operand(0)), axesOf(at.node), index);
}

function sourcesOf(at: Place, result: number): readonly number[] {
  return range(sizeOf(at.operand(0))).filter((i) => resultOf(at, i) === result);
}

function axesOf({ attributes }: Node): readonly number[] | null {
  const { axis = null } = attributes;
  if (typeof axis === "number") return [axis];
  return Array.isArray(axis) ? axis : null;
}

/** A row of diag(y) − y·yᵀ times the upstream gradient. */
const jacobian: Rule = {
  gradient(at, index) {
    const line = lineThrough(at.node, index);
    return sumOf(
      line.map((j) => plus({ value: jacobianEntry(at.node.value, index, j), cell: null }, at.upstream(j))),
    );
  },
};

/** ∂yᵢ/∂xⱼ of a softmax. */
export function jacobianEntry(y: Value, i: number, j: number): number {
  const [a, b] = [elementOf(y, i), elementOf(y, j)];
  return i === j ? a * (1 - a) : -a * b;
}

/** The elements that compete with one another: those on one line along the axis of the op, `index` among them. */
export function lineThrough(node: Node, index: number): readonly number[] {
  const [axis = -1] = axesOf(node) ?? [];
  const shape = node.shape;
  const along = axis < 0 ? axis + shape.length : axis;
  const stride = shape.slice(along + 1).reduce((product, length) => product * length, 1);
  const first = index - (placeOf(shape, index)[along] ?? 0) * stride;
  return range(shape[along] ?? 1).map((k) => first + k * stride);
}

/** Prediction minus label, over the number of samples, times upstream. */
const difference: Rule = {
  gradient(at, index) {
    const minus = { minus: true, factors: [labelAt(at, index)] };
    const prediction = plus(numberAt(at.trace, `${at.node.id}.kept`, index));
    return sumOf([prediction, minus], samplesOf(at), at.upstream(0));
  },
};

/** Minus label over prediction, over the number of samples, times upstream; nothing comes where there is no label. */
const bars: Rule = {
  gradient(at, index) {
    const label = labelAt(at, index);
    const term = { minus: true, factors: [label], over: at.input(0, index) };
    return sumOf([label.value === 0 ? plus(label) : term], samplesOf(at), at.upstream(0));
  },
};

function samplesOf(at: Place): number {
  const scores = at.operand(0);
  return shapeOf(scores).length > 1 ? gridOf(scores).rows : 1;
}

/** The label of a class: an element of a row, or 1 where the class number is its own. */
function labelAt(at: Place, index: number): Factor {
  const [scores, labels] = [at.operand(0), at.operand(1)];
  if (shapeOf(labels).length === shapeOf(scores).length) return at.input(1, index);
  const { columns } = gridOf(scores);
  const label = at.input(1, Math.floor(index / columns));
  return { ...label, value: label.value === index % columns ? 1 : 0 };
}

/** Labels as one row of probabilities a sample, in the shape of the scores. */
export function labelRows(trace: Trace, node: Node): readonly number[] {
  const at = new Place(trace, node);
  return range(sizeOf(at.operand(0))).map((index) => labelAt(at, index).value);
}

const RULES: Readonly<Partial<Record<View, Rule>>> = {
  product,
  copy: reduction(() => 1),
  average: reduction((n) => n),
  mask: winners,
  jacobian,
  difference,
  bars,
};

function ruleOf({ view }: Node): Rule | undefined {
  return view === null ? undefined : RULES[view];
}
