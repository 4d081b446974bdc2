/** What is told of a frame, in lines of plain text, for a file; what is masked on the page is masked there too. Pure. */

import type { Frame } from "../../model/frame.ts";
import { valuesIn } from "../../model/mask.ts";
import type { State } from "../../model/session.ts";
import { tellingOf } from "../../model/telling.ts";
import type { Translate } from "../../text/i18n.ts";
import { printText } from "../../text/mathml.ts";
import type { Caption } from "./sheet.ts";

export function captionOf(
  { stop, trace, index, count }: Frame,
  { notation, mask }: Pick<State, "notation" | "mask">,
  words: Translate,
): Caption {
  const { sentence, formula } = tellingOf(stop, trace, words);
  const printing = { notation, valueAt: valuesIn(trace, mask === "on") };
  return {
    position: `${words(`phase.${stop.step.phase}`)} · ${words("timeline.position", { i: index + 1, n: count })}`,
    sentence,
    formula: formula ? printText(formula.symbolic.tree, printing) : "",
    numbers: formula ? `= ${printText(formula.numeric.tree, printing)}` : "",
  };
}
