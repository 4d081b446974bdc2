/**
 * The types written by hand against those made from OpenAPI. The compiler is the judge (`make check`); nothing
 * is left of it at run time.
 */
import { test } from "node:test";
import type { CheckReport, CheckRequest, Example, Operation, Problem } from "./calls.ts";
import type { DataSample, DataSamples, DataSet } from "./dataSets.ts";
import type {
  CellReport,
  Chain,
  ChainRequest,
  CheckCurve,
  CurveRequest,
  WideNet,
  WideRequest,
} from "./labs.ts";
import type { RaceRequest, RaceSnapshot } from "./race.ts";
import type {
  Accuracy,
  Measure,
  Network,
  Progress,
  RunData,
  Sample,
  Samples,
  Standing,
  TrainingRequest,
  TrainingSnapshot,
  WirePrediction,
} from "./runs.ts";
import type { Schemas } from "./schema.gen.ts";
import type {
  ContributionOf,
  EdgeOf,
  Formula,
  Group,
  NodeOf,
  StepFormula,
  StepOf,
  TraceAnswer,
  TraceRequest,
  Warning,
  WireNumber,
  WireTensor,
} from "./types.ts";

type Loose<T> = T extends readonly (infer E)[] ? readonly E[] : T;
/** With lists that are only read. */
type Frozen<T> = { [K in keyof T]: Loose<T[K]> };
type Keys<A, B> = [Exclude<keyof A, keyof B>, Exclude<keyof B, keyof A>];
type Fits<Part, Whole> = [Part] extends [Whole] ? true : { readonly unlike: Whole };
type NoKeys = [never, never];

/** `T` is `true`, or the compiler says what it is instead. */
function holds<T extends true>(): T | undefined {
  return undefined;
}

/** Every value in an answer, also in the forms that the page does not ask for. */
type Sent = Schemas["Node"]["value"];
/** Fields of a request that hold nested lists. */
type Values = "inputs" | "upstream";
type KindsOf<T extends { readonly kind: string }> = T["kind"];
/** The fields of a step of any kind. */
type StepKeys = StepOf<Sent> extends infer S ? (S extends S ? keyof S : never) : never;

test("what the service says it sends is what the page reads", () => {
  holds<Fits<Schemas["Node"], NodeOf<Sent>>>();
  holds<Fits<Schemas["Edge"], EdgeOf<Sent>>>();
  holds<Fits<Schemas["Group"], Group>>();
  holds<Fits<Schemas["WarningEntry"], Warning>>();
  holds<Fits<Schemas["Tensor"], WireTensor>>();
  holds<Fits<Schemas["Formula"]["plain"], StepFormula["plain"]>>();
  holds<Fits<Schemas["CheckReport"], CheckReport>>();
  holds<Fits<Schemas["CellReport"], CellReport>>();
  holds<Fits<Schemas["CheckCurve"], CheckCurve>>();
  holds<Fits<Schemas["Chain"], Chain>>();
  holds<Fits<Omit<Schemas["EfficiencyRun"], "request">, Omit<RaceSnapshot, "request">>>();
  holds<Fits<Schemas["WideNet"], WideNet>>();
  holds<Fits<Schemas["Operation"], Operation>>();
  holds<Fits<Omit<Schemas["Example"], "request">, Omit<Example, "request">>>();
  holds<Fits<Schemas["Problem"], Problem>>();
  holds<Fits<Omit<Schemas["Contribution"], "raw">, Omit<ContributionOf<Sent>, "raw">>>();
});

test("what is said of runs and data sets is what the page reads", () => {
  holds<Fits<Omit<Schemas["TrainingRun"], "request">, Omit<TrainingSnapshot, "request">>>();
  holds<Fits<Schemas["RunStanding"], Standing>>();
  holds<Fits<Schemas["RunProgress"], Progress>>();
  holds<Fits<Schemas["Accuracies"], Accuracy>>();
  holds<Fits<Schemas["Measures"], Measure>>();
  holds<Fits<Schemas["Network"], Network>>();
  holds<Fits<Schemas["Samples"], Samples>>();
  holds<Fits<Schemas["Prediction"], WirePrediction>>();
  holds<Fits<Schemas["DataSet"], DataSet>>();
  holds<Fits<Schemas["DataSamples"], DataSamples>>();
  holds<Fits<Keys<Schemas["TrainingRun"], TrainingSnapshot>, NoKeys>>();
  holds<Fits<Keys<Schemas["TrainingRequest"], TrainingRequest>, NoKeys>>();
  holds<Fits<Keys<Schemas["RunStanding"], Standing>, NoKeys>>();
  holds<Fits<Keys<Schemas["RunProgress"], Progress>, NoKeys>>();
  holds<Fits<Keys<Schemas["RunData"], RunData>, NoKeys>>();
  holds<Fits<Keys<Schemas["Accuracies"], Accuracy>, NoKeys>>();
  holds<Fits<Keys<Schemas["Measures"], Measure>, NoKeys>>();
  holds<Fits<Keys<Schemas["Network"], Network>, NoKeys>>();
  holds<Fits<Keys<Schemas["Sample"], Sample>, NoKeys>>();
  holds<Fits<Keys<Schemas["Samples"], Samples>, NoKeys>>();
  holds<Fits<Keys<Schemas["Prediction"], WirePrediction>, NoKeys>>();
  holds<Fits<Keys<Schemas["DataSet"], DataSet>, NoKeys>>();
  holds<Fits<Keys<Schemas["DataSample"], DataSample>, NoKeys>>();
  holds<Fits<Keys<Schemas["DataSamples"], DataSamples>, NoKeys>>();
});

test("what the page sends is what the service says it takes", () => {
  holds<Fits<Omit<TraceRequest, Values>, Omit<Frozen<Schemas["TraceRequest"]>, Values>>>();
  holds<Fits<Omit<CheckRequest, Values>, Omit<Frozen<Schemas["CheckRequest"]>, Values>>>();
  holds<Fits<Omit<CurveRequest, Values>, Omit<Frozen<Schemas["CurveRequest"]>, Values>>>();
  holds<Fits<RaceRequest, Schemas["EfficiencyRequest"]>>();
  holds<Fits<WireNumber, Schemas["Number"]>>();
});

test("neither side has a field that the other does not know", () => {
  holds<Fits<Keys<Schemas["Node"], NodeOf<Sent>>, NoKeys>>();
  holds<Fits<Keys<Schemas["Edge"], EdgeOf<Sent>>, NoKeys>>();
  holds<Fits<Keys<Schemas["Group"], Group>, NoKeys>>();
  holds<Fits<Keys<Schemas["WarningEntry"], Warning>, NoKeys>>();
  holds<Fits<Keys<Schemas["Operation"], Operation>, NoKeys>>();
  holds<Fits<Keys<Schemas["Example"], Example>, NoKeys>>();
  holds<Fits<Keys<Schemas["Problem"], Problem>, NoKeys>>();
  holds<Fits<Keys<Schemas["ProblemEntry"], Problem["errors"][number]>, NoKeys>>();
  holds<Fits<Keys<Schemas["Contribution"], ContributionOf<Sent>>, NoKeys>>();
  holds<Fits<Keys<Schemas["Trace"], TraceAnswer>, NoKeys>>();
  holds<Fits<Keys<Schemas["TraceRequest"], TraceRequest>, NoKeys>>();
  holds<Fits<Keys<Schemas["CheckRequest"], CheckRequest>, NoKeys>>();
  holds<Fits<Keys<Schemas["CheckReport"], CheckReport>, NoKeys>>();
  holds<Fits<Keys<Schemas["CheckedInput"], CheckReport["parameters"][string]>, NoKeys>>();
  holds<Fits<Keys<Schemas["CellReport"], CellReport>, NoKeys>>();
  holds<Fits<Keys<Schemas["CheckedCells"], CellReport["parameters"][string]>, NoKeys>>();
  holds<Fits<Keys<Schemas["CheckCurve"], CheckCurve>, NoKeys>>();
  holds<Fits<Keys<Schemas["CurvePoint"], CheckCurve["points"][number]>, NoKeys>>();
  holds<Fits<Keys<Schemas["CurveRequest"], CurveRequest>, NoKeys>>();
  holds<Fits<Keys<Schemas["Chain"], Chain>, NoKeys>>();
  holds<Fits<Keys<Schemas["EfficiencyRun"], RaceSnapshot>, NoKeys>>();
  holds<Fits<Keys<Schemas["EfficiencyRequest"], RaceRequest>, NoKeys>>();
  holds<Fits<Keys<Schemas["ChainLink"], Chain["layers"][number]>, NoKeys>>();
  holds<Fits<Keys<Schemas["ChainRequest"], ChainRequest>, NoKeys>>();
  holds<Fits<Keys<Schemas["WideLayer"], WideNet["layers"][number]>, NoKeys>>();
  holds<Fits<Keys<Schemas["WideRequest"], WideRequest>, NoKeys>>();
  holds<Fits<Keys<Schemas["Attribute"], Operation["attributes"][number]>, NoKeys>>();
  holds<Fits<Keys<Schemas["OperandGradient"], Operation["gradients"][number]>, NoKeys>>();
  holds<Fits<[Exclude<StepKeys, keyof Schemas["Step"]>, Exclude<keyof Schemas["Step"], StepKeys>], NoKeys>>();
  holds<Fits<KindsOf<StepOf<Sent>>, Schemas["Step"]["kind"]>>();
  holds<Fits<Schemas["Step"]["kind"], KindsOf<StepOf<Sent>>>>();
  holds<
    Fits<
      Exclude<keyof Schemas["FormulaTree"], "op" | "args" | "over" | "num" | "name" | "text">,
      keyof Formula | "ref"
    >
  >();
});
