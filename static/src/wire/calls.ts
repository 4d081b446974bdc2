/** The JSON of what the service answers beside traces: examples, operations, checks, files, problems. */

import type { TraceRequest, View, WireNested, WireNumber } from "./types.ts";

export interface Example {
  readonly slug: string;
  readonly order: number;
  /** The section of the chapter that it belongs to. */
  readonly section: string;
  /** Where a classic comes from. */
  readonly source: string | null;
  readonly title: string;
  readonly goal: string;
  readonly request: TraceRequest;
}

export interface PrintedText {
  readonly latex: string;
  readonly plain: string;
}

/** An entry of the op table. */
export interface Operation {
  readonly name: string;
  readonly aliases: readonly string[];
  readonly arity: number;
  readonly operands: readonly string[];
  readonly attributes: readonly Attribute[];
  readonly symbol: string;
  /** The operator it is written with, if it has one. */
  readonly infix: string | null;
  readonly callable: boolean;
  readonly title: string;
  readonly value: PrintedText;
  readonly gradients: readonly OperandGradient[];
  readonly shape: string;
  readonly keeps: readonly string[];
  readonly watch: string;
  readonly expandable: boolean;
  readonly view: View | null;
}

export interface Attribute {
  readonly name: string;
  readonly kind: string;
  readonly default?: unknown;
  readonly required: boolean;
}

export interface OperandGradient extends PrintedText {
  readonly operand: string;
}

export type CheckVerdict = "very good" | "acceptable" | "check" | "bug";

export interface CheckRequest {
  readonly program: string;
  readonly inputs: Readonly<Record<string, WireNested>>;
  readonly output?: string;
  readonly upstream?: WireNested;
  readonly h?: number;
  readonly names?: readonly string[];
}

export interface CheckedInput {
  readonly max_relative_error: WireNumber;
  readonly mean_absolute_difference: WireNumber;
  readonly worst_index: readonly number[];
  readonly analytic: WireNumber;
  readonly numeric: WireNumber;
  readonly verdict: CheckVerdict;
  readonly kinks: number;
}

export interface CheckReport {
  readonly passed: boolean;
  readonly h: WireNumber;
  readonly evaluations: number;
  readonly parameters: Readonly<Record<string, CheckedInput>>;
}

export type ExportFormat = "json" | "csv" | "dot" | "mermaid" | "latex" | "numpy" | "pytorch";

/** One thing that an error speaks of. Lines and columns count from 1; `end_column` is the first one after. */
export interface ProblemEntry {
  readonly code: string;
  readonly message: string;
  readonly fix: string;
  readonly line: number | null;
  readonly column: number | null;
  readonly end_line: number | null;
  readonly end_column: number | null;
  readonly node: string | null;
  /** The path of the field meant, such as `inputs.x`. */
  readonly field: string | null;
  /** The text that, put at the place, would mend it. */
  readonly edit: string | null;
}

/** RFC 9457, `application/problem+json`. */
export interface Problem {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly detail: string;
  readonly code: string;
  /** Sorted by place: the first is the earliest. */
  readonly errors: readonly ProblemEntry[];
}
