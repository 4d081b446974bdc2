/** A net with a place for everything: decided from its sizes, what is picked and the room there is; no step moves it. */

import { type Block, type NetLayout, netLayout, rowMiddle } from "../layout/net.ts";
import type { Column, Net } from "../model/net.ts";
import { FEWEST, type Row, rowsOf, sideOf } from "../model/netRows.ts";
import type { Translate } from "../text/i18n.ts";
import { printedLabel } from "../text/numbers.ts";
import { fitText, widthOf } from "./measure.ts";
import { PAGE } from "./metrics.ts";
import type { BoxLike, PointLike } from "./shapes.ts";

export const TYPE = PAGE.type.small;
/** Room for a number of seven characters. */
export const NUMBER = 70;
/** The mark before a number. */
export const MARK = 18;
/** Above each column: the flag of the current step, then the title. */
export const HEAD = 64;
/** Beneath a column: the unit that is always 1, whose weights are the bias. */
const FOOT = 40;
/** Between the picture of the values and that of the gradients. */
export const CAPTION = 30;
const PICTURE = { least: 112, most: 196 };
/** Units are numbered from this many on. */
const MANY = 4;
const NAME = 150;

/** tall: value and gradient below each other; flat: one of them at a time. */
const STYLES = {
  tall: { height: 54, pitch: { least: 66, most: 96 } },
  flat: { height: 32, pitch: { least: 37, most: 60 } },
};

export type Style = keyof typeof STYLES;

/** Between the picture of the data and that of the weights. */
const LENS = { least: 24, most: 32 };

export type Drawn =
  | {
      readonly kind: "units";
      readonly rows: readonly Row[];
      readonly style: Style;
      /** Room for the numbers of the units. */
      readonly numbered: number;
    }
  | { readonly kind: "picture"; readonly side: number; readonly size: number; readonly lens: string };

export interface NetStage {
  readonly net: Net;
  readonly drawn: ReadonlyMap<string, Drawn>;
  readonly titles: ReadonlyMap<string, Title>;
  readonly layout: NetLayout;
  /** The unit of a column that was picked, by the column's run. */
  readonly picked: (column: Column) => number;
  /** The same where it matters: of units that are not all drawn, or whose weights are drawn as a picture. */
  readonly chosen: (column: Column) => number | null;
}

export interface Title {
  readonly symbol: string;
  readonly name: string;
  readonly width: number;
}

/** `width` and `height`: of the room there is. */
export function netStage(
  net: Net,
  units: Readonly<Record<string, number>>,
  words: Translate,
  width: number,
  height: number,
): NetStage {
  const room = { width, height: height - HEAD - FOOT };
  const picked = ({ run, units: count }: Column) => Math.min(count - 1, units[run] ?? 0);
  const titles = new Map(net.columns.map((column) => [column.key, titleOf(column, words)]));
  const most = Math.max(FEWEST, Math.floor(room.height / STYLES.flat.pitch.least));
  const rows = net.columns.map((column) => rowsOf(column.units, most, picked(column)));
  const styles = rows.map(({ length }) => styleOf(length, room.height));
  const widths = net.columns.map((column, i) =>
    Math.max(unitWidth(column, styles[i] ?? "flat"), titles.get(column.key)?.width ?? 0),
  );
  const drawn = new Map(
    net.columns.map((column, i): [string, Drawn] => {
      const next = net.columns[i + 1];
      const side = i === 0 && next?.link?.weights ? sideOf(column.units) : null;
      if (side === null || !next) {
        const [own = [], style = "flat"] = [rows[i], styles[i]];
        return [column.key, { kind: "units", rows: own, style, numbered: numberedWidth(column) }];
      }
      const beside = widths.slice(1).reduce((sum, width) => sum + width, gapsOf(net));
      const size = Math.min((room.width - beside - LENS.least) / 2, (room.height - CAPTION) / 2);
      return [
        column.key,
        { kind: "picture", side, size: between(size, PICTURE.least, PICTURE.most), lens: lensKey(column) },
      ];
    }),
  );
  const blocks = net.columns.flatMap((column, i) =>
    blocksOf(column, net.columns[i + 1], drawn.get(column.key), widths[i] ?? 0),
  );
  const layout = netLayout(spaced(blocks), HEAD, { width, height });
  const [first, second] = net.columns;
  const pictured = first && drawn.get(first.key)?.kind === "picture" ? second?.run : null;
  const chosen = (column: Column) => (column.run === pictured || column.units > most ? picked(column) : null);
  return { net, drawn, titles, layout, picked, chosen };
}

function between(x: number, least: number, most: number): number {
  return Math.max(least, Math.min(most, x));
}

function lensKey({ key }: Column): string {
  return `${key} lens`;
}

/** Both numbers of each unit where there is room for so many. */
function styleOf(rows: number, height: number): Style {
  return rows * STYLES.tall.pitch.least <= height ? "tall" : "flat";
}

function numberedWidth({ units, first }: Column): number {
  return units < MANY ? 0 : Math.ceil(widthOf(String(units - 1 + first), TYPE)) + 12;
}

/** A flat unit has its question mark beside the value. */
function unitWidth(column: Column, style: Style): number {
  return numberedWidth(column) + MARK + NUMBER + (style === "flat" && column.node.grad !== null ? 22 : 8);
}

/** Between columns with weights there is room for their lines and numbers; otherwise the units are joined one by one. */
function gapOf(column: Column): Block["gap"] {
  if (!column.link) return { least: 0, most: 0 };
  if (column.link.weights) return { least: 104, most: 300 };
  return column.link.data.length > 0 && column.units === 1
    ? { least: 56, most: 90 }
    : { least: 40, most: 64 };
}

function gapsOf({ columns }: Net): number {
  return columns.reduce((sum, column) => sum + gapOf(column).least, 0);
}

function blocksOf(
  column: Column,
  next: Column | undefined,
  drawn: Drawn | undefined,
  width: number,
): Block[] {
  const gap = gapOf(column);
  const foot = next?.link?.bias ? FOOT : 0;
  if (drawn?.kind !== "picture")
    return [
      {
        key: column.key,
        width,
        rows: drawn?.rows.length ?? 1,
        pitch: STYLES[drawn?.style ?? "flat"].pitch,
        height: 0,
        foot,
        gap,
      },
    ];
  const picture = { width: drawn.size, rows: 0, pitch: NO_PITCH, height: 2 * drawn.size + CAPTION, foot };
  return [
    { ...picture, key: column.key, gap },
    { ...picture, key: drawn.lens, gap: LENS },
  ];
}

const NO_PITCH = { least: 0, most: 0 };

/** The first block has nothing before it. */
function spaced(blocks: readonly Block[]): Block[] {
  return blocks.map((block, i) => (i === 0 ? { ...block, gap: { least: 0, most: 0 } } : block));
}

function titleOf({ node, nodes, kept }: Column, words: Translate): Title {
  const symbol = kept ? "" : nodes.flatMap((one) => one.symbol ?? []).join(" ");
  const name = kept ? words("net.probabilities") : fitText(node.name ?? printedLabel(node.label), TYPE, NAME);
  const chip = symbol === "" ? 0 : widthOf(symbol, TYPE) + 22;
  return { symbol, name, width: Math.ceil(chip + widthOf(name, TYPE)) };
}

// ----- places -----

/** The box of a unit's row in its column. */
export function rowBox({ layout, drawn }: NetStage, { key }: Column, row: number): BoxLike {
  const block = layout.blocks.get(key) ?? { x: 0, y: 0, width: 0, height: 0 };
  const shown = drawn.get(key);
  const { height } = STYLES[shown?.kind === "units" ? shown.style : "flat"];
  const middle = rowMiddle(block, layout.pitches.get(key) ?? 0, row);
  return { x: block.x, width: block.width, height, y: middle - height / 2 };
}

/** Where the weights of a column's units begin: its own right edge, or that of the picture of the weights. */
export function blockOf({ layout, drawn }: NetStage, { key }: Column): BoxLike {
  const shown = drawn.get(key);
  return (
    layout.blocks.get(shown?.kind === "picture" ? shown.lens : key) ?? { x: 0, y: 0, width: 0, height: 0 }
  );
}

/** The middle of the unit that is always 1, beneath a column. */
export function footOf(stage: NetStage, column: Column): PointLike {
  const { x, y, width, height } = blockOf(stage, column);
  return { x: x + width / 2, y: y + height + FOOT / 2 + 2 };
}
