/** What is to be seen and told at one cursor, for a file; what is masked on the page is masked there too. Pure. */

import { timelineIn } from "../../model/derived.ts";
import { folded } from "../../model/folding.ts";
import { masked, valuesIn } from "../../model/mask.ts";
import type { State } from "../../model/session.ts";
import { tellingOf } from "../../model/telling.ts";
import { frameAt } from "../../model/timeline.ts";
import { graphShapes, type Stage } from "../../scene/graph.ts";
import { markShapes, movingMarks } from "../../scene/moving.ts";
import type { Shape } from "../../scene/shapes.ts";
import { WHOLE } from "../../scene/sight.ts";
import type { Translate } from "../../text/i18n.ts";
import { printText } from "../../text/mathml.ts";
import type { Caption } from "./sheet.ts";

export interface Glimpse {
  readonly shapes: readonly Shape[];
  readonly caption: Caption;
}

export function glimpseAt(state: State, stage: Stage, cursor: number, words: Translate): Glimpse | null {
  const line = timelineIn(state);
  if (!line) return null;
  const frame = frameAt(line, cursor);
  const hidden = state.mask === "on";
  const shown = folded(hidden ? masked(frame) : frame, stage.folding);
  const { sentence, formula } = tellingOf(frame.stop, frame.trace, words);
  const printing = { notation: state.notation, valueAt: valuesIn(frame.trace, hidden) };
  return {
    shapes: [
      ...graphShapes(shown, stage, words, WHOLE, [], state.notation),
      ...markShapes(movingMarks(shown, stage, WHOLE)),
    ],
    caption: {
      position: `${words(`phase.${frame.stop.step.phase}`)} · ${words("timeline.position", { i: frame.index + 1, n: frame.count })}`,
      sentence,
      formula: formula ? printText(formula.symbolic.tree, printing) : "",
      numbers: formula ? `= ${printText(formula.numeric.tree, printing)}` : "",
    },
  };
}
