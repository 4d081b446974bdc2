/** What a file shows: the graph, or the net where that stands in its place, at any cursor. */

import type { Box } from "../../layout/types.ts";
import { folded } from "../../model/folding.ts";
import type { Frame } from "../../model/frame.ts";
import type { Camera, State } from "../../model/session.ts";
import { graphShapes, type Stage } from "../../scene/graph.ts";
import { cameraFor } from "../../scene/looking.ts";
import { markShapes, movingMarks } from "../../scene/moving.ts";
import type { Shape } from "../../scene/shapes.ts";
import { WHOLE } from "../../scene/sight.ts";
import { wordsOf } from "../app.ts";

export interface Subject {
  /** The box around all of it. */
  readonly layout: Box;
  shapes(frame: Frame): readonly Shape[];
  /** The camera that follows the step of a state, in the viewport of that state. */
  camera(state: State): Camera;
}

export function graphSubject(state: State, stage: Stage): Subject {
  const words = wordsOf(state);
  return {
    layout: stage.layout,
    shapes: (frame) => {
      const shown = folded(frame, stage.folding);
      return [
        ...graphShapes(shown, stage, words, WHOLE, [], state.notation),
        ...markShapes(movingMarks(shown, stage, WHOLE)),
      ];
    },
    // Nothing stands at its sides.
    camera: (at) => cameraFor(at, { ...stage, asides: [] }),
  };
}
