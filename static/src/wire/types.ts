/**
 * The JSON of the service. Records of a trace are written once for both forms of a number: `NodeOf<WireValue>` is
 * a node as it travels, `NodeOf<Value>` the same node decoded (`trace.ts`).
 *
 * Written by hand, because steps are a union told apart by `kind`, which OpenAPI does not say; `schema.test.ts`
 * holds these types against those made from OpenAPI.
 */

// ----- numbers and tensors -----

/** JSON has no NaN and no infinities, so these three travel as text. */
export type WireNumber = number | "NaN" | "Infinity" | "-Infinity";

/** A scalar, or a rectangular nested list. */
export type WireNested = WireNumber | readonly WireNested[];

/** Stands for an array that the answer holds once, under `tensors`. */
export interface WireTensorReference {
  readonly tensor: string;
}

/** Any value or gradient in an answer asked for with `?tensors=base64`. */
export type WireValue = WireNested | WireTensorReference;

/** The elements in row order, eight bytes each, little end first. */
export interface WireTensor {
  readonly shape: readonly number[];
  readonly dtype: "<f8";
  readonly base64: string;
}

// ----- formulas -----

export type Role = "value" | "upstream" | "local" | "downstream" | "contribution";

/** What any part of a formula may carry: the number it speaks of (`n3.grad`, `e4.local`) and its part in the step. */
export interface FormulaMark {
  readonly ref?: string;
  readonly role?: Role;
}

export type Formula = FormulaMark &
  (FormulaCall | FormulaNumber | FormulaName | FormulaText | FormulaReference);

export interface FormulaCall {
  readonly op: string;
  readonly args: readonly Formula[];
  /** The axis or index set that a sum, mean, max or min runs over, in words or symbols. */
  readonly over?: string;
}
export interface FormulaNumber {
  readonly num: WireNumber;
}
export interface FormulaName {
  readonly name: string;
}
export interface FormulaText {
  readonly text: string;
}
/** A leaf that is only a reference: print the number that the trace holds there. */
export interface FormulaReference {
  readonly ref: string;
}

export interface PrintedFormula {
  readonly latex: string;
  readonly tree: Formula;
}

export interface StepFormula {
  readonly symbolic: PrintedFormula;
  readonly numeric: PrintedFormula;
  /** The spoken form, in the language asked for. */
  readonly plain: string;
}

// ----- graph -----

export type NodeKind = "input" | "parameter" | "label" | "constant" | "operation";

/**
 * How an op may be pictured. product: rows meet columns; mask: some elements pass; jacobian: every element moves every
 * other; bars: probabilities beside labels; difference: and prediction minus label; saturation: a slope of at most 1/4;
 * copy, average: one gradient for many.
 */
export type View =
  | "product"
  | "mask"
  | "jacobian"
  | "bars"
  | "difference"
  | "saturation"
  | "copy"
  | "average";

export interface NodeOf<V> {
  readonly id: string;
  readonly key: string;
  readonly kind: NodeKind;
  readonly op: string | null;
  readonly name: string | null;
  /** What a person calls it: its name, or the text that it was written as. */
  readonly label: string;
  readonly symbol: string | null;
  readonly inputs: readonly string[];
  readonly shape: readonly number[];
  readonly value: V;
  readonly grad: V | null;
  /** What is kept for the way back where that is neither an input nor the value itself. */
  readonly kept?: V | null;
  readonly requires_grad: boolean;
  readonly group: string | null;
  readonly expandable: boolean;
  readonly view: View | null;
  /** Its literal arguments, such as an axis. */
  readonly attributes: Readonly<Record<string, unknown>>;
  readonly line: number | null;
  readonly column: number | null;
  readonly end_line: number | null;
  readonly end_column: number | null;
  readonly uses: number;
}

export interface EdgeOf<V> {
  readonly id: string;
  readonly source: string;
  readonly target: string;
  readonly slot: number;
  readonly local: V | null;
  readonly grad: V | null;
}

export interface Group {
  readonly id: string;
  readonly op: string;
  readonly label: string;
  readonly symbol: string;
  readonly expanded: boolean;
}

// ----- steps -----

export type Phase = "forward" | "loss" | "backward" | "check" | "update";

interface StepBase {
  readonly index: number;
  readonly phase: Phase;
  readonly level: "node" | "detail";
  readonly sentence: string;
  readonly formula: StepFormula | null;
}

export interface InputsStep extends StepBase {
  readonly kind: "inputs";
}
export interface ForwardStep extends StepBase {
  readonly kind: "forward";
  readonly node: string;
  readonly op: string;
  readonly edges: readonly string[];
}
export interface ForkStep extends StepBase {
  readonly kind: "fork";
  readonly node: string;
  readonly edges: readonly string[];
  readonly uses: number;
}
export interface LossStepOf<V> extends StepBase {
  readonly kind: "loss";
  readonly node: string;
  readonly value: V;
}
export interface SeedStepOf<V> extends StepBase {
  readonly kind: "seed";
  readonly node: string;
  readonly upstream: V;
  /** Sent with the request; otherwise it is 1. */
  readonly given: boolean;
}
/** What a backward step sends along one edge. `after` is null where an `accumulate` step adds it. */
export interface ContributionOf<V> {
  readonly edge: string;
  readonly to: string;
  readonly local: V | null;
  readonly grad: V;
  /** Before the sum over the axes that the value was copied along; null where it was not copied. */
  readonly raw: V | null;
  readonly before: V | null;
  readonly after: V | null;
  readonly have: number;
  readonly need: number;
}
export interface BackwardStepOf<V> extends StepBase {
  readonly kind: "backward";
  readonly node: string;
  readonly op: string;
  readonly part?: string;
  readonly upstream: V;
  readonly edges: readonly string[];
  /** In the order of the node's operands. On the wire, `raw` is left out where it is null. */
  readonly contributions: readonly ContributionOf<V>[];
}
/** A contribution summed back over the axes that its value was copied along. `node` is where it goes. */
export interface UnbroadcastStepOf<V> extends StepBase {
  readonly kind: "unbroadcast";
  readonly node: string;
  readonly edges: readonly string[];
  readonly raw: V;
  readonly grad: V;
}
export interface AccumulateStepOf<V> extends StepBase {
  readonly kind: "accumulate";
  readonly node: string;
  readonly edges: readonly string[];
  readonly before: V;
  readonly contribution: V;
  readonly after: V;
  readonly have: number;
  readonly need: number;
}
export interface UpdateStepOf<V> extends StepBase {
  readonly kind: "update";
  readonly node: string;
  readonly before: V;
  readonly grad: V;
  readonly rate: number;
  readonly after: V;
}
export interface ZeroStep extends StepBase {
  readonly kind: "zero";
  readonly nodes: readonly string[];
}
/** The loss before the update and after it. */
export interface DoneStepOf<V> extends StepBase {
  readonly kind: "done";
  readonly node: string;
  readonly before: V;
  readonly after: V;
}

export type StepOf<V> =
  | InputsStep
  | ForwardStep
  | ForkStep
  | LossStepOf<V>
  | SeedStepOf<V>
  | BackwardStepOf<V>
  | UnbroadcastStepOf<V>
  | AccumulateStepOf<V>
  | UpdateStepOf<V>
  | ZeroStep
  | DoneStepOf<V>;

// ----- trace -----

/** Where NaN or infinity first appears. */
export interface Warning {
  readonly code: "nan" | "infinity";
  readonly node: string;
  readonly name: string | null;
  readonly line: number | null;
  readonly column: number | null;
  readonly step: number | null;
  readonly phase: Phase;
  readonly message: string;
}

export interface TraceRequest {
  readonly program: string;
  readonly inputs: Readonly<Record<string, WireNested>>;
  readonly output?: string;
  readonly upstream?: WireNested;
  readonly parameters?: readonly string[];
  readonly expand?: readonly string[] | "all";
  readonly update?: { readonly rate: number };
  readonly detail?: "full" | "gradients";
}

/** The answer to a trace request with `detail: full` and `?tensors=base64`. */
export interface TraceAnswer {
  readonly version: number;
  readonly program: string;
  readonly output: string;
  readonly values: Readonly<Record<string, WireValue>>;
  readonly gradients: Readonly<Record<string, WireValue>>;
  readonly nodes: readonly NodeOf<WireValue>[];
  readonly edges: readonly EdgeOf<WireValue>[];
  readonly groups: readonly Group[];
  readonly steps: readonly StepOf<WireValue>[];
  readonly counts: { readonly steps: number };
  readonly warnings: readonly Warning[];
  readonly tensors?: Readonly<Record<string, WireTensor>>;
}
