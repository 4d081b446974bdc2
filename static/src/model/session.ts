/** The whole state: the settings that an address keeps, and what this visit has come to know. */

import type { Example, Operation, Problem } from "../wire/calls.ts";
import type { Trace } from "../wire/trace.ts";
import type { Cell, Region } from "./cell.ts";
import type { HandedFrom } from "./handed.ts";
import type { Edition } from "./history.ts";
import type { Net } from "./net.ts";
import type { Nudge } from "./nudge.ts";
import type { Settings } from "./state.ts";

/** slow: pending for long; busy: asked to come back; unexpected: an answer that cannot be read. */
export type Connection = "idle" | "pending" | "slow" | "offline" | "busy" | "unexpected";
export type Cover = "none" | "black" | "white";
export type Dialog = "none" | "help" | "text" | "share" | "net";

/** Where the graph is looked at from: a point of it, times k, plus (x, y), is a point of the window. */
export interface Camera {
  /** Chosen by the reader; otherwise the camera follows the steps. */
  readonly free: boolean;
  readonly x: number;
  readonly y: number;
  readonly k: number;
}

export interface Session {
  /** The last program that worked; its graph stays while a newer text does not. */
  readonly trace: Trace | null;
  readonly problem: Problem | null;
  /** The program that `problem` speaks of. */
  readonly asked: string;
  readonly connection: Connection;
  /** Seconds until a busy service is asked again. */
  readonly retryIn: number;
  /** How often the reader has asked to try again. */
  readonly attempts: number;
  /** What the edits replaced, oldest first, and what was taken back, latest last. */
  readonly past: readonly Edition[];
  readonly future: readonly Edition[];
  /** The stop that is shown, or on its way to be shown. */
  readonly step: number;
  /** How far the drawing has come: equal to `step`, or between the stop before it and it. */
  readonly cursor: number;
  readonly playing: boolean;
  /** The next trace is entered at `place`; otherwise it keeps the place of the old one. */
  readonly landing: boolean;
  readonly examples: readonly Example[] | null;
  readonly operations: ReadonlyMap<string, Operation> | null;
  readonly camera: Camera;
  /** All of the graph is looked at, however small, until the next step. */
  readonly whole: boolean;
  /** The card that the reader has asked for: it is in the window until the next step. */
  readonly sought: string | null;
  /** Tensors are not opened: there is little room. */
  readonly brief: boolean;
  /** The system asks for dark colours. */
  readonly darkSystem: boolean;
  readonly viewport: { readonly width: number; readonly height: number };
  readonly windowHeight: number;
  /** The browser's bars are to be gone; `refused` once it did not allow it. */
  readonly fullScreen: boolean;
  readonly refused: boolean;
  /** How much nearer than to be read a projection is looked at, 1 to 4. */
  readonly zoom: number;
  /** What lies over a projection, or stands in a card on it: a block of the inspector, counted from 1, or none. */
  readonly cover: Cover;
  readonly spotlight: boolean;
  readonly testCard: boolean;
  readonly block: number;
  /** The number pointed at, in the formula, on the graph or in the inspector: `n3.grad`; or all of a node: `n3`. */
  readonly lit: string | null;
  /** The element pointed at, and the parts of the grids that it was made of. */
  readonly cell: Cell | null;
  readonly outlined: readonly Region[];
  /** The element of a node, by its key, that was pointed at last in the inspector. */
  readonly picked: { readonly node: string; readonly index: number } | null;
  /** The net that the trace is; null where it is none, or not yet known. */
  readonly net: Net | null;
  /** Where the program and its values come from, if they were handed over; null of others. */
  readonly origin: HandedFrom | null;
  readonly nudge: Nudge;
  readonly dialog: Dialog;
  /** Open where the window has no room for all panels. */
  readonly drawer: "none" | "program" | "inspector" | "menu";
  /** The lab that this program is to be taken to. */
  readonly leaving: "none" | "check";
  /** What shall take the keyboard next. */
  readonly focus: "none" | "program" | "value";
}

export type State = Settings & Session;

/** An answer is on its way. */
export function isPending({ connection }: Pick<State, "connection">): boolean {
  return connection === "pending" || connection === "slow";
}

/** The net is drawn in the place of the graph. */
export function isNetShown({ view, net }: Pick<State, "view" | "net">): boolean {
  return view === "net" && net !== null;
}

export const EMPTY: Session = {
  trace: null,
  problem: null,
  asked: "",
  connection: "idle",
  retryIn: 0,
  attempts: 0,
  past: [],
  future: [],
  step: 0,
  cursor: 0,
  playing: false,
  landing: true,
  examples: null,
  operations: null,
  camera: { free: false, x: 0, y: 0, k: 1 },
  whole: false,
  sought: null,
  brief: false,
  darkSystem: false,
  viewport: { width: 0, height: 0 },
  windowHeight: 0,
  fullScreen: false,
  refused: false,
  zoom: 1,
  cover: "none",
  spotlight: false,
  testCard: false,
  block: 0,
  lit: null,
  cell: null,
  outlined: [],
  picked: null,
  net: null,
  origin: null,
  nudge: { open: false, h: "0.01", answer: null },
  dialog: "none",
  drawer: "none",
  leaving: "none",
  focus: "none",
};
