/** Asks the service what the loss really does when a number is nudged up and down; late answers are dropped. */

import { readValue } from "../text/values.ts";
import type { Client } from "../wire/client.ts";
import type { Value } from "../wire/numbers.ts";
import type { Node, Trace } from "../wire/trace.ts";
import { inspectedIn } from "./actions/graph.ts";
import { canNudge, changeOf, nudged } from "./nudge.ts";
import { requestOf } from "./request.ts";
import type { State } from "./session.ts";
import type { Store } from "./store.ts";

/** Node and element that the nudge speaks of: the cell pointed at last in the inspected node, else its first. */
export interface Nudged {
  readonly node: Node;
  readonly index: number;
  readonly h: number;
}

export function nudgedIn(state: State): Nudged | null {
  const id = inspectedIn(state);
  const node = id === null ? undefined : state.trace?.node(id);
  const h = readValue(state.nudge.h);
  if (!node || !canNudge(node) || !h.ok || typeof h.value !== "number" || h.value === 0) return null;
  const { picked } = state;
  return { node, index: picked?.node === node.key ? picked.index : 0, h: h.value };
}

export function startNudger(store: Store<State>, client: Client): void {
  let current: AbortController | null = null;

  async function ask(state: State): Promise<void> {
    current?.abort();
    const { trace, language, nudge } = state;
    const asked = nudge.open ? nudgedIn(state) : null;
    const request = requestOf(state);
    if (!asked || !trace || !request || request.program !== trace.program) return;
    const own = new AbortController();
    current = own;
    const { node, index, h } = asked;
    const run = async (by: number) => {
      const reply = await client.values(nudged(request, node, index, by), { language, signal: own.signal });
      return reply.kind === "answer" ? changeIn(trace, reply.value[trace.output]) : null;
    };
    const [up, down] = await Promise.all([run(h), run(-h)]);
    if (current !== own) return;
    const answer = { trace, node: node.id, index, h, up, down };
    store.set({ nudge: { ...store.get().nudge, answer } });
  }

  store.watch(["trace", "step", "selection", "picked", "nudge"], (now, before) => {
    const [a, b] = [nudgedIn(now), nudgedIn(before)];
    const same = now.nudge.open === before.nudge.open && now.trace === before.trace;
    if (same && a?.node === b?.node && a?.index === b?.index && a?.h === b?.h) return;
    void ask(now);
  });
}

function changeIn(trace: Trace, after: Value | undefined): number | null {
  const before = trace.values[trace.output];
  const seed = trace.steps.find((step) => step.kind === "seed");
  if (before === undefined || after === undefined || !seed) return null;
  return changeOf(before, after, seed.upstream);
}
