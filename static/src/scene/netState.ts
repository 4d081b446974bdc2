/** What a moment shows of a column and of the weights before it. */

import type { EdgeFrame, Frame, Gradient, NodeFrame, Status } from "../model/frame.ts";
import type { Column, Link, Net, Weights } from "../model/net.ts";
import type { Value } from "../wire/numbers.ts";
import type { Node, Trace } from "../wire/trace.ts";
import { signOf, strength } from "./scale.ts";

/** The parts of a frame by their ids. */
export interface Moment {
  readonly frame: Frame;
  node(id: string): NodeFrame | undefined;
  edge(id: string): EdgeFrame | undefined;
}

export function momentOf(frame: Frame): Moment {
  const nodes = new Map(frame.nodes.map((shown) => [shown.node.id, shown]));
  const edges = new Map(frame.edges.map((shown) => [shown.edge.id, shown]));
  return { frame, node: (id) => nodes.get(id), edge: (id) => edges.get(id) };
}

export interface ColumnState {
  /** null: not yet known. */
  readonly value: Value | null;
  /** Reference of the value. */
  readonly ref: string;
  readonly gradient: Gradient;
  readonly gradientRef: string;
  readonly status: Status;
}

const NONE: Gradient = { kind: "none" };

export function columnState({ node, nodes, kept }: Column, moment: Moment): ColumnState {
  const known = nodes.findLast(({ id }) => moment.node(id)?.value != null) ?? node;
  const shown = moment.node(known.id);
  const value = shown?.value ?? null;
  const statuses = nodes.flatMap(({ id }) => moment.node(id)?.status ?? []);
  return {
    value: kept && value !== null ? (node.kept ?? null) : value,
    ref: `${known.id}.${kept ? "kept" : "value"}`,
    gradient: kept ? NONE : (moment.node(node.id)?.gradient ?? NONE),
    gradientRef: `${node.id}.grad`,
    status: statuses.find((status) => status === "current") ?? statuses.find((s) => s === "along") ?? "done",
  };
}

/** How the weights of a link are drawn: by value on the way forward, by gradient on the way back. */
export type Look =
  | { readonly kind: "value" | "gradient"; readonly value: Value; readonly ref: string }
  | { readonly kind: "waiting"; readonly ref: string };

/** null: not yet there. */
export function lookOf(node: Node, moment: Moment): Look | null {
  const shown = moment.node(node.id);
  if (!shown || shown.value === null) return null;
  const { phase } = moment.frame.stop.step;
  const back = phase === "backward" || phase === "check";
  if (back && shown.gradient.kind === "whole")
    return { kind: "gradient", value: shown.gradient.value, ref: `${node.id}.grad` };
  if (back && shown.gradient.kind !== "none") return { kind: "waiting", ref: `${node.id}.value` };
  return { kind: "value", value: shown.value, ref: `${node.id}.value` };
}

/** Gradients go back through the weights to the units: they are a factor of this step. */
export function sendsThrough(data: Link["data"], moment: Moment): boolean {
  return (
    moment.frame.stop.step.kind === "backward" && data.some(({ id }) => moment.edge(id)?.active === true)
  );
}

/** As `lookOf`; a factor of the step is drawn by its value. */
export function weightLook({ node }: Weights, data: Link["data"], moment: Moment): Look | null {
  const value = moment.node(node.id)?.value ?? null;
  const look = lookOf(node, moment);
  const factor = look?.kind === "waiting" && value !== null && sendsThrough(data, moment);
  return factor ? { kind: "value", value, ref: `${node.id}.value` } : look;
}

/** Whether the weights, or the bias, take part in the step. */
export function isActive(edge: string, node: Node, moment: Moment): boolean {
  return moment.edge(edge)?.active === true || moment.node(node.id)?.status === "current";
}

/** Whether the units themselves are passed on, or their gradients sent back, in this step. */
export function carries({ data }: Link, moment: Moment): boolean {
  return data.some(({ id }) => moment.edge(id)?.active === true);
}

// ----- widths: one scale for the weights of a net, one for their gradients, locked over the trace -----

const THINNEST = 1.2;
const THICKEST = 8;
/** Small ones stay visible. */
const POWER = 0.5;

export interface Widths {
  readonly value: (x: number) => number;
  readonly gradient: (x: number) => number;
}

const widths = new WeakMap<Trace, Widths>();

export function widthsOf(net: Net): Widths {
  const known = widths.get(net.trace);
  if (known) return known;
  const nodes = net.columns.flatMap(({ link }) =>
    [link?.weights?.node, link?.bias?.node].filter((node) => node !== undefined),
  );
  const { trace } = net;
  const values = nodes.flatMap(({ id, value }) => [value, trace.valueAt(`${id}.after`) ?? value]);
  const gradients = [...nodes, ...net.columns.map(({ node }) => node)].flatMap(({ grad }) => grad ?? []);
  const made = { value: scaled(values), gradient: scaled(gradients) };
  widths.set(net.trace, made);
  return made;
}

function scaled(values: readonly Value[]): (x: number) => number {
  const largest = Math.max(0, ...values.map(strength));
  return (x) => {
    const share = largest > 0 ? Math.min(1, Math.abs(x) / largest) : 0;
    return THINNEST + (THICKEST - THINNEST) * (Number.isNaN(share) ? 0 : share ** POWER);
  };
}

/** Colour and dash of a weight. */
export function inkOf(kind: "value" | "gradient", x: number): string {
  if (kind === "gradient") return signOf(x);
  return x < 0 ? "value minus" : "value";
}
