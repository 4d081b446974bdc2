import type { Box } from "./types.ts";

const CELL = 128; // pixels
const ROW = 1 << 20; // cells in a row, for the key

interface Entry {
  readonly box: Box;
  readonly owner: string;
  readonly cost: number;
}

/** Boxes that cost something to cover, found by the cells of a grid that they touch. */
export class Grid {
  private readonly cells = new Map<number, Entry[]>();

  add(box: Box, cost: number, owner: string): void {
    const entry = { box, cost, owner };
    this.visit(box, (key) => {
      const cell = this.cells.get(key);
      if (cell) cell.push(entry);
      else this.cells.set(key, [entry]);
    });
  }

  /** What covering this box costs: the sum over all owners of boxes that it overlaps, `mine` left out. */
  cost(box: Box, mine: string): number {
    const hit = new Set<string>([mine]);
    let sum = 0;
    this.visit(box, (key) => {
      for (const entry of this.cells.get(key) ?? []) {
        if (hit.has(entry.owner) || !overlap(entry.box, box)) continue;
        hit.add(entry.owner);
        sum += entry.cost;
      }
    });
    return sum;
  }

  private visit({ x, y, width, height }: Box, each: (key: number) => void): void {
    for (let j = Math.floor(y / CELL); j <= Math.floor((y + height) / CELL); j++) {
      for (let i = Math.floor(x / CELL); i <= Math.floor((x + width) / CELL); i++) each(j * ROW + i);
    }
  }
}

export function overlap(a: Box, b: Box): boolean {
  return a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;
}
