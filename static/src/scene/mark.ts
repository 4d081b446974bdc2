/** The mark before a gradient: its sign by its form. */

import type { Value } from "../wire/numbers.ts";
import type { Metrics } from "./metrics.ts";
import { signOf } from "./scale.ts";
import { type PointLike, path, type Shape } from "./shapes.ts";

/** ▲ for more than zero, ▼ for less, ◂ for none of the two. */
export function signMark(key: string, value: Value, { x, y }: PointLike, { mark }: Metrics): Shape {
  const sign = signOf(value);
  const [rise, height] = [(mark * 5) / 6, (mark * 11) / 6];
  const d =
    sign === "positive"
      ? `M${x - mark} ${y + rise}h${2 * mark}l${-mark} ${-height}z`
      : sign === "negative"
        ? `M${x - mark} ${y - rise}h${2 * mark}l${-mark} ${height}z`
        : backMark({ x, y }, mark);
  return path(key, d, { class: `mark ${sign}` });
}

/** Points back, whatever the sign. */
export function backMark({ x, y }: PointLike, mark: number): string {
  return `M${x - mark} ${y}l${(mark * 5) / 3} ${-mark}v${2 * mark}z`;
}
