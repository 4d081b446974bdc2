/** How large the nudge should be: a slider for h, and the error of two kinds of differences at every h. */

import { placeText } from "../../../model/cell.ts";
import { type CheckSettings, cellsOf, type Picked } from "../../../model/labs/check.ts";
import type { Store } from "../../../model/store.ts";
import type { Plot, Point } from "../../../scene/plot.ts";
import type { Translate } from "../../../text/i18n.ts";
import { formatPower } from "../../../text/numbers.ts";
import type { CellReport, CheckCurve, CurvePoint } from "../../../wire/labs.ts";
import { decodeNumber } from "../../../wire/numbers.ts";
import type { WireNumber } from "../../../wire/types.ts";
import { dress, h, say } from "../../dom.ts";
import { makePlot } from "../plot.ts";

export interface CurveView {
  readonly element: HTMLElement;
  show(curve: CheckCurve | null, picked: Picked, report: CellReport): void;
}

/** The slider moves by powers of ten. */
const POWERS = { min: -14, max: -1 } as const;

export function makeCurve(words: Translate, settings: Store<CheckSettings>): CurveView {
  const slider = h("input", {
    type: "range",
    id: "nudge-size",
    ...POWERS,
    step: 1,
    "data-field": "h",
    oninput: () => settings.set({ h: Number(`1e${slider.value}`) }),
  });
  const shown = h("output", { for: "nudge-size", class: "big-number" });
  const advice = h("p", { class: "hint" });
  const title = h("h2", {}, words("labs.check.curve"));
  const plot = makePlot(words, {
    name: "gradient-check",
    title: words("labs.check.curve_title"),
    // Where nobody points, the curves are read at the h that is used.
    pointed: (x) => x === null && plot.point(settings.get().h),
  });
  const element = h(
    "section",
    { class: "check-curve" },
    title,
    h("div", { class: "h-slider" }, h("label", { for: "nudge-size" }, words("labs.check.h")), slider, shown),
    advice,
    plot.element,
  );

  settings.watch(["h"], ({ h: size }) => {
    slider.value = String(Math.round(Math.log10(size)));
    say(shown, formatPower(size));
    dress(slider, { "aria-valuetext": formatPower(size) });
  });

  return {
    element,
    show(curve, picked, report) {
      const checked = report.parameters[picked.name];
      const place = picked.name + (checked ? placeText(cellsOf(checked).shape, picked.index) : "");
      const mine = curve?.name === picked.name ? curve : null;
      say(advice, adviceOf(words, place, mine));
      plot.show(plotOf(words, mine, settings.get().h));
      plot.point(settings.get().h);
    },
  };
}

function adviceOf(words: Translate, place: string, curve: CheckCurve | null): string {
  if (!curve) return words("labs.check.curve_of", { place });
  const [a = "", b = ""] = [curve.best.central, curve.best.one_sided].map((h) =>
    formatPower(decodeNumber(h)),
  );
  return words("labs.check.curve_best", { place, a, b });
}

/** Where a difference is exact there is nothing for a log axis to show. */
function pointsOf(points: readonly CurvePoint[], error: "central_error" | "one_sided_error"): Point[] {
  return points
    .map((point) => ({ x: decodeNumber(point.h), y: decodeNumber(point[error]) }))
    .filter(({ y }) => y > 0 && Number.isFinite(y))
    .sort((a, b) => a.x - b.x);
}

function plotOf(words: Translate, curve: CheckCurve | null, size: number): Plot {
  const points = curve?.points ?? [];
  const central = pointsOf(points, "central_error");
  const oneSided = pointsOf(points, "one_sided_error");
  const lowest = (id: string, of: readonly Point[], best: WireNumber | undefined, below: boolean) => {
    const point = of.find(({ x }) => x === best);
    return point
      ? [{ id, ...point, label: words("labs.check.lowest", { h: formatPower(point.x) }), below }]
      : [];
  };
  return {
    x: { label: words("labs.check.axis_h"), log: true, span: [1e-14, 0.1] },
    // Room below the lowest point for its name.
    y: {
      label: words("labs.check.axis_error"),
      log: true,
      span: [Math.min(1, ...central.map(({ y }) => y)) / 20, 1],
    },
    series: [
      { id: "central", label: words("labs.check.central"), tone: 1, points: central, dotted: true },
      { id: "one-sided", label: words("labs.check.one_sided"), tone: 2, points: oneSided },
    ],
    marks: [
      { id: "now", x: size, label: `h = ${formatPower(size)}` },
      ...lowest("central", central, curve?.best.central, true),
      ...lowest("one-sided", oneSided, curve?.best.one_sided, false),
    ],
  };
}
