/** What the parts of a step say. */

import type { Translate } from "../text/i18n.ts";
import { asPrinted, formatNumber, relation } from "../text/numbers.ts";
import { isTensor, shapeOf } from "../wire/numbers.ts";
import type { BackwardStep, ForwardStep, Trace } from "../wire/trace.ts";
import type { Formula } from "../wire/types.ts";
import { elementOf, placeOf } from "./cell.ts";
import { elementNamed, equation, labelOf, type Pair, rowsOf, written } from "./equation.ts";
import { gradientMaking, type Making, valueMaking } from "./making.ts";
import { madeIn, type Part, partOf } from "./parts.ts";
import type { Telling } from "./telling.ts";

export function partTold(
  step: ForwardStep | BackwardStep,
  part: Part,
  trace: Trace,
  words: Translate,
): Telling {
  if (part.kind === "cell") return cellTold(step, part, trace, words);
  return step.kind === "backward" ? PARTS[part.kind](step, trace, words) : step;
}

type Tell = (step: BackwardStep, trace: Trace, words: Translate) => Telling;

const PARTS: Readonly<Record<Exclude<Part["kind"], "cell">, Tell>> = {
  upstream(step, trace, words) {
    const z = labelOf(step.node, trace, words);
    const { upstream } = step;
    const sentence = isTensor(upstream)
      ? words("steps.part_upstream_tensor", { z })
      : words("steps.part_upstream", { z, g: formatNumber(upstream) });
    const name = step.formula && partOf(step.formula.symbolic.tree, "upstream");
    const number: Formula = { ref: `${step.node}.grad`, role: "upstream" };
    return { sentence, formula: name && equation([[name, number]], trace) };
  },
  local(step, trace, words) {
    const rows = step.formula ? rowsOf(step.formula.symbolic.tree) : [];
    const pairs = rows.flatMap((row, i): Pair[] => {
      const symbolic = partOf(row, "local");
      const edge = trace.edge(step.edges[i] as string);
      if (!symbolic || edge.local === null) return [];
      const marks = { ref: `${edge.id}.local`, role: "local" } as const;
      const args = [{ name: trace.node(edge.target).label }, { name: trace.node(edge.source).label }];
      return [[{ op: "eq", args: [{ op: "partial", args, ...marks }, symbolic] }, marks]];
    });
    const z = labelOf(step.node, trace, words);
    return { sentence: words("steps.part_local", { z }), formula: equation(pairs, trace) };
  },
  product: (step) => step,
};

/** One element of a product: the row and the column that meet in it, written out. */
function cellTold(step: ForwardStep | BackwardStep, part: Part, trace: Trace, words: Translate): Telling {
  const { index, count } = part;
  const ref = madeIn(step, trace) ?? "";
  const value = trace.valueAt(ref);
  const making = makingOf(step, trace, index);
  const equals = step.formula?.symbolic.tree;
  const [name] = equals && "op" in equals ? equals.args : [];
  if (!making || !name || value === null) return step;
  const place = placeOf(shapeOf(value), index);
  const [row = 0, column = 0] = place.length > 1 ? place : [0, ...place];
  const number = elementOf(value, index);
  const sign = relation(computedFrom(making), number);
  const numbers = written(making, { num: number, ref }, sign);
  return {
    sentence: words("steps.part_cell", { k: index + 1, n: count, i: row + 1, j: column + 1 }),
    formula: equation([[elementNamed(name, place), numbers]], trace),
  };
}

function makingOf(step: ForwardStep | BackwardStep, trace: Trace, index: number): Making | null {
  if (step.kind === "forward") return valueMaking(trace, trace.node(step.node), index);
  const [sent] = step.contributions;
  return sent ? gradientMaking(trace, trace.edge(sent.edge), index) : null;
}

/** The sum of products done on the numbers as they are printed. */
function computedFrom({ terms }: Making): number {
  return terms.reduce((sum, { factors, minus }) => {
    const product = factors.reduce((most, { value }) => most * asPrinted(value), 1);
    return sum + (minus ? -product : product);
  }, 0);
}
