/** When each number of a trace comes into being, worked out once from its steps. */

import type { Edge, Node, Step, Trace, Value } from "../wire/trace.ts";
import type { Contribution, Gradient } from "./frame.ts";

/** From step `at` on, `item` is what is shown. */
export interface Event<T> {
  readonly at: number;
  readonly item: T;
}

export interface NodeTrack {
  readonly node: Node;
  readonly values: Event<Value>[];
  readonly gradients: Event<Gradient>[];
  readonly forks: Event<true>[];
  readonly steps: Set<number>;
}

export interface EdgeTrack {
  readonly edge: Edge;
  readonly forwards: Event<true>[];
  readonly locals: Event<true>[];
  readonly contributions: Event<Contribution>[];
}

export const NONE: Gradient = { kind: "none" };
export const UNKNOWN: Gradient = { kind: "unknown" };

export interface Tracks {
  readonly nodes: readonly NodeTrack[];
  readonly edges: readonly EdgeTrack[];
}

export function tracksOf(trace: Trace): Tracks {
  const recorder = new Recorder(trace);
  for (const [at, step] of trace.steps.entries()) recorder.record(step, at);
  recorder.finish();
  return { nodes: [...recorder.nodes.values()], edges: [...recorder.edges.values()] };
}

/** Collects events while the steps of one trace pass by. */
class Recorder {
  readonly nodes: Map<string, NodeTrack>;
  readonly edges: Map<string, EdgeTrack>;
  readonly #trace: Trace;
  /** Gradients that wait for their sum over a broadcast. */
  readonly #waiting = new Map<string, Gradient>();

  constructor(trace: Trace) {
    this.#trace = trace;
    this.nodes = new Map(
      trace.nodes.map((node) => [node.id, { node, values: [], gradients: [], forks: [], steps: new Set() }]),
    );
    this.edges = new Map(
      trace.edges.map((edge) => [edge.id, { edge, forwards: [], locals: [], contributions: [] }]),
    );
  }

  record(step: Step, at: number): void {
    if ("node" in step) this.#node(step.node).steps.add(at);
    switch (step.kind) {
      case "inputs":
        for (const { node, values } of this.nodes.values())
          if (node.kind !== "operation") values.push({ at, item: node.value });
        break;
      case "forward": {
        const { node, values } = this.#node(step.node);
        values.push({ at, item: node.value });
        for (const edge of step.edges) this.#edge(edge).forwards.push({ at, item: true });
        break;
      }
      case "fork":
        this.#node(step.node).forks.push({ at, item: true });
        break;
      case "seed":
        this.#gradient(step.node, at, { kind: "whole", value: step.upstream });
        break;
      case "backward":
        for (const sent of step.contributions) {
          const track = this.#edge(sent.edge);
          const value = sent.raw ?? sent.grad;
          track.locals.push({ at, item: true });
          track.contributions.push({ at, item: { value, raw: sent.raw !== null } });
          if (sent.after === null) continue;
          const gradient = partial(sent.after, sent.have, sent.need);
          if (sent.raw === null) this.#gradient(sent.to, at, gradient);
          else this.#waiting.set(sent.edge, gradient);
        }
        break;
      case "unbroadcast":
        for (const edge of step.edges) {
          this.#edge(edge).contributions.push({ at, item: { value: step.grad, raw: false } });
          const gradient = this.#waiting.get(edge);
          if (gradient) this.#gradient(step.node, at, gradient);
        }
        break;
      case "accumulate":
        this.#gradient(step.node, at, partial(step.after, step.have, step.need));
        break;
      case "update":
        this.#node(step.node).values.push({ at, item: step.after });
        break;
      case "zero":
        for (const id of step.nodes) this.#gradient(id, at, NONE);
        break;
    }
  }

  /** Gradients that no step delivers are zero, and known to be so when the backward pass ends. */
  finish(): void {
    const at = this.#trace.steps.findLastIndex((step) => step.phase === "backward");
    if (at < 0) return;
    for (const { node, gradients } of this.nodes.values())
      if (node.grad !== null && gradients.length === 0)
        gradients.push({ at, item: { kind: "whole", value: node.grad } });
  }

  #gradient(id: string, at: number, item: Gradient): void {
    this.#node(id).gradients.push({ at, item });
  }

  #node(id: string): NodeTrack {
    return found(this.nodes.get(id), id);
  }

  #edge(id: string): EdgeTrack {
    return found(this.edges.get(id), id);
  }
}

function found<T>(track: T | undefined, id: string): T {
  if (track === undefined) throw new RangeError(`The trace speaks of ${id} and does not hold it.`);
  return track;
}

function partial(value: Value, have: number, need: number): Gradient {
  return have < need ? { kind: "partial", value, have, need } : { kind: "whole", value };
}
