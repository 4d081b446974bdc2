/** Which units of a column are drawn: all of a few, else the first, the last and the one picked. Pure. */

export type Row =
  | { readonly unit: number }
  /** Units that are passed over, both inside. */
  | { readonly from: number; readonly to: number };

/** Rows of a column that is not drawn whole. */
export const FEWEST = 8;
const HEAD = 3;
const TAIL = 2;

/** The rows of `count` units of which up to `most` are drawn; the same number of rows whichever is picked. */
export function rowsOf(count: number, most: number, picked: number): readonly Row[] {
  const whole = Math.max(FEWEST, most);
  if (count <= whole) return Array.from({ length: count }, (_, unit) => ({ unit }));
  const middle = Math.max(HEAD + 1, Math.min(count - TAIL - 2, picked));
  return [
    ...Array.from({ length: HEAD }, (_, unit) => ({ unit })),
    gap(HEAD, middle - 1),
    { unit: middle },
    gap(middle + 1, count - TAIL - 1),
    ...Array.from({ length: TAIL }, (_, i) => ({ unit: count - TAIL + i })),
  ];
}

function gap(from: number, to: number): Row {
  return from === to ? { unit: from } : { from, to };
}

/** The side of a square picture of so many units; null where they are too few, or no square. */
export function sideOf(count: number): number | null {
  const side = Math.round(Math.sqrt(count));
  return side * side === count && side >= SMALLEST ? side : null;
}

const SMALLEST = 7;
