/** One node in five blocks, always the same five, always in the same order; nothing before its step. */

import { inspectedIn } from "../model/actions/graph.ts";
import { tellingIn, timelineIn } from "../model/derived.ts";
import type { EdgeFrame, Frame, NodeFrame } from "../model/frame.ts";
import type { State } from "../model/session.ts";
import { concerns } from "../model/stops.ts";
import { spoken, titleOf } from "../scene/card.ts";
import { signOf } from "../scene/scale.ts";
import type { Translate } from "../text/i18n.ts";
import { formatExactly, formatNumber, printedLabel } from "../text/numbers.ts";
import { isTensor, shapeText, type Value } from "../wire/numbers.ts";
import type { Step } from "../wire/trace.ts";
import type { Operation } from "../wire/types.ts";
import { type App, wordsOf } from "./app.ts";
import { actionButton } from "./button.ts";
import { type Child, fill, h } from "./dom.ts";
import { formulaElement } from "./formula.ts";
import { icon } from "./icons.ts";

export function mountInspector(app: App, panel: HTMLElement): void {
  const { store } = app;
  const content = h("div", { class: "inspector-content" });
  const tools = h(
    "div",
    { class: "inspector-tools" },
    actionButton(app, "edit-value", { text: true }),
    actionButton(app, "expand", { text: true }),
  );
  const close = h(
    "button",
    { type: "button", class: "button close", onclick: () => store.set({ drawer: "none" }) },
    icon("close"),
  );
  fill(panel, [close, content, tools]);

  const draw = (state: State) => {
    const words = wordsOf(state);
    panel.setAttribute("aria-label", words("region.inspector"));
    close.setAttribute("aria-label", words("action.close"));
    const frame = tellingIn(state);
    const id = inspectedIn(state);
    const shown = frame?.nodes.find(({ node }) => node.id === id);
    if (!frame || !shown) return fill(content, [h("p", { class: "hint" }, words("graph.hint"))]);
    fill(
      content,
      inspect(shown, frame, state, words, (step) => store.set({ step, cursor: step, playing: false })),
    );
  };
  store.watch(["trace", "step", "selection", "language", "notation", "operations", "granularity"], draw);
}

type Go = (stop: number) => void;

function inspect(shown: NodeFrame, frame: Frame, state: State, words: Translate, go: Go): Child[] {
  const { node } = shown;
  const operation = node.op === null ? undefined : state.operations?.get(node.op);
  const into = frame.edges.filter(({ edge }) => edge.target === node.id);
  const from = frame.edges.filter(({ edge }) => edge.source === node.id);
  const look = { trace: frame.trace, notation: state.notation, words };
  const formula = (kind: Step["kind"], part: "symbolic" | "numeric") =>
    frame.trace.steps.flatMap((step) =>
      step.kind === kind && "node" in step && step.node === node.id && step.formula
        ? [h("div", { class: "inspector-formula" }, formulaElement(step.formula[part].tree, look))]
        : [],
    );
  const delivered = into.some(({ contribution }) => contribution !== null);
  return [
    heading(shown, operation, words),
    block(words("inspector.does"), [
      ...(node.kind === "operation"
        ? formula("forward", shown.value === null ? "symbolic" : "numeric")
        : [h("p", {}, words("inspector.given"))]),
      shown.value === null
        ? null
        : fact(words("inspector.value"), numbers(shown.value, "value", `${node.id}.value`)),
      node.shape.length > 0 ? fact(words("inspector.shape"), h("span", {}, shapeText(node.shape))) : null,
    ]),
    block(words("inspector.keeps"), [h("p", {}, keptText(shown, operation, frame, words))]),
    block(words("inspector.local"), [
      ...(node.kind === "operation" ? formula("backward", "symbolic") : []),
      ...(delivered
        ? into
            .filter(({ edge, contribution }) => edge.local !== null && contribution !== null)
            .map((edge) => localFact(edge, frame))
        : []),
    ]),
    block(words("inspector.flows"), flows(shown, into, from, frame, words)),
    block(words("inspector.watch"), [h("p", {}, operation?.watch || words("inspector.nothing_to_watch"))]),
    ways(node.id, state, words, go),
  ];
}

function heading({ node }: NodeFrame, operation: Operation | undefined, words: Translate): HTMLElement {
  const kind = operation?.title ?? words(node.kind === "label" ? "graph.node_label" : `graph.${node.kind}`);
  return h(
    "div",
    { class: "inspector-title" },
    h("h2", {}, printedLabel(node.label)),
    h("span", { class: "muted" }, kind),
  );
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

function fact(name: string | Child, value: Child): HTMLElement {
  return h("div", { class: "fact" }, h("span", { class: "fact-name" }, name), value);
}

/** What is kept for the way back, under the names that it has in this program. */
function keptText(
  { node }: NodeFrame,
  operation: Operation | undefined,
  frame: Frame,
  words: Translate,
): string {
  const kept = operation?.keeps ?? [];
  if (kept.length === 0) return words("inspector.nothing_kept");
  const own = (name: string) => {
    const input = node.inputs[operation?.operands.indexOf(name) ?? -1];
    return input === undefined ? name : titleOf(input, frame);
  };
  return kept.map(own).join(words("list.separator"));
}

function localFact({ edge }: EdgeFrame, frame: Frame): HTMLElement {
  const name = `∂${bracketed(titleOf(edge.target, frame))}/∂${bracketed(titleOf(edge.source, frame))}`;
  return fact(name, numbers(edge.local as Value, "local", `${edge.id}.local`));
}

function bracketed(title: string): string {
  return /[^\p{L}\p{N}_]/u.test(title) ? `(${title})` : title;
}

/** What arrives from the loss side, and what is sent on towards the inputs. */
function flows(
  shown: NodeFrame,
  into: readonly EdgeFrame[],
  from: readonly EdgeFrame[],
  frame: Frame,
  words: Translate,
): Child[] {
  const { node, gradient } = shown;
  if (node.grad === null)
    return [
      h(
        "p",
        {},
        words("inspector.no_gradient", {
          kind: words(node.kind === "label" ? "graph.node_label" : `graph.${node.kind}`),
        }),
      ),
    ];
  const arrived = from.filter(({ contribution }) => contribution !== null);
  const sent = into.filter(({ contribution }) => contribution !== null);
  if (gradient.kind === "none" || gradient.kind === "unknown")
    return [h("p", { class: "muted" }, words("inspector.none_arrived"))];
  return [
    ...(arrived.length > 1 || gradient.kind === "partial"
      ? arrived.map(({ edge, contribution }, i) =>
          fact(
            words("inspector.contribution", { i: i + 1, k: node.uses }),
            numbers((contribution as NonNullable<typeof contribution>).value, "gradient", `${edge.id}.grad`),
          ),
        )
      : []),
    fact(
      words(node.kind === "operation" ? "inspector.upstream" : "inspector.gradient"),
      numbers(gradient.value, "gradient", `${node.id}.grad`),
    ),
    gradient.kind === "partial"
      ? h("p", { class: "partial" }, words("inspector.partial", { i: gradient.have, k: gradient.need }))
      : null,
    ...sent.map(({ edge, contribution }) =>
      fact(
        `→ ${titleOf(edge.source, frame)}`,
        numbers((contribution as NonNullable<typeof contribution>).value, "gradient", `${edge.id}.grad`),
      ),
    ),
    node.kind === "operation" ? null : h("p", { class: "muted" }, words("inspector.slope")),
  ];
}

/** A number in full on hover; a small table for a small tensor, its shape for a large one. */
function numbers(value: Value, ink: "value" | "gradient" | "local", ref: string): HTMLElement {
  const style = (x: number) => (ink === "gradient" ? `number ${signOf(x)}` : `number ${ink}`);
  const one = (x: number) => h("span", { class: style(x), title: formatExactly(x) }, formatNumber(x));
  if (!isTensor(value)) return h("span", { "data-ref": ref }, one(value));
  const columns = value.shape.at(-1) ?? 1;
  const rows = columns === 0 ? 0 : value.data.length / columns;
  if (rows > 8 || columns > 6) return h("span", { "data-ref": ref, class: "muted" }, spoken(value));
  const cells = Array.from({ length: rows }, (_, i) =>
    h(
      "tr",
      {},
      ...Array.from(value.data.subarray(i * columns, (i + 1) * columns), (x) => h("td", {}, one(x))),
    ),
  );
  return h("table", { class: "numbers", "data-ref": ref }, h("tbody", {}, ...cells));
}

/** Buttons to the steps of this node. */
function ways(id: string, state: State, words: Translate, go: Go): HTMLElement {
  const stops = timelineIn(state)?.stops ?? [];
  const seen = new Set<string>();
  const { trace } = state;
  const buttons = stops.flatMap((stop, at) => {
    const { step } = stop;
    if (!trace || seen.has(step.phase) || !concerns(stop, trace, [id])) return [];
    seen.add(step.phase);
    const name = words("inspector.go", { phase: words(`phase.${step.phase}`) });
    return [h("button", { type: "button", class: "button text outlined", onclick: () => go(at) }, name)];
  });
  return h("div", { class: "ways" }, ...buttons);
}
