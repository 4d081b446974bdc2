/** Sizes of what the graph is made of, in the units of the layout. */

import { isNarrow, type Size } from "../model/camera.ts";

export interface Metrics {
  /** Nothing is set smaller than `small`: the camera that follows keeps it readable. */
  readonly type: {
    readonly name: number;
    readonly number: number;
    readonly contribution: number;
    readonly small: number;
  };
  readonly row: {
    readonly title: number;
    readonly number: number;
    readonly cell: number;
    readonly note: number;
  };
  readonly pad: { readonly x: number; readonly bottom: number; readonly marker: number };
  /** Half as wide as the triangle before a gradient. */
  readonly mark: number;
  /** Numbers are shown up to this many rows and columns; beyond it a picture. */
  readonly open: number;
  /** The largest picture of a tensor; without height, only its range is told. */
  readonly map: { readonly width: number; readonly height: number };
  readonly narrowest: number;
  readonly widest: {
    readonly name: number;
    /** What stands for the name of a value without one may be cut earlier; with 0 its symbol is enough. */
    readonly label: number;
    /** Beside a name, a wider symbol is left out. */
    readonly symbol: number;
  };
  /** Vertical room that a port's labels take: the chip above the wire, the contribution below it. */
  readonly port: number;
  /** From a wire to the middle of the contribution beneath it: clear of the widest band, and of the chip. */
  readonly below: number;
  /** Where the badge of a card that is used several times stands: on its wires, or on its upper edge. */
  readonly badge: "wires" | "edge";
  readonly gap: {
    readonly node: number;
    /** Between two columns, beside the widest label on a wire. */
    readonly rank: number;
    readonly most: number;
    /** What a label has beside its text: its mark, and the head of the wire. */
    readonly label: number;
    readonly least: number;
    /** Above the cards of an open group: its label, and room for the flag of the current card. */
    readonly header: number;
  };
}

/** The page, read at arm's length. */
export const PAGE: Metrics = {
  type: { name: 17, number: 18, contribution: 16, small: 16 },
  row: { title: 36, number: 28, cell: 28, note: 24 },
  pad: { x: 14, bottom: 8, marker: 20 },
  mark: 6,
  open: 5,
  map: { width: 168, height: 78 },
  narrowest: 116,
  widest: { name: 180, label: 96, symbol: 999 },
  port: 58,
  below: 23,
  badge: "wires",
  gap: { node: 40, rank: 44, most: 190, label: 36, least: 52, header: 38 },
};

/** The page where it has not that much room for a step: the same type, set closer. */
export const CLOSE: Metrics = {
  ...PAGE,
  row: { title: 28, number: 24, cell: 20, note: 20 },
  pad: { x: 12, bottom: 6, marker: 20 },
  port: 52,
  below: 21,
  gap: { ...PAGE.gap, node: 16, header: 34 },
};

/** The page on a phone: a card with its inputs and its outputs beside each other, in the smallest type that is read. */
export const NARROW: Metrics = {
  type: { name: 15, number: 15, contribution: 14, small: 14 },
  row: { title: 30, number: 24, cell: 24, note: 20 },
  pad: { x: 8, bottom: 6, marker: 16 },
  mark: 5,
  open: 5,
  map: { width: 112, height: 56 },
  narrowest: 68,
  widest: { name: 96, label: 64, symbol: 999 },
  port: 50,
  below: 20,
  badge: "edge",
  gap: { node: 28, rank: 8, most: 110, label: 24, least: 44, header: 34 },
};

/** Beside a phone's graph: a number with its gradient, and no words. */
export const ASIDE: Metrics = {
  ...NARROW,
  type: { name: 14, number: 14, contribution: 14, small: 14 },
  row: { title: 24, number: 19, cell: 19, note: 0 },
  pad: { x: 7, bottom: 5, marker: 14 },
  narrowest: 48,
  widest: { name: 76, label: 60, symbol: 30 },
  port: 0,
};

/** What a card is called, and no numbers: large enough for a finger. */
export const NAMED: Metrics = { ...namely(ASIDE), widest: { ...ASIDE.widest, label: 40 } };

/** As narrow as a finger. */
export const SHORT: Metrics = { ...NAMED, widest: { name: 38, label: 0, symbol: 0 } };

/** A card collapsed to its name. */
export function namely(metrics: Metrics): Metrics {
  return { ...metrics, row: { ...metrics.row, number: 0 } };
}

/** With a name or a symbol, but not with both. */
export function plainly(metrics: Metrics): Metrics {
  return { ...metrics, widest: { ...metrics.widest, label: 0, symbol: 0 } };
}

/** The page in a window of this size. */
export function pageMetrics(viewport: Size): Metrics {
  return isNarrow(viewport) ? NARROW : PAGE;
}

/** Pixels of a number that is to be read in a window of this size: the farther the screen, the larger. */
export function numberSize(viewport: Size): number {
  if (isNarrow(viewport)) return 14;
  return viewport.width < 1100 ? 15 : 16;
}

/** The projection: `small` is read from the back row, `number` is half as large again. */
export const PROJECTED: Metrics = {
  type: { name: 16, number: 24, contribution: 24, small: 16 },
  row: { title: 28, number: 32, cell: 22, note: 22 },
  pad: { x: 12, bottom: 6, marker: 22 },
  mark: 8,
  open: 5,
  map: { width: 150, height: 56 },
  narrowest: 92,
  widest: { name: 140, label: 96, symbol: 999 },
  port: 53,
  below: 23,
  badge: "wires",
  gap: { node: 14, rank: 24, most: 190, label: 36, least: 52, header: 32 },
};

/** A tensor for which a projection has no room: its shape and its range. */
export const BRIEF = briefly(PROJECTED);

/** The same on a phone. */
export const BRIEF_NARROW = briefly(NARROW);

/** Tensors are told by their shape and their range. */
export function briefly(metrics: Metrics): Metrics {
  return { ...metrics, open: 0, map: { width: 150, height: 0 } };
}
