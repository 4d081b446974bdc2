/** The losses of a run with a mistake and of one without. Pure. */

import type { MistakeRun } from "../wire/mistakes.ts";
import { decodeNumber } from "../wire/numbers.ts";
import type { WireNumber } from "../wire/types.ts";
import type { Plot } from "./plot.ts";

export interface CurveWords {
  readonly step: string;
  readonly loss: string;
  readonly planted: string;
  readonly correct: string;
}

/** The loss of the copy beside that of the correct run; one that runs away leaves the picture. */
export function curvesOf({ planted, correct }: MistakeRun, words: CurveWords): Plot {
  const points = (losses: readonly WireNumber[]) => losses.map((loss, x) => ({ x, y: decodeNumber(loss) }));
  return {
    x: { label: words.step, span: [0, correct.length - 1] },
    y: { label: words.loss, span: [0, 1], cap: 3 * Math.max(...correct.map(decodeNumber)) },
    series: [
      { id: "correct", label: words.correct, tone: 3, points: points(correct) },
      { id: "planted", label: words.planted, tone: 2, points: points(planted) },
    ],
  };
}
