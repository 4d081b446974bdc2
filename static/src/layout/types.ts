/**
 * What the layout is given and what it gives back. Pure data: it survives `structuredClone`, so a worker can answer.
 *
 * Coordinates are in CSS pixels, x to the right, y down. A box has its **top left corner** at (x, y).
 */

export interface LayoutNode {
  readonly id: string;
  readonly width: number;
  readonly height: number;
  /** The group that holds the node. A group that is not in `LayoutInput.groups` is closed: the node stands for it. */
  readonly group?: string | null;
  /** What names the node across edits (default: the id). Positions of a previous layout are found by it. */
  readonly key?: string;
}

export interface LayoutEdge {
  readonly id: string;
  readonly source: string;
  readonly target: string;
  /** Place of the operand at the target: slot 0 enters above slot 1. */
  readonly slot: number;
}

/** An open group: a box around its nodes and around the groups inside it. */
export interface LayoutGroup {
  readonly id: string;
  readonly parent: string | null;
}

export interface LayoutInput {
  readonly nodes: readonly LayoutNode[];
  readonly edges: readonly LayoutEdge[];
  readonly groups?: readonly LayoutGroup[];
}

export interface LayoutOptions {
  /** Free width between two columns of cards; the wires and their labels live there. */
  readonly rankGap?: number;
  /** Free height between two cards of one column. */
  readonly nodeGap?: number;
  /** Free height between a wire and a card, and between two wires. */
  readonly wireGap?: number;
  /** Space between a group's frame and its cards; `groupHeader` is added at the top. */
  readonly groupPadding?: number;
  readonly groupHeader?: number;
  /** Room that a number on a wire needs. */
  readonly labelWidth?: number;
  readonly labelHeight?: number;
  /** The layout on screen: nodes that it knows move only when they must. */
  readonly previous?: Layout | null;
}

export interface Point {
  readonly x: number;
  readonly y: number;
}

export interface Box extends Point {
  readonly width: number;
  readonly height: number;
}

/** A box with its column, counted on its own level (the whole drawing, or the inside of its group). */
export interface Spot extends Box {
  readonly column: number;
}

export interface NodeBox extends Spot {
  readonly key: string;
  readonly group: string | null;
}

export interface EdgeRoute {
  readonly source: string;
  readonly target: string;
  readonly slot: number;
  /**
   * Anchors from port to port, x strictly increasing. Between two anchors the wire is the cubic curve with
   * horizontal tangents (`curve.ts`), so it never leaves the free space between the columns.
   */
  readonly points: readonly Point[];
  /** The same wire as SVG path data. */
  readonly path: string;
  readonly start: Point;
  readonly end: Point;
  /** Centre of the label above the wire near its source. The edges of one source share it: it is one value. */
  readonly labelValue: Point;
  /** Centre of the label below the wire near its consumer. */
  readonly labelGrad: Point;
  /** By level, how high the wire passes the columns between; one number when it is straight. For the next layout. */
  readonly lanes: ReadonlyMap<string, readonly number[]>;
}

export interface Layout extends Box {
  readonly nodes: ReadonlyMap<string, NodeBox>;
  readonly edges: ReadonlyMap<string, EdgeRoute>;
  /** Frames of the open groups. A group that cannot be drawn as one box is left out (see `groups.ts`). */
  readonly groups: ReadonlyMap<string, Spot>;
}

/** Every option with its value. */
export type Spacing = Required<Omit<LayoutOptions, "previous">>;

export const DEFAULT_SPACING: Spacing = {
  rankGap: 80,
  nodeGap: 28,
  wireGap: 16,
  groupPadding: 20,
  groupHeader: 24,
  labelWidth: 52,
  labelHeight: 18,
};
