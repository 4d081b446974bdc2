/** The verdict of a gradient check, and its table: one row a parameter. */

import { placeText } from "../../../model/cell.ts";
import { BANDS, cellsOf, failing, type Picked, worstError } from "../../../model/labs/check.ts";
import { signOf } from "../../../scene/scale.ts";
import type { Key, Translate } from "../../../text/i18n.ts";
import { formatNumber, formatPower } from "../../../text/numbers.ts";
import type { CheckVerdict } from "../../../wire/calls.ts";
import type { CellReport, CheckedCells, Ratio, RatioMeaning } from "../../../wire/labs.ts";
import { decodeNumber } from "../../../wire/numbers.ts";
import type { WireNumber } from "../../../wire/types.ts";
import { type Child, dress, fill, h, svg } from "../../dom.ts";

interface Band {
  /** How it looks beside its word. */
  readonly style: string;
  readonly word: Key;
  readonly picture: string;
}

const LOOKS: Readonly<Record<CheckVerdict, Band>> = {
  "very good": {
    style: "good",
    word: "labs.check.band.very_good",
    picture: "M2.5 12.5l5 5L17 7M12 16.5l1.5 1L23 7",
  },
  acceptable: { style: "fair", word: "labs.check.band.acceptable", picture: "M4 12.5l5.5 5.5L20 6.5" },
  check: {
    style: "look",
    word: "labs.check.band.check",
    picture: "M10.5 4a6.5 6.5 0 1 0 0 13 6.5 6.5 0 0 0 0-13zM15.5 15.5L21 21",
  },
  bug: {
    style: "wrong",
    word: "labs.check.band.bug",
    picture: "M8 3h8l5 5v8l-5 5H8l-5-5V8zM9 9l6 6M15 9l-6 6",
  },
};

export function verdictIcon(verdict: CheckVerdict): SVGElement {
  const { style, picture } = LOOKS[verdict];
  return svg(
    "svg",
    { class: `icon judged-icon ${style}`, viewBox: "0 0 24 24", "aria-hidden": "true" },
    svg("path", { d: picture }),
  );
}

export function verdictWord(words: Translate, verdict: CheckVerdict): HTMLElement {
  const { style, word } = LOOKS[verdict];
  return h("span", { class: `judged ${style}` }, verdictIcon(verdict), h("span", {}, words(word)));
}

/** The verdict in a sentence. */
export function verdictText(words: Translate, report: CellReport): string {
  const failed = failing(report);
  if (failed.length === 0) return words("labs.check.passed", { n: Object.keys(report.parameters).length });
  const names = failed.join(words("list.separator"));
  return words("labs.check.failed", { n: failed.length, names });
}

export interface ReportView {
  readonly verdict: HTMLElement;
  readonly table: HTMLElement;
  show(report: CellReport, picked: Picked): void;
}

interface Column {
  readonly head: Key;
  readonly cell: (checked: CheckedCells, words: Translate, name: string) => Child;
  readonly style?: string;
}

const COLUMNS: readonly Column[] = [
  { head: "labs.check.column.verdict", cell: ({ verdict }, words) => verdictWord(words, verdict) },
  { head: "labs.check.column.error", cell: (row) => written(row.max_relative_error), style: "strong" },
  { head: "labs.check.column.where", cell: (row, _, name) => placeOfWorst(name, row), style: "where" },
  { head: "labs.check.column.analytic", cell: (row) => gradient(decodeNumber(row.analytic)) },
  { head: "labs.check.column.numeric", cell: (row) => written(row.numeric) },
  { head: "labs.check.column.mean", cell: (row) => written(row.mean_absolute_difference) },
  { head: "labs.check.column.kinks", cell: ({ kinks }) => String(kinks) },
];

/** `pick` hears which parameter is to be looked at. */
export function makeReport(words: Translate, pick: (name: string) => void): ReportView {
  const verdict = h("div", { class: "verdict", tabindex: -1 });
  const body = h("tbody", { role: "rowgroup" });
  const hints = h("ul", { class: "check-hints" });
  const heads = ["labs.check.column.name" as const, ...COLUMNS.map(({ head }) => head)];
  const table = h(
    "div",
    { class: "check-table" },
    h(
      "table",
      { role: "table", "aria-label": words("labs.check.table") },
      h(
        "thead",
        { role: "rowgroup" },
        h(
          "tr",
          { role: "row" },
          ...heads.map((head) => h("th", { role: "columnheader", scope: "col" }, words(head))),
        ),
      ),
      body,
    ),
    hints,
    bandsLine(words),
  );

  const row = (name: string, checked: CheckedCells) =>
    h(
      "tr",
      { role: "row", "data-parameter": name, "data-verdict": checked.verdict, onclick: () => pick(name) },
      h("th", { role: "rowheader", scope: "row" }, h("button", { type: "button", class: "row-name" }, name)),
      ...COLUMNS.map(({ head, cell, style = "" }) =>
        h("td", { role: "cell", class: style, "data-head": words(head) }, cell(checked, words, name)),
      ),
    );

  let shown: CellReport | null = null;
  return {
    verdict,
    table,
    show(report, picked) {
      if (report !== shown) {
        shown = report;
        const names = Object.entries(report.parameters);
        const focused = body.querySelector<HTMLElement>("button:focus")?.textContent;
        fill(
          body,
          names.map(([name, checked]) => row(name, checked)),
        );
        for (const button of body.querySelectorAll("button"))
          if (button.textContent === focused) button.focus();
        fill(hints, hintsOf(words, report));
        drawVerdict(verdict, words, report);
      }
      for (const each of body.children) {
        const here = each.getAttribute("data-parameter") === picked.name;
        each.classList.toggle("here", here);
        const [button] = each.getElementsByTagName("button");
        if (button) dress(button, { "aria-pressed": String(here) });
      }
    },
  };
}

function drawVerdict(place: HTMLElement, words: Translate, report: CellReport): void {
  const failed = failing(report);
  const worst = Object.values(report.parameters).reduce<CheckVerdict>(
    (worse, { verdict }) => (BANDS.indexOf(verdict) > BANDS.indexOf(worse) ? verdict : worse),
    "very good",
  );
  dress(place, { "data-passed": String(failed.length === 0) });
  fill(place, [
    verdictIcon(worst),
    h("p", { class: "verdict-line" }, verdictText(words, report)),
    h(
      "p",
      { class: "verdict-more" },
      words("labs.check.summary", {
        e: formatNumber(worstError(report)),
        n: report.evaluations,
        h: formatPower(decodeNumber(report.h)),
      }),
    ),
  ]);
}

const HINTS: Readonly<Record<RatioMeaning, Key>> = {
  batch: "labs.check.ratio.batch",
  inverse_batch: "labs.check.ratio.inverse_batch",
  sign: "labs.check.ratio.sign",
  pass: "labs.check.ratio.pass",
};

/** What the ratios say, and what was not judged. */
export function hintsOf(words: Translate, { parameters }: CellReport): HTMLElement[] {
  const rows = Object.entries(parameters);
  const ratios = rows.flatMap(([name, { ratio }]) => (ratio ? [ratioHint(words, name, ratio)] : []));
  const kinks = rows.flatMap(([name, checked]) =>
    checked.kinks > 0
      ? [words("labs.check.kinks", { name, k: checked.kinks, n: cellsOf(checked).kinks.length })]
      : [],
  );
  return [...ratios, ...kinks].map((hint) => h("li", {}, hint));
}

export function ratioHint(words: Translate, name: string, { value, meaning }: Ratio): string {
  const ratio = decodeNumber(value);
  const n = formatNumber(Math.round(ratio < 1 && ratio > 0 ? 1 / ratio : ratio));
  return words(HINTS[meaning], { name, value: formatNumber(ratio), n });
}

function bandsLine(words: Translate): HTMLElement {
  const limits = ["< 10⁻⁷", "< 10⁻⁵", "< 10⁻³", "≥ 10⁻³"];
  return h(
    "div",
    { class: "check-bands" },
    h(
      "ul",
      { "aria-label": words("labs.check.bands") },
      ...BANDS.map((band, i) =>
        h("li", {}, verdictWord(words, band), h("span", { class: "limit" }, limits[i] ?? "")),
      ),
    ),
    h("p", { class: "hint" }, words("labs.check.bands_note")),
  );
}

/** As the formulas write an element. */
function placeOfWorst(name: string, checked: CheckedCells): string {
  const { shape } = cellsOf(checked);
  const index = checked.worst_index.reduce((offset, at, axis) => offset * (shape[axis] ?? 1) + at, 0);
  return name + placeText(shape, index);
}

function written(x: WireNumber): string {
  return formatNumber(decodeNumber(x));
}

/** A gradient with its sign's glyph and colour. */
export function gradient(x: number): HTMLElement {
  return h("span", { class: `number ${signOf(x)}` }, formatNumber(x));
}
