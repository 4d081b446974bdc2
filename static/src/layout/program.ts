/** What network simplex solves: vertices on a line, and edges that want to be short but not too short. */
export interface Program {
  readonly count: number;
  readonly tail: ArrayLike<number>;
  readonly head: ArrayLike<number>;
  readonly minLength: ArrayLike<number>;
  readonly weight: ArrayLike<number>;
  /** A feasible place for every vertex; without one, the longest path from the sources. */
  readonly start?: ArrayLike<number>;
}

/** A program as it grows, edge by edge. */
export class Draft implements Program {
  count: number;
  readonly tail: number[] = [];
  readonly head: number[] = [];
  readonly minLength: number[] = [];
  readonly weight: number[] = [];

  constructor(count: number) {
    this.count = count;
  }

  /** From `tail` to `head`: at least `length` long, and each unit of its length costs `weight`. */
  add(tail: number, head: number, length: number, weight: number): void {
    this.tail.push(tail);
    this.head.push(head);
    this.minLength.push(length);
    this.weight.push(weight);
  }
}
