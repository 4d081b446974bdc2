/** The same computation with one number changed by a little, to see what the loss really does. */

import { encodeNested, isTensor, sizeOf, toNested, type Value } from "../wire/numbers.ts";
import type { Node, Trace } from "../wire/trace.ts";
import type { TraceRequest, WireNested } from "../wire/types.ts";
import { elementOf } from "./cell.ts";
import { offsetOf, tokenize } from "./program.ts";

/** How the nudge stands: the change as typed, and what came of it. */
export interface Nudge {
  readonly open: boolean;
  readonly h: string;
  readonly answer: NudgeAnswer | null;
}

/** True changes of the loss, for the cell and the change they were asked for; null where there was no answer. */
export interface NudgeAnswer {
  readonly trace: Trace;
  readonly node: string;
  readonly index: number;
  readonly h: number;
  readonly up: number | null;
  readonly down: number | null;
}

/** Whether the number of a node can be changed by itself: not inside an opened layer, whose parts have no text. */
export function canNudge({ kind, key, grad, line }: Node): boolean {
  return grad !== null && kind !== "constant" && !key.includes("/") && line !== null;
}

/** `request` with `by` added to element `index` of the value of `node`. */
export function nudged(request: TraceRequest, node: Node, index: number, by: number): TraceRequest {
  const { update: _, parameters: __, expand: ___, ...rest } = request;
  const base: TraceRequest = { ...rest, detail: "gradients" };
  const { name, value } = node;
  if (node.kind !== "operation" && name !== null)
    return { ...base, inputs: { ...base.inputs, [name]: encoded(changed(value, index, by)) } };
  const extra = freshName(request.program);
  const zeros = isTensor(value) ? { shape: value.shape, data: new Float64Array(sizeOf(value)) } : 0;
  return {
    ...base,
    program: withAddend(request.program, node, extra),
    inputs: { ...base.inputs, [extra]: encoded(changed(zeros, index, by)) },
  };
}

/** The change of Σ upstream · output, which is what the gradients speak of. */
export function changeOf(before: Value, after: Value, upstream: Value): number {
  let change = 0;
  for (let i = 0; i < sizeOf(before); i++)
    change += elementOf(upstream, isTensor(upstream) ? i : 0) * (elementOf(after, i) - elementOf(before, i));
  return change;
}

function changed(value: Value, index: number, by: number): Value {
  if (!isTensor(value)) return value + by;
  const data = value.data.slice();
  data[index] = (data[index] ?? 0) + by;
  return { shape: value.shape, data };
}

function encoded(value: Value): WireNested {
  return encodeNested(toNested(value));
}

function freshName(program: string): string {
  const taken = new Set(tokenize(program).map(({ text }) => text));
  let name = "nudge";
  while (taken.has(name)) name += "_";
  return name;
}

const AUGMENTED = /^[\p{L}_][\p{L}\p{N}_]*\s*(?:\*\*|[-+*/@])=/u;

/** The program with `extra` added to what a node computes: around its text, or after the statement where that assigns. */
function withAddend(program: string, node: Node, extra: string): string {
  const { line, column, end_line, end_column, name } = node;
  const start = offsetOf(program, line ?? 1, column ?? 1);
  const end = offsetOf(program, end_line ?? line ?? 1, end_column ?? column ?? 1);
  const [before, own, after] = [program.slice(0, start), program.slice(start, end), program.slice(end)];
  if (AUGMENTED.test(own)) return `${before}${own}; ${name} = ${name} + ${extra}${after}`;
  return `${before}((${own}) + ${extra})${after}`;
}
