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
