import type { Point } from "./types.ts";

/**
 * One level of the drawing, with everything by number instead of by name: the form on which ranks, order and heights
 * work. Cards, boxes of open groups and the crossings of a group's frame (terminals) are all vertices.
 */

export interface FlatVertex {
  readonly width: number;
  readonly height: number;
  /** Where a wire passes the frame of the group being laid out: on the left (`in`) or on the right (`out`). */
  readonly terminal?: "in" | "out";
  /** Where it stands on screen. */
  readonly before?: Seed | undefined;
}

/** A place in the previous layout: the column on its level, and the centre. */
export interface Seed extends Point {
  readonly column: number;
  /** The column only: a card opened into this box, or a box closed into this card. */
  readonly changed?: boolean;
}

export interface FlatEdge {
  readonly source: number;
  readonly target: number;
  /** Height of the ports, measured down from the centres of their vertices. */
  readonly sourcePort: number;
  readonly targetPort: number;
  /** How high the wire on screen passes the columns between; one number when it is straight. */
  readonly before?: readonly number[] | undefined;
}

export interface FlatGraph {
  readonly vertices: readonly FlatVertex[];
  readonly edges: readonly FlatEdge[];
}
