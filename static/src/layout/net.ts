/** Places for the columns of a net: side by side around one axis, spread over the room there is. Pure. */

import type { Box } from "./types.ts";

export interface Block {
  readonly key: string;
  readonly width: number;
  /** Of one height each; 0 for a block of a height of its own. */
  readonly rows: number;
  readonly height: number;
  /** From the middle of a row to the middle of the next: as little as it may be, and as much. */
  readonly pitch: Range;
  /** Beneath its rows. */
  readonly foot: number;
  /** The gap before it: as small as it may be, and as large; 0 of the first. */
  readonly gap: Range;
}

export interface Range {
  readonly least: number;
  readonly most: number;
}

export interface NetLayout extends Box {
  /** Each block without its foot. */
  readonly blocks: ReadonlyMap<string, Box>;
  readonly pitches: ReadonlyMap<string, number>;
}

/** `head`: kept free above every block. */
export function netLayout(
  blocks: readonly Block[],
  head: number,
  room: { readonly width: number; readonly height: number },
): NetLayout {
  const most = Math.max(1, ...blocks.map(({ rows }) => rows));
  const feet = Math.max(0, ...blocks.map(({ foot }) => foot));
  const wanted = (room.height - head - feet) / most;
  const pitches = blocks.map(({ pitch }) => within(wanted, pitch.least, pitch.most));
  const heights = blocks.map(({ rows, height }, i) => (rows > 0 ? rows * (pitches[i] ?? 0) : height));
  const widths = blocks.reduce((sum, { width }) => sum + width, 0);
  const least = blocks.reduce((sum, { gap }) => sum + gap.least, 0);
  const slack = blocks.reduce((sum, { gap }) => sum + gap.most - gap.least, 0);
  const share = slack > 0 ? within((room.width - widths - least) / slack, 0, 1) : 0;
  let x = 0;
  const placed = blocks.map(({ key, width, gap }, i): [string, Box] => {
    const height = heights[i] ?? 0;
    x += gap.least + share * (gap.most - gap.least);
    const box = { x, y: -height / 2, width, height };
    x += width;
    return [key, box];
  });
  const top = Math.min(...placed.map(([, { y }]) => y)) - head;
  const bottom = Math.max(...placed.map(([, { y, height }], i) => y + height + (blocks[i]?.foot ?? 0)));
  return {
    ...{ x: 0, y: top, width: x, height: bottom - top },
    blocks: new Map(placed),
    pitches: new Map(blocks.map(({ key }, i) => [key, pitches[i] ?? 0])),
  };
}

/** The middle of a row of a block. */
export function rowMiddle({ y }: Box, pitch: number, row: number): number {
  return y + (row + 0.5) * pitch;
}

function within(x: number, least: number, most: number): number {
  return Math.max(least, Math.min(most, x));
}
