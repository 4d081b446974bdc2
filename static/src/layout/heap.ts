/** A binary min-heap of numbered items with keys. */
export class Heap {
  private readonly keys: number[] = [];
  private readonly items: number[] = [];

  /** The item with the least key, and that key; −1 and ∞ when there is none. */
  get item(): number {
    return this.items[0] ?? -1;
  }

  get key(): number {
    return this.keys[0] ?? Number.POSITIVE_INFINITY;
  }

  push(item: number, key: number): void {
    let i = this.items.length;
    while (i > 0) {
      const up = (i - 1) >> 1;
      if (this.keys[up]! <= key) break;
      this.keys[i] = this.keys[up]!;
      this.items[i] = this.items[up]!;
      i = up;
    }
    this.keys[i] = key;
    this.items[i] = item;
  }

  pop(): void {
    const key = this.keys.pop();
    const item = this.items.pop();
    if (key === undefined || item === undefined || this.items.length === 0) return;
    let i = 0;
    for (;;) {
      let down = 2 * i + 1;
      if (down >= this.items.length) break;
      if (down + 1 < this.items.length && this.keys[down + 1]! < this.keys[down]!) down++;
      if (this.keys[down]! >= key) break;
      this.keys[i] = this.keys[down]!;
      this.items[i] = this.items[down]!;
      i = down;
    }
    this.keys[i] = key;
    this.items[i] = item;
  }
}
