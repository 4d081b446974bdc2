/** The five blocks of a node: what it does, what it keeps, its local derivative, what flows, what to watch out for. */

import { maskOf } from "../../model/making.ts";
import { refName } from "../../model/naming.ts";
import { titleOf } from "../../scene/cardLabel.ts";
import type { Key } from "../../text/i18n.ts";
import { printedLabel } from "../../text/numbers.ts";
import { shapeOf, shapeText } from "../../wire/numbers.ts";
import type { Step } from "../../wire/trace.ts";
import { type Child, h } from "../dom.ts";
import { walkFactors } from "../factors.ts";
import { formulaElement } from "../formula.ts";
import { blockedBy, copied, fact, figure } from "./figures.ts";
import { flows } from "./flows.ts";
import type { Look } from "./look.ts";
import { numbers } from "./numbers.ts";

export function heading({ shown: { node }, operation, words }: Look): HTMLElement {
  return h(
    "div",
    { class: "inspector-title" },
    h("h2", {}, printedLabel(node.label)),
    h("span", { class: "muted" }, operation?.title ?? kindOf(node.kind, words)),
  );
}

export function kindOf(kind: string, words: Look["words"]): string {
  return words(kind === "label" ? "graph.node_label" : (`graph.${kind}` as "graph.input"));
}

export function blocks(look: Look): HTMLElement[] {
  const { words } = look;
  return [
    block(words("inspector.does"), does(look)),
    block(words("inspector.keeps"), keeps(look)),
    block(words("inspector.local"), local(look)),
    block(words("inspector.flows"), flows(look)),
    block(words("inspector.watch"), watch(look)),
  ];
}

function block(title: string, children: readonly Child[]): HTMLElement {
  const shown = children.filter((child) => child !== null);
  return h(
    "section",
    { class: "block" },
    h("h3", {}, title),
    ...(shown.length > 0 ? shown : [h("p", { class: "muted" }, "–")]),
  );
}

function formulas({ frame, shown, state, words }: Look, kind: Step["kind"], part: "symbolic" | "numeric") {
  const look = { trace: frame.trace, notation: state.notation, words };
  return frame.trace.steps.flatMap((step) =>
    step.kind === kind && "node" in step && step.node === shown.node.id && step.formula
      ? [formulaBox(formulaElement(step.formula[part].tree, look), words)]
      : [],
  );
}

function formulaBox(formula: Element, words: Look["words"]): HTMLElement {
  const label = words("band.formula");
  const box = h(
    "div",
    { class: "inspector-formula", tabindex: 0, role: "group", "aria-label": label },
    formula,
  );
  walkFactors(box);
  return box;
}

function does(look: Look): Child[] {
  const { shown, words, frame } = look;
  const { node, value } = shown;
  const style = {
    ink: "value",
    name: printedLabel(node.label),
    blocked: blockedBy(maskOf(frame.trace, node), node.value),
  } as const;
  return [
    ...(node.kind === "operation"
      ? formulas(look, "forward", value === null ? "symbolic" : "numeric")
      : [h("p", {}, words("inspector.given"))]),
    ...(value === null ? [] : copies(look)),
    value === null ? null : fact(words("inspector.value"), numbers(value, `${node.id}.value`, style, look)),
    shapes(look),
    ...figure("does", look),
  ];
}

/** The operands that are copied to the shape of the result before they are used. */
function copies(look: Look): Child[] {
  const { shown, into, frame, words } = look;
  const { node } = shown;
  return into.flatMap(({ edge }) => {
    const { value, label } = frame.trace.node(edge.source);
    const elementwise = edge.local !== null && shapeOf(edge.local).length === node.shape.length;
    const added = node.view === "product" && edge.slot === 2;
    const from = shapeText(shapeOf(value));
    if (!(elementwise || added) || from === "" || from === shapeText(node.shape)) return [];
    const name = words("inspector.copied", { name: printedLabel(label), shape: shapeText(node.shape) });
    return [fact(name, copied(value, `${edge.source}.value`, node.shape, look))];
  });
}

/** The shapes that meet, so that they can be checked. */
function shapes({ shown, into, frame, words }: Look): HTMLElement | null {
  const { node } = shown;
  const own = into.map(({ edge }) => shapeText(shapeOf(frame.trace.node(edge.source).value)));
  if (node.shape.length === 0 && own.every((shape) => shape === "")) return null;
  const read = [...own, shapeText(node.shape)].map((shape) => shape || words("inspector.scalar"));
  const result = read.pop() ?? "";
  const text = read.length > 0 ? `${read.join(", ")} → ${result}` : result;
  return fact(words("inspector.shape"), h("span", {}, text));
}

/** What is kept for the way back, under the names that it has in this program. */
function keeps(look: Look): Child[] {
  const { shown, operation, frame, words, state } = look;
  const { node, value } = shown;
  const kept = operation?.keeps ?? [];
  if (kept.length === 0) return [h("p", {}, words("inspector.nothing_kept"))];
  return kept.flatMap((name) => {
    const input = node.inputs[operation?.operands.indexOf(name) ?? -1];
    const ref = input === undefined ? ownRef(name, look) : `${input}.value`;
    const title = input === undefined ? ownTitle(name, look) : titleOf(input, frame);
    const found = ref === null || value === null ? null : frame.trace.valueAt(ref);
    if (name.includes(" ") && node.view === "mask" && value !== null) return figure("keeps", look);
    if (ref === null || found === null) return [h("p", {}, title)];
    return [
      fact(
        title,
        numbers(found, ref, { ink: "value", name: refName(frame.trace, ref, state.notation) }, look),
      ),
    ];
  });
}

/** What is kept that is no number of the trace. */
const FACTS: Readonly<Record<string, Key>> = {
  shape: "inspector.kept.shape",
  order: "inspector.kept.order",
  index: "inspector.kept.place",
  N: "inspector.kept.samples",
  n: "inspector.kept.count",
};

/** What is kept and no input: the result, or what the op keeps beside it. */
function ownRef(name: string, { shown: { node } }: Look): string | null {
  if (!/^\w+$/.test(name) || FACTS[name]) return null;
  return node.kept ? `${node.id}.kept` : `${node.id}.value`;
}

/** In the names of this program, as far as they stand in it: `x > 0` becomes `Z1 > 0`. */
function ownTitle(name: string, { shown: { node }, operation, frame, words }: Look): string {
  const own = (word: string) => {
    const input = node.inputs[operation?.operands.indexOf(word) ?? -1];
    return input === undefined ? word : titleOf(input, frame);
  };
  const fact = FACTS[name];
  if (fact) return words(fact);
  if (/^\w+$/.test(name)) return node.kept ? name : titleOf(node.id, frame);
  return name.replace(/\w+/g, own);
}

function local(look: Look): Child[] {
  const { shown, into, frame, state } = look;
  const delivered = into.some(({ contribution }) => contribution !== null);
  if (shown.node.kind !== "operation") return [];
  return [
    ...formulas(look, "backward", "symbolic"),
    ...into.flatMap(({ edge, contribution }) => {
      if (!delivered || edge.local === null || contribution === null) return [];
      const ref = `${edge.id}.local`;
      const name = refName(frame.trace, ref, state.notation);
      return [fact(name, numbers(edge.local, ref, { ink: "local", name }, look))];
    }),
    ...figure("local", look),
  ];
}

function watch({ shown: { node }, operation, words, frame }: Look): Child[] {
  const told = [
    operation?.watch ?? "",
    node.uses > 1 && node.grad !== null ? words("inspector.fork", { k: node.uses }) : "",
    node.kind === "input" || node.kind === "parameter" ? words("inspector.slope") : "",
    node.grad === null ? words("inspector.never_updated") : "",
    ...frame.trace.warnings
      .filter((warning) => warning.node === node.id)
      .map(({ message }) => message.replaceAll("`", "")),
  ].filter((text) => text !== "");
  return (told.length > 0 ? told : [words("inspector.nothing_to_watch")]).map((text) => h("p", {}, text));
}
