/**
 * A phone: three columns at most. Where a card has no room with all of its inputs and outputs, those of a side stand
 * there, told in less, down to their names; and a card that would leave them no room is told in less itself.
 */

import { type Lens, roomOf } from "../model/camera.ts";
import type { Folding } from "../model/folding.ts";
import type { Translate } from "../text/i18n.ts";
import { isTensor } from "../wire/numbers.ts";
import { type Anatomy, anatomyOf } from "./anatomy.ts";
import { anatomiesOf, type Stage } from "./graph.ts";
import { ASIDE, BRIEF_NARROW, NAMED, NARROW, plainly, SHORT } from "./metrics.ts";
import { labelWidth, sidesOf, widthBetween } from "./sides.ts";

/** What a card tells, from the most to the least. */
const LESS = [
  NARROW,
  plainly(NARROW),
  BRIEF_NARROW,
  plainly(BRIEF_NARROW),
  { ...NAMED, port: NARROW.port },
] as const;

/** The cards of a graph as they have room in the window beside their inputs and outputs, and those at its sides. */
export function narrowAnatomies(
  folding: Folding,
  words: Translate,
  lens: Lens,
): Required<Pick<Stage, "anatomies" | "asides">> {
  const { trace, nodes } = folding;
  // Without words nothing says that a sum is not whole yet.
  const named = new Set(
    nodes
      .filter(({ value, uses, kind }) => isTensor(value) || uses > 1 || kind === "constant")
      .map(({ id }) => id),
  );
  const least = anatomiesOf(folding, words, () => SHORT);
  const asides = [
    anatomiesOf(folding, words, (id) => (named.has(id) ? NAMED : ASIDE)),
    anatomiesOf(folding, words, (id) => (named.has(id) ? NAMED : plainly(ASIDE))),
    anatomiesOf(folding, words, () => NAMED),
    least,
  ];
  const { height: high } = roomOf(lens);
  const anatomies = nodes.map((node): [string, Anatomy] => {
    const told = { left: least, right: least, labelled: false };
    const before = labelWidth(node.id, "target", { folding, metrics: NARROW });
    const room = widthBetween(sidesOf(node.id, told, folding, { before, after: 0 }, lens, null), lens);
    const ways = LESS.map((metrics) => anatomyOf(node, trace, words, metrics));
    const fits = ways.find(({ width, height }) => width <= room && height <= high);
    return [node.id, fits ?? (ways.at(-1) as Anatomy)];
  });
  return { anatomies: new Map(anatomies), asides };
}
