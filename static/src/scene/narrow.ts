/**
 * A phone: three columns at most. Where a card has no room with all of its inputs and outputs, those of a side stand
 * there, told in less, down to their names; and a card that would leave them no room is told in less itself.
 */

import { fitting, type Lens, roomOf } from "../model/camera.ts";
import type { Folding } from "../model/folding.ts";
import type { Stop } from "../model/stops.ts";
import type { Translate } from "../text/i18n.ts";
import { isTensor } from "../wire/numbers.ts";
import { type Anatomy, anatomyOf } from "./anatomy.ts";
import { type Anatomies, anatomiesOf, type Stage, widestLabel } from "./graph.ts";
import { ASIDE, BRIEF_NARROW, NAMED, NARROW, plainly, SHORT } from "./metrics.ts";
import { inputsOf, outputsOf, placeOf } from "./place.ts";
import { GAP, NO_SIDE, type Setting, type Side, standIns } from "./setting.ts";

/** Between the cards at a side and the edge of the window. */
const MARGIN = 4;
/** Between a label on a wire and the card where the wire begins. */
const CLEAR = 4;
/** Beside a card, for the start of its wires. */
const START = 16;

/** What a card tells, from the most to the least. */
const LESS = [
  NARROW,
  plainly(NARROW),
  BRIEF_NARROW,
  plainly(BRIEF_NARROW),
  { ...NAMED, port: NARROW.port },
] as const;

/** Which sides of a card are told beside the graph: its outputs sooner than its inputs. */
const ASIDES = [
  ["right"],
  ["left"],
  ["left", "right"],
] as const satisfies readonly (readonly (keyof Sides)[])[];

type Sides = Pick<Setting, "left" | "right">;

interface Told {
  readonly sides: readonly (keyof Sides)[];
  readonly anatomies: Anatomies;
  /** With what is on the wires to the outputs, which stands at their far ends. */
  readonly labelled: boolean;
}

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
    const told = { sides: ["left", "right"], anatomies: least, labelled: false } as const;
    const room = widthBetween(sidesOf(node.id, told, folding, lens, null), lens);
    const ways = LESS.map((metrics) => anatomyOf(node, trace, words, metrics));
    const fits = ways.find(({ width, height }) => width <= room && height <= high);
    return [node.id, fits ?? (ways.at(-1) as Anatomy)];
  });
  return { anatomies: new Map(anatomies), asides };
}

/** Where a stop takes place on a phone. */
export function narrowSetting(stop: Stop, stage: Stage, lens: Lens): Setting {
  const { folding, layout, asides = [] } = stage;
  const whole: Setting = { place: placeOf(stop, folding, layout), left: NO_SIDE, right: NO_SIDE };
  const { card } = whole.place;
  const home = card === null ? undefined : layout.nodes.get(card);
  if (card === null || !home || asides.length === 0) return whole;
  if (fitting(lens, layout).k >= lens.readable || hasRoom(whole, lens)) return whole;
  let least = whole;
  for (const sides of ASIDES)
    for (const anatomies of asides)
      for (const labelled of [true, false]) {
        const { left, right } = sidesOf(card, { sides, anatomies, labelled }, folding, lens, home);
        const far = [...left.cards, ...right.cards].map(({ id }) => id);
        least = { place: placeOf(stop, folding, layout, far), left, right };
        if (hasRoom(least, lens)) return least;
      }
  return { ...least, left: squeezed(least.left, lens), right: squeezed(least.right, lens) };
}

/** What is told beside a card; `home` is where that is. */
function sidesOf(
  card: string,
  { sides, anatomies, labelled }: Told,
  folding: Folding,
  { margin, readable }: Lens,
  home: { readonly x: number; readonly width: number } | null,
): Sides {
  const { edges } = folding;
  const label = (end: "source" | "target") =>
    CLEAR +
    widestLabel(
      edges.filter((edge) => edge[end] === card),
      folding,
      NARROW,
    );
  const before = label("target");
  const after = labelled ? label("source") : START;
  // Buttons may stand at the far side.
  const far = margin.x.far > margin.x.near ? margin.x.far / readable : MARGIN;
  return {
    left: sides.includes("left")
      ? sideOf(standIns(inputsOf(card, folding), anatomies), MARGIN + before, {
          port: home && home.x - before,
          labelled: true,
        })
      : NO_SIDE,
    right: sides.includes("right")
      ? sideOf(standIns(outputsOf(card, folding), anatomies), after + far, {
          port: home && home.x + home.width + after,
          labelled,
        })
      : NO_SIDE,
  };
}

function sideOf(cards: Side["cards"], around: number, rest: Pick<Side, "port" | "labelled">): Side {
  if (cards.length === 0) return NO_SIDE;
  return { cards, width: around + Math.max(...cards.map(({ anatomy }) => anatomy.width)), ...rest };
}

/** A side whose cards are as high as there is room for all of them. */
function squeezed(side: Side, { viewport, margin, readable }: Lens): Side {
  const most = ((viewport.height - margin.y.far) / readable - GAP) / side.cards.length - GAP;
  const cards = side.cards.map(({ id, anatomy }) => {
    return { id, anatomy: { ...anatomy, height: Math.min(anatomy.height, most) } };
  });
  return { ...side, cards };
}

/** How high the cards of a side are below each other. */
function heightOf({ cards }: Side): number {
  return cards.reduce((sum, { anatomy }) => sum + anatomy.height + GAP, GAP);
}

/** What is left of the window between its sides, or its margins. */
function widthBetween({ left, right }: Sides, { viewport, margin: { x }, readable }: Lens): number {
  return viewport.width / readable - (left.width || x.near / readable) - (right.width || x.far / readable);
}

/** Whether all of a step and what stands beside it is in the window. */
function hasRoom({ place: { neighbourhood }, left, right }: Setting, lens: Lens): boolean {
  const { viewport, margin, readable } = lens;
  if (!neighbourhood) return true;
  const high = (viewport.height - margin.y.far) / readable;
  return (
    neighbourhood.width <= widthBetween({ left, right }, lens) &&
    neighbourhood.height <= roomOf(lens).height &&
    [left, right].every((side) => heightOf(side) <= high)
  );
}
