/** Layers open and close before the reader's eyes. A picture on the way follows from the time alone. */

import { easeInOut } from "../model/player.ts";
import type { Stage } from "../scene/graph.ts";
import { unfolded, unfoldingOf } from "../scene/unfolding.ts";
import { UNFOLD } from "./glider.ts";

export interface Unfolder {
  /** Goes from one picture to the other, where one is the other with layers opened. */
  go(from: Stage, to: Stage): void;
  /** Is there at once. */
  finish(): void;
}

/** `show` is told of every picture on the way, and of the end by null. */
export function makeUnfolder(show: (stage: Stage | null) => void): Unfolder {
  let request = 0;
  const finish = () => {
    if (request === 0) return;
    cancelAnimationFrame(request);
    request = 0;
    show(null);
  };
  return {
    finish,
    go(from, to) {
      finish();
      const opening = unfoldingOf(from, to);
      const way = opening ?? unfoldingOf(to, from);
      // The cards of a closing layer are those of the same numbers.
      if (!way || (!opening && from.folding.trace !== to.folding.trace)) return;
      let begun: number | null = null;
      const tick = (now: number) => {
        begun ??= now;
        const t = Math.min(1, (now - begun) / UNFOLD);
        if (t >= 1) return finish();
        const share = easeInOut(t);
        show(unfolded(way, opening ? share : 1 - share));
        request = requestAnimationFrame(tick);
      };
      request = requestAnimationFrame(tick);
      show(unfolded(way, opening ? 0 : 1));
    },
  };
}
