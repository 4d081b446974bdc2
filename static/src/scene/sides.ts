/** Where a card has no room with all of its inputs and outputs, those of a side stand there, told as fully as they can. */

import { fitting, type Lens, roomOf } from "../model/camera.ts";
import type { Folding } from "../model/folding.ts";
import type { Stop } from "../model/stops.ts";
import { type Stage, type Tellings, widestLabel } from "./graph.ts";
import { inputsOf, outputsOf, placeOf, wiresAt } from "./place.ts";
import { GAP, NO_SIDE, type Setting, type Side, standIns } from "./setting.ts";

/** Between the cards at a side and the edge of the window. */
const MARGIN = 4;
/** Between a label on a wire and the card where the wire begins. */
const CLEAR = 4;
/** Beside a card, for the start of its wires. */
const START = 16;

type Sides = Pick<Setting, "left" | "right">;

/** Room for what is on the wires to a card, and on those from it. */
interface Labels {
  readonly before: number;
  readonly after: number;
}

/** How the cards of a side are told there; null where they stand in the graph. */
interface Told {
  readonly left: Tellings | null;
  readonly right: Tellings | null;
  /** With what is on the wires to the outputs, which stands at their far ends. */
  readonly labelled: boolean;
}

/** Where a stop takes place, with nothing at the sides. */
export function plainSetting(stop: Stop, { folding, layout }: Stage): Setting {
  return { place: placeOf(stop, folding, layout), left: NO_SIDE, right: NO_SIDE };
}

/** Where a stop takes place in its window. */
export function sidedSetting(stop: Stop, stage: Stage, lens: Lens): Setting {
  const { folding, layout, asides = [] } = stage;
  const whole = plainSetting(stop, stage);
  const { card } = whole.place;
  const home = card === null ? undefined : layout.nodes.get(card);
  if (card === null || !home || asides.length === 0) return whole;
  if (fitting(lens, layout).k >= lens.readable || hasRoom(whole, lens)) return whole;
  const labels = { before: labelWidth(card, "target", stage), after: labelWidth(card, "source", stage) };
  const tried: Setting[] = [];
  for (const told of waysToTell(asides)) {
    const { left, right } = sidesOf(card, told, folding, labels, lens, home);
    const far = [...left.cards, ...right.cards].map(({ id }) => id);
    const sided = { place: placeOf(stop, folding, layout, far), left, right };
    if (hasRoom(sided, lens)) return sided;
    tried.push(sided);
  }
  // A card that is too high has no room in any way: then as little as can be stands above and below it.
  const beside = tried.filter((sided) => hasRoomBeside(sided, lens));
  const [least] = beside.sort((a, b) => heightIn(a) - heightIn(b));
  const last = tried.at(-1) ?? whole;
  return least ?? { ...last, left: squeezed(last.left, lens), right: squeezed(last.right, lens) };
}

/** From the most to the least: outputs are moved aside, and told in less, sooner than inputs. */
function* waysToTell(asides: readonly Tellings[]): Iterable<Told> {
  for (const left of [null, ...asides]) {
    if (left) yield { left, right: null, labelled: true };
    for (const right of asides) for (const labelled of [true, false]) yield { left, right, labelled };
  }
}

/** What is told beside a card; `home` is where that is, null where only the room matters. */
export function sidesOf(
  card: string,
  { left, right, labelled }: Told,
  folding: Folding,
  { before, after }: Labels,
  { margin, readable }: Lens,
  home: { readonly x: number; readonly width: number } | null,
): Sides {
  const start = labelled ? after : START;
  // Buttons may stand at the far side.
  const far = margin.x.far > margin.x.near ? margin.x.far / readable : MARGIN;
  return {
    left: left
      ? sideOf(standIns(inputsOf(card, folding), left), MARGIN + before, {
          port: home ? home.x - before : 0,
          labelled: true,
        })
      : NO_SIDE,
    right: right
      ? sideOf(standIns(outputsOf(card, folding), right), start + far, {
          port: home ? home.x + home.width + start : 0,
          labelled,
        })
      : NO_SIDE,
  };
}

/** Room for what is on the wires of a card, at this end of them. */
export function labelWidth(
  card: string,
  end: "source" | "target",
  { folding, metrics }: Pick<Stage, "folding" | "metrics">,
): number {
  return CLEAR + widestLabel(wiresAt(card, end, folding), folding, metrics);
}

function sideOf(cards: Side["cards"], around: number, rest: Pick<Side, "port" | "labelled">): Side {
  if (cards.length === 0) return NO_SIDE;
  return { cards, width: around + Math.max(...cards.map(({ anatomy }) => anatomy.width)), ...rest };
}

/** A side whose cards are as high as there is room for all of them. */
function squeezed(side: Side, { viewport, margin, readable }: Lens): Side {
  const most = ((viewport.height - margin.y.far) / readable - GAP) / side.cards.length - GAP;
  const cards = side.cards.map(({ id, anatomy }) => {
    return { id, anatomy: { ...anatomy, height: Math.max(0, Math.min(anatomy.height, most)) } };
  });
  return { ...side, cards };
}

/** How high the cards of a side are below each other. */
function heightOf({ cards }: Side): number {
  return cards.reduce((sum, { anatomy }) => sum + anatomy.height + GAP, GAP);
}

/** What is left of the window between its sides, or its margins. */
export function widthBetween({ left, right }: Sides, { viewport, margin: { x }, readable }: Lens): number {
  return viewport.width / readable - (left.width || x.near / readable) - (right.width || x.far / readable);
}

/** Whether all of a step and what stands beside it is in the window. */
export function hasRoom(setting: Setting, lens: Lens): boolean {
  return heightIn(setting) <= roomOf(lens).height && hasRoomBeside(setting, lens);
}

/** The same, but for the height of what is in the middle. */
function hasRoomBeside({ place: { neighbourhood }, left, right }: Setting, lens: Lens): boolean {
  const { viewport, margin, readable } = lens;
  const high = (viewport.height - margin.y.far) / readable;
  return (
    (neighbourhood?.width ?? 0) <= widthBetween({ left, right }, lens) &&
    [left, right].every((side) => heightOf(side) <= high)
  );
}

function heightIn({ place: { neighbourhood } }: Setting): number {
  return neighbourhood?.height ?? 0;
}
