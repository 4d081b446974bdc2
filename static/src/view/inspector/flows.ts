/** What arrives at a node from the loss side, and what it sends on towards its inputs. */

import type { EdgeFrame } from "../../model/frame.ts";
import { maskOf } from "../../model/making.ts";
import { refName } from "../../model/naming.ts";
import { arrivedAt } from "../../model/origin.ts";
import { titleOf } from "../../scene/cardLabel.ts";
import { isTensor } from "../../wire/numbers.ts";
import { type Child, h } from "../dom.ts";
import { kindOf } from "./blocks.ts";
import { blockedBy, fact, summed } from "./figures.ts";
import type { Look } from "./look.ts";
import { numbers } from "./numbers.ts";

export function flows(look: Look): Child[] {
  const { shown, into, frame, words, state } = look;
  const { node, gradient } = shown;
  if (node.grad === null)
    return [h("p", {}, words("inspector.no_gradient", { kind: kindOf(node.kind, words) }))];
  if (gradient.kind === "none" || gradient.kind === "unknown")
    return [h("p", { class: "muted" }, words("inspector.none_arrived"))];
  const arrived = arrivedAt(frame, node.id);
  const several = arrived.length > 1 || gradient.kind === "partial";
  const own = `${node.id}.grad`;
  const style = { ink: "gradient", name: refName(frame.trace, own, state.notation) } as const;
  const whole = numbers(gradient.value, own, style, look);
  return [
    ...(several ? arrived.map((edge, i) => part(edge, i, look)) : []),
    fact(
      h(
        "span",
        {},
        `${words(node.kind === "operation" ? "inspector.upstream" : "inspector.gradient")} `,
        h("span", { class: "gradient-name" }, style.name),
      ),
      several ? whole : sumOf(arrived, whole, look),
    ),
    gradient.kind === "partial"
      ? h("p", { class: "partial" }, words("inspector.partial", { i: gradient.have, k: gradient.need }))
      : null,
    ...into.filter(({ contribution }) => contribution !== null).map((edge) => sent(edge, look)),
  ];
}

/** A gradient below what was added up for it, where its node was copied on the way forward. */
function sumOf([only]: readonly EdgeFrame[], whole: HTMLElement, look: Look): HTMLElement {
  const raw = only ? look.frame.trace.valueAt(`${only.edge.id}.raw`) : null;
  if (!only || raw === null || !isTensor(raw)) return whole;
  const total = only.contribution?.raw ? null : whole;
  return summed(raw, `${only.edge.id}.raw`, look.shown.node.shape, total, look);
}

function part({ edge, contribution }: EdgeFrame, i: number, look: Look): Child {
  if (!contribution) return null;
  const { words, shown } = look;
  const name = words("inspector.contribution", { i: i + 1, k: shown.node.uses });
  return fact(name, numbers(contribution.value, `${edge.id}.grad`, { ink: "gradient", name }, look));
}

/** One contribution on its way to an input; where the input was copied, what is added up comes first. */
function sent({ edge, contribution }: EdgeFrame, look: Look): Child {
  if (!contribution) return null;
  const { frame, state, shown } = look;
  const name = `→ ${titleOf(edge.source, frame)}`;
  const style = {
    ink: "gradient",
    name: refName(frame.trace, `${edge.id}.grad`, state.notation),
    blocked: blockedBy(maskOf(frame.trace, shown.node), contribution.value),
  } as const;
  const upstream = shown.node.grad;
  const rows = shown.node.view === "product" && edge.slot === 2 && upstream !== null && isTensor(upstream);
  const raw = rows ? upstream : frame.trace.valueAt(`${edge.id}.raw`);
  const total = contribution.raw ? null : numbers(contribution.value, `${edge.id}.grad`, style, look);
  if (raw === null || !isTensor(raw) || raw.shape.length < 1) return fact(name, total);
  const { shape } = frame.trace.node(edge.source);
  return fact(name, summed(raw, rows ? `${shown.node.id}.grad` : `${edge.id}.raw`, shape, total, look));
}
