/** The parts of a step, for those who want to see it slowly. Which it has follows from the step alone. */

import { shapeOf, sizeOf, type Value } from "../wire/numbers.ts";
import type { BackwardStep, ForwardStep, Step, Trace } from "../wire/trace.ts";
import type { Formula } from "../wire/types.ts";
import { type Cell, gridOf, range } from "./cell.ts";
import { motionOf } from "./motion.ts";
import type { Stop } from "./stops.ts";

/** A share of a step's motion: what has appeared `to` there is seen when the part is done. */
export interface Part {
  /** upstream: it arrives; local: the local derivative appears; product: what is sent on; cell: one element of that. */
  readonly kind: "upstream" | "local" | "product" | "cell";
  readonly from: number;
  readonly to: number;
  /** Of a cell: its place in row order, and how many there are. */
  readonly index: number;
  readonly count: number;
}

/** Ends a part just before the next thing appears. */
const BEFORE = 0.01;
/** Matrices up to so many rows and columns are gone through element by element. */
const SMALL = 3;

/** The parts of a step in order; none for a step that is one thing. */
export function partsOf(step: Step, trace: Trace): readonly Part[] {
  if (step.kind === "forward") return cellsOf(step, trace, 0);
  if (step.kind !== "backward") return [];
  const { local, contribution } = motionOf(step).from;
  const divided = step.formula !== null && partOf(step.formula.symbolic.tree, "local") !== null;
  const arrived = (divided ? local : contribution) - BEFORE;
  const known = contribution - BEFORE;
  const cells = cellsOf(step, trace, known);
  return [
    whole("upstream", 0, arrived),
    ...(divided ? [whole("local", arrived, known)] : []),
    ...(cells.length > 0 ? cells : [whole("product", known, 1)]),
  ];
}

function whole(kind: Part["kind"], from: number, to: number): Part {
  return { kind, from, to, index: 0, count: 1 };
}

/** Where rows meet columns: the elements of what a step makes, between `from` and its end. */
function cellsOf(step: ForwardStep | BackwardStep, trace: Trace, from: number): readonly Part[] {
  const node = trace.node(step.node);
  const made = madeIn(step, trace);
  const involved = [node.value, ...node.inputs.map((id) => trace.node(id).value)];
  if (node.view !== "product" || made === null || !involved.every(isSmall)) return [];
  const count = sizeOf(trace.valueAt(made) ?? 0);
  const at = (index: number) => from + ((1 - from) * index) / count;
  return count < 2
    ? []
    : range(count).map((index) => ({ kind: "cell", from: at(index), to: at(index + 1), index, count }));
}

/** Where the tensor stands that a step makes; null where it makes several. */
export function madeIn(step: ForwardStep | BackwardStep, trace: Trace): string | null {
  if (step.kind === "forward") return `${step.node}.value`;
  const [sent, another] = step.contributions;
  if (!sent || another) return null;
  return trace.valueAt(`${sent.edge}.raw`) === null ? `${sent.edge}.grad` : `${sent.edge}.raw`;
}

/** The element that a stop is about; null where it is about none. */
export function cellIn({ step, part }: Pick<Stop, "step" | "part">, trace: Trace): Cell | null {
  if (part?.kind !== "cell" || (step.kind !== "forward" && step.kind !== "backward")) return null;
  const ref = madeIn(step, trace);
  return ref === null ? null : { ref, index: part.index };
}

function isSmall(value: Value): boolean {
  const { rows, columns } = gridOf(value);
  return shapeOf(value).length <= 2 && rows <= SMALL && columns <= SMALL;
}

/** The first part of a formula that plays this role. */
export function partOf(formula: Formula, role: Formula["role"]): Formula | null {
  if (formula.role === role) return formula;
  if (!("op" in formula)) return null;
  for (const arg of formula.args) {
    const found = partOf(arg, role);
    if (found) return found;
  }
  return null;
}
