// Made by tests/app/make_schema.py from the service's OpenAPI document; not to be edited.
// Made from: e8b54d47dcf8ef7b

export type Number = number | ("NaN" | "Infinity" | "-Infinity");
export type Nested = Number | Nested[];
export type Unjudged = Number | Unjudged[] | null;
export type Flags = boolean | Flags[];

export interface Schemas {
  Accuracies: Accuracies;
  Attribute: Attribute;
  Backprop: Backprop;
  BestSteps: BestSteps;
  CellReport: CellReport;
  Cells: Cells;
  Chain: Chain;
  ChainLink: ChainLink;
  ChainRequest: ChainRequest;
  CheckCurve: CheckCurve;
  CheckReport: CheckReport;
  CheckRequest: CheckRequest;
  CheckedCells: CheckedCells;
  CheckedInput: CheckedInput;
  Contribution: Contribution;
  Counts: Counts;
  CurvePoint: CurvePoint;
  CurveRequest: CurveRequest;
  DataSample: DataSample;
  DataSamples: DataSamples;
  DataSet: DataSet;
  DrawnDigit: DrawnDigit;
  Edge: Edge;
  EfficiencyRequest: EfficiencyRequest;
  EfficiencyRun: EfficiencyRun;
  Estimated: Estimated;
  Evaluations: Evaluations;
  Example: Example;
  Flags: Flags;
  Formula: Formula;
  FormulaTree: FormulaTree;
  Gradients: Gradients;
  Group: Group;
  Health: Health;
  MadeLine: MadeLine;
  Measure: Measure;
  Measured: Measured;
  Measures: Measures;
  Mistake: Mistake;
  MistakeCheck: MistakeCheck;
  MistakeChoice: MistakeChoice;
  MistakeFix: MistakeFix;
  MistakeLine: MistakeLine;
  MistakeMend: MistakeMend;
  MistakePoint: MistakePoint;
  MistakePointed: MistakePointed;
  MistakeReport: MistakeReport;
  MistakeRun: MistakeRun;
  Nested: Nested;
  NetParameters: NetParameters;
  NetSizes: NetSizes;
  NetTrace: NetTrace;
  NetValues: NetValues;
  Network: Network;
  Node: Node;
  Number: Number;
  Numerical: Numerical;
  OperandGradient: OperandGradient;
  Operation: Operation;
  PaceRequest: PaceRequest;
  Prediction: Prediction;
  Preset: Preset;
  Printed: Printed;
  PrintedText: PrintedText;
  Problem: Problem;
  ProblemEntry: ProblemEntry;
  RaceStanding: RaceStanding;
  RunData: RunData;
  RunProgress: RunProgress;
  RunStanding: RunStanding;
  Sample: Sample;
  Samples: Samples;
  Step: Step;
  StepRequest: StepRequest;
  StoredDigit: StoredDigit;
  Summary: Summary;
  Tensor: Tensor;
  TensorReference: TensorReference;
  Trace: Trace;
  TraceRequest: TraceRequest;
  TrainingRequest: TrainingRequest;
  TrainingRun: TrainingRun;
  Unjudged: Unjudged;
  Update: Update;
  Version: Version;
  WarningEntry: WarningEntry;
  WideLayer: WideLayer;
  WideNet: WideNet;
  WideRequest: WideRequest;
  app__lab_schema__Ratio: App_LabSchema__Ratio;
  app__run_schema__Ratio: App_RunSchema__Ratio;
}
/**
 * The shares of training and test samples that are classified rightly after an epoch.
 */
export interface Accuracies {
  epoch: number;
  step: number;
  train: number;
  test: number;
}
export interface Attribute {
  name: string;
  kind: string;
  default?: {
    [k: string]: unknown;
  };
  required: boolean;
}
/**
 * forward, backward: passes; seconds: the median of `from` measurements.
 */
export interface Backprop {
  forward: number;
  backward: number;
  seconds: number;
  from: number;
}
export interface BestSteps {
  central: Number;
  one_sided: Number;
}
/**
 * A gradient check with `?cells=true`.
 */
export interface CellReport {
  passed: boolean;
  h: Number;
  evaluations: number;
  parameters: {
    [k: string]: CheckedCells;
  };
}
/**
 * The same with every element.
 */
export interface CheckedCells {
  max_relative_error: Number;
  worst_index: number[];
  analytic: Number;
  numeric: Number;
  verdict: "very good" | "acceptable" | "check" | "bug";
  /**
   * Elements whose nudge crosses a kink: shown, not judged.
   */
  kinks: number;
  mean_absolute_difference: Number;
  cells: Cells;
  ratio: App_LabSchema__Ratio | null;
}
/**
 * Every element of one input, each as nested lists of its shape.
 */
export interface Cells {
  analytic: Nested;
  numeric: Nested;
  errors: Unjudged;
  kinks: Flags;
}
/**
 * All elements have one ratio of the gradient to its difference, and it is a known number.
 */
export interface App_LabSchema__Ratio {
  value: Number;
  meaning: "batch" | "inverse_batch" | "sign" | "pass";
}
/**
 * A chain from its first layer to its last.
 */
export interface Chain {
  layers: ChainLink[];
  gradient: Number;
  /**
   * For the sigmoid, whose slope is at most 1/4: (w/4)ⁿ.
   */
  bound: Number | null;
  /**
   * Each layer's slope of f over the largest it can be.
   */
  saturation: Number[];
}
export interface ChainLink {
  index: number;
  input: Number;
  output: Number;
  local: Number;
  gradient: Number;
}
/**
 * Equal layers of one number each, a ← f(w · a).
 */
export interface ChainRequest {
  /**
   * f; `none` leaves w · a as it is.
   */
  activation?: "sigmoid" | "tanh" | "relu" | "none";
  /**
   * How many layers.
   */
  depth?: number;
  /**
   * w.
   */
  weight?: number;
  /**
   * What the first layer is given.
   */
  input?: number;
}
/**
 * One element's gradient, and differences over many steps.
 */
export interface CheckCurve {
  name: string;
  index: number[];
  analytic: Number;
  points: CurvePoint[];
  best: BestSteps;
}
export interface CurvePoint {
  h: Number;
  central: Number;
  one_sided: Number;
  central_error: Number;
  one_sided_error: Number;
}
export interface CheckReport {
  passed: boolean;
  h: Number;
  evaluations: number;
  parameters: {
    [k: string]: CheckedInput;
  };
}
/**
 * One input's gradient against central differences, at its worst element.
 */
export interface CheckedInput {
  max_relative_error: Number;
  worst_index: number[];
  analytic: Number;
  numeric: Number;
  verdict: "very good" | "acceptable" | "check" | "bug";
  /**
   * Elements whose nudge crosses a kink: shown, not judged.
   */
  kinks: number;
  mean_absolute_difference: Number;
}
/**
 * A program whose gradients are to be compared with central differences.
 */
export interface CheckRequest {
  /**
   * The program: one assignment a line, or one bare expression.
   */
  program: string;
  /**
   * A number or nested list for each input of the program.
   */
  inputs?: {
    [k: string]: Nested;
  };
  /**
   * The name to differentiate; the last one assigned if absent.
   */
  output?: string | null;
  /**
   * The gradient that arrives at the output, of its shape; 1 if absent.
   */
  upstream?: Nested | null;
  /**
   * How far each element is nudged either way.
   */
  h?: number;
  /**
   * The inputs to check; all if absent.
   */
  names?: string[] | null;
}
export interface Contribution {
  edge: string;
  to: string;
  local: Nested | TensorReference | Summary | null;
  grad: Nested | TensorReference | Summary;
  raw?: Nested | TensorReference | Summary | null;
  before: Nested | TensorReference | Summary | null;
  after: Nested | TensorReference | Summary | null;
  have: number;
  need: number;
}
/**
 * Stands for an entry of `tensors` (`?tensors=base64`).
 */
export interface TensorReference {
  tensor: string;
}
/**
 * Stands for an array of more than 1,024 elements (`?tensors=summary`).
 */
export interface Summary {
  shape: number[];
  min: Number;
  max: Number;
  mean: Number;
  norm: Number;
  zeros: number;
  sample: Nested;
}
export interface Counts {
  /**
   * Steps without the details.
   */
  steps: number;
}
/**
 * A program, and one element of an input whose gradient is to be held against many differences.
 */
export interface CurveRequest {
  /**
   * The program: one assignment a line, or one bare expression.
   */
  program: string;
  /**
   * A number or nested list for each input of the program.
   */
  inputs?: {
    [k: string]: Nested;
  };
  /**
   * The name to differentiate; the last one assigned if absent.
   */
  output?: string | null;
  /**
   * The gradient that arrives at the output, of its shape; 1 if absent.
   */
  upstream?: Nested | null;
  /**
   * The input.
   */
  name: string;
  /**
   * The element, from 0 along each axis; the first if absent.
   */
  index?: number[] | null;
  /**
   * The steps h; 1e-1 to 1e-14 if absent.
   */
  steps?: [number, ...number[]] | null;
}
export interface DataSample {
  index: number;
  set: "train" | "test";
  label: number;
  /**
   * Base64 of rows × columns bytes, 0 to 255, row by row.
   */
  pixels: string;
}
/**
 * Some of a data set's samples.
 */
export interface DataSamples {
  total: number;
  rows: number;
  columns: number;
  samples: DataSample[];
}
/**
 * Labelled images to train on.
 */
export interface DataSet {
  id: string;
  format: "csv" | "idx" | "npz";
  complete: boolean;
  /**
   * What the other IDX file holds that is still to be sent.
   */
  missing: ("images" | "labels") | null;
  samples: number;
  /**
   * The first samples are for training …
   */
  train: number | null;
  /**
   * … and the last for testing: null while a half is missing.
   */
  test: number | null;
  rows: number | null;
  columns: number | null;
  /**
   * Labels go from 0 to one less.
   */
  classes: number | null;
  title: string | null;
  source: string | null;
  licence: string | null;
  /**
   * When it is deleted unless it is used; null while a run holds it, and for what stays.
   */
  expires: string | null;
}
/**
 * A digit by its pixels, row by row, 0 is empty and 1 is ink.
 */
export interface DrawnDigit {
  /**
   * A hidden unit: the gradient of its weights is told too.
   */
  unit?: number | null;
  /**
   * @maxItems 100000
   */
  pixels: number[];
  /**
   * The predicted class stands for it if null.
   */
  label?: number | null;
}
export interface Edge {
  id: string;
  source: string;
  target: string;
  slot: number;
  /**
   * The local derivative, where it is elementwise or scalar.
   */
  local: Nested | TensorReference | Summary | null;
  /**
   * The contribution that travelled along the edge.
   */
  grad: Nested | TensorReference | Summary | null;
}
/**
 * The gradients of one batch, numerically and by backpropagation, against the clock.
 */
export interface EfficiencyRequest {
  kind: "efficiency";
  input_size?: number;
  hidden_size?: number;
  output_size?: number;
  batch_size?: number;
  seed?: number;
  /**
   * How long the numerical lane may run.
   */
  seconds?: number;
}
/**
 * All that is known of a race; also the data of its event `snapshot`.
 */
export interface EfficiencyRun {
  state: "running" | "paused" | "done" | "stopped" | "failed";
  elapsed: number;
  evaluations: Evaluations;
  backprop: Backprop;
  numerical: Numerical;
  /**
   * Between the gradients compared so far, kinks left out.
   */
  worst_relative_error: Number | null;
  ratio: App_RunSchema__Ratio | null;
  id: string;
  kind: "efficiency";
  request: EfficiencyRequest;
  created: string;
  parameters: number;
  problem: Problem | null;
}
export interface Evaluations {
  done: number;
  /**
   * Two for every parameter.
   */
  total: number;
}
export interface Numerical {
  measured: Measured;
  /**
   * Null where all of it has been measured.
   */
  estimated: Estimated | null;
}
export interface Measured {
  evaluations: number;
  seconds: number;
}
/**
 * What all evaluations would take, from as many measured ones as `from` says.
 */
export interface Estimated {
  seconds: number;
  from: number;
}
/**
 * How many times as long the numerical gradient takes.
 */
export interface App_RunSchema__Ratio {
  value: number;
  estimated: boolean;
}
/**
 * RFC 9457. `errors` is sorted by place, so the first is the earliest.
 */
export interface Problem {
  type: string;
  title: string;
  status: number;
  detail: string;
  code: string;
  errors: ProblemEntry[];
}
export interface ProblemEntry {
  code: string;
  message: string;
  fix: string;
  /**
   * 1-based, in characters of the program as sent.
   */
  line: number | null;
  column: number | null;
  end_line: number | null;
  /**
   * The first column after the place.
   */
  end_column: number | null;
  node: string | null;
  /**
   * The path of the field meant, such as `inputs.x`.
   */
  field: string | null;
  /**
   * The text that, put at the place, would mend it.
   */
  edit: string | null;
}
export interface Example {
  slug: string;
  order: number;
  /**
   * The section of the chapter that it belongs to.
   */
  section: string;
  /**
   * Where a classic comes from.
   */
  source: string | null;
  title: string;
  goal: string;
  request: TraceRequest;
}
/**
 * What a trace is made of.
 */
export interface TraceRequest {
  /**
   * The program: one assignment a line, or one bare expression.
   */
  program: string;
  /**
   * A number or nested list for each input of the program.
   */
  inputs?: {
    [k: string]: Nested;
  };
  /**
   * The name to differentiate; the last one assigned if absent.
   */
  output?: string | null;
  /**
   * The gradient that arrives at the output, of its shape; 1 if absent.
   */
  upstream?: Nested | null;
  /**
   * Inputs to treat as parameters.
   *
   * @maxItems 1000
   */
  parameters?: string[];
  /**
   * Ops or groups to open into primitive nodes, or "all".
   */
  expand?: string[] | "all";
  /**
   * Adds the update of every parameter.
   */
  update?: Update | null;
  /**
   * The whole trace, or the numbers alone.
   */
  detail?: "full" | "gradients";
}
/**
 * One step of gradient descent, shown after the backward pass.
 */
export interface Update {
  /**
   * The learning rate.
   */
  rate: number;
}
/**
 * One equation: with letters, with the numbers of this trace, and as it is spoken.
 */
export interface Formula {
  symbolic: Printed;
  numeric: Printed;
  plain: string;
}
export interface Printed {
  latex: string;
  tree: FormulaTree;
}
/**
 * An operator with its arguments, or a leaf; any part may point at a number of the trace.
 */
export interface FormulaTree {
  op?: string | null;
  args?: FormulaTree[] | null;
  num?: Number | null;
  name?: string | null;
  text?: string | null;
  over?: string | null;
  /**
   * The number meant. Of a node: `n3.value`, `n3.grad`, `n3.kept`, `n3.after` its update. Of an edge: `e4.local`, `e4.grad`, `e4.raw`, and `e4.before`, `e4.after` its contribution is added.
   */
  ref?: string | null;
  role?: ("value" | "upstream" | "local" | "downstream" | "contribution") | null;
}
/**
 * A trace with `detail: gradients`.
 */
export interface Gradients {
  version: 1;
  output: string;
  values: {
    [k: string]: Nested | TensorReference | Summary;
  };
  gradients: {
    [k: string]: Nested | TensorReference | Summary;
  };
  warnings: WarningEntry[];
  tensors?: {
    [k: string]: Tensor;
  } | null;
}
/**
 * Where NaN or infinity first appears.
 */
export interface WarningEntry {
  code: "nan" | "infinity";
  node: string;
  name: string | null;
  line: number | null;
  column: number | null;
  step: number | null;
  phase: "forward" | "loss" | "backward" | "update";
  message: string;
}
/**
 * An array as the base64 of its little-endian doubles, in row order.
 */
export interface Tensor {
  shape: number[];
  dtype: "<f8";
  base64: string;
}
export interface Group {
  id: string;
  op: string;
  label: string;
  symbol: string;
  expanded: boolean;
}
export interface Health {
  status: "ok";
}
/**
 * A line, and what it made.
 */
export interface MadeLine {
  id: string;
  text: string;
  /**
   * A rule for several places: what its names stand for in each, such as P for W1.
   */
  each: {
    [k: string]: string;
  }[];
  stage: "backward" | "update" | "check";
  /**
   * Once for each of its places.
   */
  values: Nested[];
}
/**
 * One parameter at an update. update_ratio: how large the change was beside the parameter.
 */
export interface Measure {
  gradient_norm: Number;
  weight_norm: Number;
  update_ratio: Number;
}
/**
 * The parameters at an update, and the share of hidden units that no sample of its batch opened.
 */
export interface Measures {
  step: number;
  W1: Measure;
  b1: Measure;
  W2: Measure;
  b2: Measure;
  /**
   * Null for a sigmoid, which never shuts.
   */
  dead: number | null;
}
/**
 * What can be seen of a mistake before it is found.
 */
export interface Mistake {
  id: string;
  title: string;
  symptom: string;
  /**
   * The forward pass.
   */
  program: string;
  inputs: {
    [k: string]: Nested;
  };
  /**
   * The inputs whose gradients are checked; that of x is called dx.
   */
  checked: string[];
  /**
   * Samples in a batch; null where nothing is trained.
   */
  batch: number | null;
  /**
   * The backward pass that is checked unless another is asked for.
   */
  passes: number;
  /**
   * The backward pass with the mistake in it.
   */
  lines: MistakeLine[];
  /**
   * What the line at fault may speak of.
   */
  names: string[];
  loss_curve: boolean;
}
/**
 * One line of a backward pass.
 */
export interface MistakeLine {
  id: string;
  text: string;
  /**
   * A rule for several places: what its names stand for in each, such as P for W1.
   */
  each: {
    [k: string]: string;
  }[];
  stage: "backward" | "update" | "check";
}
/**
 * How a mistake is checked.
 */
export interface MistakeCheck {
  /**
   * One of the three fixes offered.
   */
  choice?: ("a" | "b" | "c") | null;
  fix?: MistakeFix | null;
  /**
   * How far each element is nudged; 1e-5 if absent.
   */
  h?: number | null;
  /**
   * Which backward pass at the same place is checked.
   */
  passes?: number | null;
}
/**
 * One line of the backward pass, written anew.
 */
export interface MistakeFix {
  /**
   * The id of the line.
   */
  line: string;
  /**
   * All of the line, or its right-hand side; in the language of programs.
   */
  text: string;
}
export interface MistakeChoice {
  id: "a" | "b" | "c";
  text: string;
}
/**
 * A mistake as it is, or mended. A fix stands before a choice.
 */
export interface MistakeMend {
  /**
   * One of the three fixes offered.
   */
  choice?: ("a" | "b" | "c") | null;
  fix?: MistakeFix | null;
}
/**
 * The line that is held to be at fault.
 */
export interface MistakePoint {
  /**
   * The id of the line.
   */
  line: string;
}
/**
 * Whether the line is at fault.
 */
export interface MistakePointed {
  right: boolean;
  sentence: string;
  /**
   * Three fixes, where the right line was found.
   */
  choices: MistakeChoice[] | null;
}
/**
 * The gradient check of a mistake, as it is or mended.
 */
export interface MistakeReport {
  passed: boolean;
  h: Number;
  evaluations: number;
  parameters: {
    [k: string]: CheckedCells;
  };
  passes: number;
  /**
   * The mistake was in force.
   */
  planted: boolean;
  /**
   * It was not, and gradients, update and check are as they should be.
   */
  solved: boolean;
  /**
   * Why the choice does not mend it.
   */
  sentence: string | null;
  /**
   * What there is to be learnt, once it is solved.
   */
  lesson: string | null;
  lines: MadeLine[];
  /**
   * The same check in float32, where the check itself is what is broken.
   */
  single: CheckReport | null;
}
/**
 * The loss before every step and after the last.
 */
export interface MistakeRun {
  rate: Number;
  planted: Number[];
  correct: Number[];
}
export interface NetParameters {
  W1: Tensor;
  b1: Tensor;
  W2: Tensor;
  b2: Tensor;
}
/**
 * The two-layer net of the chapter with numbers drawn from a seed, and returned.
 */
export interface NetSizes {
  input_size: number;
  hidden_size: number;
  output_size: number;
  batch_size: number;
  weight_init_std?: number;
  seed: number;
  activation?: "relu" | "sigmoid";
}
/**
 * The trace of the two-layer net, and what it is judged by.
 */
export interface NetTrace {
  version: 1;
  output: string;
  values: {
    [k: string]: Nested | TensorReference | Summary;
  };
  gradients: {
    [k: string]: Nested | TensorReference | Summary;
  };
  warnings: WarningEntry[];
  tensors?: {
    [k: string]: Tensor;
  } | null;
  program: string;
  nodes:
    | Node[]
    | {
        [k: string]: unknown;
      };
  edges:
    | Edge[]
    | {
        [k: string]: unknown;
      };
  groups: Group[];
  steps:
    | Step[]
    | {
        [k: string]: unknown;
      };
  counts: Counts;
  loss: Number;
  accuracy: Number;
  probabilities: Nested | TensorReference | Summary;
  /**
   * The numbers drawn, where sizes were sent.
   */
  inputs?: {
    [k: string]: Nested | TensorReference | Summary;
  } | null;
}
export interface Node {
  id: string;
  /**
   * The identity that survives edits: the name bound, then the path in its expression.
   */
  key: string;
  kind: "input" | "parameter" | "label" | "constant" | "operation";
  op: string | null;
  /**
   * The name bound to it; null for the parts of an expression.
   */
  name: string | null;
  /**
   * What a person calls it: its name, its number, its text if short.
   */
  label: string;
  symbol: string | null;
  inputs: string[];
  shape: number[];
  value: Nested | TensorReference | Summary;
  /**
   * Null for labels, constants, and what depends on no input.
   */
  grad: Nested | TensorReference | Summary | null;
  requires_grad: boolean;
  group: string | null;
  expandable: boolean;
  /**
   * How a page may picture it: see the operation.
   */
  view: ("product" | "mask" | "jacobian" | "bars" | "difference" | "saturation" | "copy" | "average") | null;
  /**
   * Its literal arguments, such as an axis.
   */
  attributes: {
    [k: string]: unknown;
  };
  line: number | null;
  column: number | null;
  end_line: number | null;
  end_column: number | null;
  uses: number;
  /**
   * What the op keeps beside its value, such as the probabilities.
   */
  kept: Nested | TensorReference | Summary | null;
}
/**
 * One step of the story; which fields it has depends on its kind.
 */
export interface Step {
  index: number;
  phase: "forward" | "loss" | "backward" | "update";
  kind:
    | "inputs"
    | "forward"
    | "fork"
    | "loss"
    | "seed"
    | "backward"
    | "unbroadcast"
    | "accumulate"
    | "update"
    | "zero"
    | "done";
  level: "node" | "detail";
  sentence: string;
  formula: Formula | null;
  node?: string | null;
  nodes?: string[] | null;
  op?: string | null;
  part?: string | null;
  edges?: string[] | null;
  upstream?: Nested | TensorReference | Summary | null;
  contributions?: Contribution[] | null;
  raw?: Nested | TensorReference | Summary | null;
  grad?: Nested | TensorReference | Summary | null;
  contribution?: Nested | TensorReference | Summary | null;
  before?: Nested | TensorReference | Summary | null;
  after?: Nested | TensorReference | Summary | null;
  have?: number | null;
  need?: number | null;
  rate?: Number | null;
  uses?: number | null;
  value?: Nested | TensorReference | Summary | null;
  /**
   * Whether the upstream gradient came with the request.
   */
  given?: boolean | null;
}
/**
 * The two-layer net of the chapter with all its numbers.
 */
export interface NetValues {
  X: Nested;
  t: Nested;
  W1: Nested;
  b1: Nested;
  W2: Nested;
  b2: Nested;
  activation?: "relu" | "sigmoid";
}
/**
 * The weights of a training run as they are now.
 */
export interface Network {
  step: number;
  epoch: number;
  activation: "relu" | "sigmoid";
  /**
   * The net for samples X, labels t and these parameters.
   */
  program: string;
  parameters: NetParameters;
}
export interface OperandGradient {
  latex: string;
  plain: string;
  operand: string;
}
/**
 * An entry of the op table.
 */
export interface Operation {
  name: string;
  aliases: string[];
  arity: number;
  operands: string[];
  attributes: Attribute[];
  symbol: string;
  /**
   * The operator it is written with, if it has one.
   */
  infix: string | null;
  callable: boolean;
  title: string;
  value: PrintedText;
  gradients: OperandGradient[];
  shape: string;
  keeps: string[];
  watch: string;
  expandable: boolean;
  /**
   * How a page may picture it. product: rows meet columns. mask: some elements pass. jacobian: every element moves every other. bars: probabilities beside labels. difference: and prediction minus label. saturation: a slope of at most 1/4. copy, average: one gradient for many.
   */
  view: ("product" | "mask" | "jacobian" | "bars" | "difference" | "saturation" | "copy" | "average") | null;
}
export interface PrintedText {
  latex: string;
  plain: string;
}
/**
 * How fast a training run goes on.
 */
export interface PaceRequest {
  /**
   * As fast as it can if null.
   */
  updates_per_second: number | null;
}
/**
 * What the net makes of one digit, and how the loss would change with each of its pixels.
 */
export interface Prediction {
  step: number;
  probabilities: Number[];
  predicted: number;
  label: number | null;
  loss: Number;
  gradient: Tensor;
  /**
   * Of the weights into the hidden unit asked about.
   */
  unit_gradient: Tensor | null;
  hidden: Number[];
  /**
   * Base64 of rows × columns bytes, 0 to 255, row by row.
   */
  pixels: string;
}
export interface Preset {
  slug: string;
  title: string;
  goal: string;
  /**
   * Ready to be sent to `/api/v1/runs`.
   */
  request: TrainingRequest | EfficiencyRequest;
}
/**
 * A two-layer net to be trained; the defaults are the chapter's.
 */
export interface TrainingRequest {
  kind: "training";
  /**
   * The id of a data set.
   */
  data?: string;
  hidden_size?: number;
  activation?: "relu" | "sigmoid";
  /**
   * The scale of the normal weights: 1/√n is xavier, √(2/n) is he.
   */
  weight_init?: number | ("xavier" | "he");
  epochs?: number;
  batch_size?: number;
  rate?: number;
  momentum?: number;
  /**
   * Of weights alone.
   */
  weight_decay?: number;
  /**
   * Draws the weights and the order of the samples.
   */
  seed?: number;
  /**
   * As fast as it can if null.
   */
  updates_per_second?: number | null;
  /**
   * Wait for `step` or `resume` before the first update.
   */
  paused?: boolean;
}
/**
 * How a race stands; also the data of its events `progress` and `end`.
 */
export interface RaceStanding {
  state: "running" | "paused" | "done" | "stopped" | "failed";
  elapsed: number;
  evaluations: Evaluations;
  backprop: Backprop;
  numerical: Numerical;
  /**
   * Between the gradients compared so far, kinks left out.
   */
  worst_relative_error: Number | null;
  ratio: App_RunSchema__Ratio | null;
}
/**
 * The data set of a run: samples for training and testing, pixels, classes.
 */
export interface RunData {
  id: string;
  train: number;
  test: number;
  input_size: number;
  rows: number;
  columns: number;
  classes: number;
}
/**
 * The data of the event `progress` of a training run: what has come since the one before.
 */
export interface RunProgress {
  step: number;
  epoch: number;
  elapsed: number;
  remaining: number | null;
  /**
   * The update that the lists begin with.
   */
  from: number;
  loss: Number[];
  smoothed: Number[];
  measures: Measures[];
}
/**
 * Where a training run is; also the data of its events `state` and `end`.
 */
export interface RunStanding {
  state: "running" | "paused" | "done" | "stopped" | "failed";
  step: number;
  /**
   * The one begun last, from 1.
   */
  epoch: number;
  /**
   * Seconds, pauses left out.
   */
  elapsed: number;
  /**
   * Seconds, at the pace so far.
   */
  remaining: number | null;
  updates_per_second: number | null;
}
/**
 * A digit and what the net takes it for.
 */
export interface Sample {
  index: number;
  label: number;
  predicted: number;
  probability: Number;
  /**
   * Base64 of rows × columns bytes, 0 to 255, row by row.
   */
  pixels: string;
}
/**
 * total: of those asked for; wrong: of all in the set.
 */
export interface Samples {
  set: "train" | "test";
  total: number;
  wrong: number;
  step: number;
  samples: Sample[];
}
/**
 * How far a training run goes before it pauses.
 */
export interface StepRequest {
  steps?: number;
}
/**
 * A digit of the run's own data set.
 */
export interface StoredDigit {
  /**
   * A hidden unit: the gradient of its weights is told too.
   */
  unit?: number | null;
  set: "train" | "test";
  index: number;
}
/**
 * A whole trace.
 */
export interface Trace {
  version: 1;
  output: string;
  values: {
    [k: string]: Nested | TensorReference | Summary;
  };
  gradients: {
    [k: string]: Nested | TensorReference | Summary;
  };
  warnings: WarningEntry[];
  tensors?: {
    [k: string]: Tensor;
  } | null;
  program: string;
  nodes:
    | Node[]
    | {
        [k: string]: unknown;
      };
  edges:
    | Edge[]
    | {
        [k: string]: unknown;
      };
  groups: Group[];
  steps:
    | Step[]
    | {
        [k: string]: unknown;
      };
  counts: Counts;
}
/**
 * All that is known of a training run; also the data of its event `snapshot`.
 */
export interface TrainingRun {
  state: "running" | "paused" | "done" | "stopped" | "failed";
  step: number;
  /**
   * The one begun last, from 1.
   */
  epoch: number;
  /**
   * Seconds, pauses left out.
   */
  elapsed: number;
  /**
   * Seconds, at the pace so far.
   */
  remaining: number | null;
  updates_per_second: number | null;
  id: string;
  kind: "training";
  request: TrainingRequest;
  created: string;
  steps: number;
  epochs: number;
  data: RunData;
  /**
   * Of every update's batch, where its gradient was taken.
   */
  loss: Number[];
  /**
   * A mean of these in which older batches fade.
   */
  smoothed: Number[];
  /**
   * Up to 60 a second, not of every update.
   */
  measures: Measures[];
  accuracies: Accuracies[];
  problem: Problem | null;
}
export interface Version {
  name: string;
  version: string;
  limits: {
    [k: string]: number;
  };
}
export interface WideLayer {
  index: number;
  activation_std: Number;
  gradient_norm: Number;
  /**
   * Units with less than a tenth of the largest slope; null without an activation.
   */
  share_saturated: Number | null;
}
/**
 * A wide net from its first layer to its last.
 */
export interface WideNet {
  layers: WideLayer[];
}
/**
 * Layers of many units, their weights drawn from a seed.
 */
export interface WideRequest {
  /**
   * f; `none` leaves the products as they are.
   */
  activation?: "sigmoid" | "tanh" | "relu" | "none";
  /**
   * How many layers.
   */
  depth?: number;
  /**
   * Units of each layer.
   */
  width?: number;
  /**
   * Samples.
   */
  batch?: number;
  /**
   * What normal weights are multiplied by: a number, 1/√width or √(2/width).
   */
  init?: number | ("xavier" | "he");
  /**
   * Of everything that is drawn.
   */
  seed?: number;
}
