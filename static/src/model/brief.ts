/** What a whole layer says in one stop. */

import type { Key, Params, Translate } from "../text/i18n.ts";
import { printedLabel } from "../text/numbers.ts";
import type { BackwardStep, Step, Trace } from "../wire/trace.ts";
import type { Formula } from "../wire/types.ts";
import { equation, labelOf, type Pair, rowsOf } from "./equation.ts";
import { layerOf } from "./layers.ts";
import type { Telling } from "./telling.ts";

/** Longer lists of names are counted. */
const LONGEST_LIST = 30;
/** Equations that have room below each other. */
const MOST_ROWS = 3;

/** Its steps forward. */
export function computed(steps: readonly Step[], trace: Trace, words: Translate): Telling {
  const root = nodesOf(steps).at(-1) as string;
  const inside = insideOf(steps, trace);
  const read = new Set(nodesOf(steps).flatMap((id) => trace.node(id).inputs));
  const sources = trace.nodes.flatMap(({ id, kind }) =>
    read.has(id) && !inside(id) && kind !== "constant" ? [id] : [],
  );
  const value = `${root}.value`;
  const name: Formula = { name: trace.node(root).label, ref: value, role: "value" };
  const last = steps.at(-1) as Step;
  if (sources.length === 0) return last;
  return {
    sentence: listed("steps.layer_forward", sources, { z: labelOf(root, trace, words) }, trace, words),
    formula: equation([[name, { ref: value, role: "value" }]], trace),
  };
}

/** Its steps back. */
export function sentBack(steps: readonly Step[], trace: Trace, words: Translate): Telling {
  const inside = insideOf(steps, trace);
  const acting = steps.filter((step) => step.kind === "backward");
  const root = acting[0]?.node as string;
  const sent = acting.flatMap((step) => step.contributions.filter(({ to }) => !inside(to)));
  const z = labelOf(root, trace, words);
  const reached = new Set(sent.map(({ to }) => to));
  const targets = trace.nodes.flatMap(({ id }) => (reached.has(id) ? [id] : []));
  const one = new Set(acting.map(({ node }) => node)).size === 1;
  const pairs = one ? acting.flatMap(pairsOf) : targets.flatMap((id) => arrivedAt(id, steps, trace));
  return {
    sentence: listed("steps.layer_backward", targets, { z }, trace, words),
    formula: pairs.length <= MOST_ROWS ? equation(pairs, trace) : null,
  };
}

function pairsOf({ formula }: BackwardStep): Pair[] {
  const [symbolic, numeric] = [formula?.symbolic.tree, formula?.numeric.tree].map((tree) =>
    tree ? rowsOf(tree) : [],
  );
  return symbolic?.flatMap((row, i): Pair[] => (numeric?.[i] ? [[row, numeric[i]]] : [])) ?? [];
}

/** The gradient of a node as it is when these steps are done; nothing while contributions are missing. */
function arrivedAt(id: string, steps: readonly Step[], trace: Trace): Pair[] {
  const node = trace.node(id);
  const arrivals = steps.flatMap((step): { have: number; need: number; ref: string }[] => {
    if (step.kind === "accumulate")
      return step.node === id ? [{ ...step, ref: `${step.edges[0]}.after` }] : [];
    if (step.kind !== "backward") return [];
    return step.contributions
      .filter(({ to }) => to === id)
      .map((sent) => ({ ...sent, ref: `${sent.edge}.grad` }));
  });
  const last = arrivals.at(-1);
  if (!last || last.have < last.need) return [];
  const args = [{ name: rootName(trace) }, { name: node.label, ref: `${id}.value`, role: "value" as const }];
  return [
    [
      { op: "partial", args, ref: `${id}.grad`, role: "downstream" },
      { ref: last.ref, role: "downstream" },
    ],
  ];
}

/** What the gradients are those of, as the service writes it. */
function rootName(trace: Trace): string {
  const seed = trace.steps.find(({ kind }) => kind === "seed");
  const tree = seed?.formula?.symbolic.tree;
  const [name] = tree && "op" in tree ? tree.args : [];
  return name && "name" in name ? name.name : trace.output;
}

function nodesOf(steps: readonly Step[]): string[] {
  return steps.flatMap((step) => (step.kind === "forward" || step.kind === "backward" ? [step.node] : []));
}

function insideOf(steps: readonly Step[], trace: Trace): (id: string) => boolean {
  const [first = ""] = nodesOf(steps);
  const layer = layerOf(trace.node(first));
  return (id) => trace.node(id).kind === "operation" && layerOf(trace.node(id)) === layer;
}

function listed(
  key: "steps.layer_forward" | "steps.layer_backward",
  ids: readonly string[],
  params: Params,
  trace: Trace,
  words: Translate,
): string {
  const names = ids.map((id) => printedLabel(trace.node(id).label)).join(words("list.separator"));
  const many: Key = `${key}_many`;
  return ids.length > 0 && names.length <= LONGEST_LIST
    ? words(key, { ...params, names })
    : words(many, { ...params, n: ids.length });
}
