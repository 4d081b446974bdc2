/** A plot on the page: drawn in the room it has, read by pointer and keys, and saved as a picture or as numbers. */

import { csvOf, type Fitted, fit, type Plot, plotShapes, readingAt, stopsOf } from "../../scene/plot.ts";
import type { Translate } from "../../text/i18n.ts";
import { formatNumber } from "../../text/numbers.ts";
import { dress, fill, h, say, svg } from "../dom.ts";
import { join } from "../join.ts";
import { type Named, saveTools } from "./saves.ts";

export interface PlotView {
  readonly element: HTMLElement;
  /** Draws it; what stands under the cursor is read again. */
  show(plot: Plot): void;
  /** Puts the cursor at `x`, or takes it away. */
  point(x: number | null): void;
}

export interface PlotOptions extends Named {
  /** Hears where the reader puts the cursor, so that another plot can follow. */
  readonly pointed?: (x: number | null) => void;
}

export function makePlot(words: Translate, { name, title, pointed }: PlotOptions): PlotView {
  let plot: Plot | null = null;
  let fitted: Fitted | null = null;
  let cursor: number | null = null;
  const picture = svg("svg", {
    class: "graph plot-picture",
    tabindex: 0,
    role: "slider",
    "aria-label": words("labs.plot.cursor", { title }),
    // A slider has a place before there is anything to slide over.
    "aria-valuenow": 0,
  });
  const empty = h("p", { class: "plot-empty" }, words("labs.plot.empty"));
  const space = h("div", { class: "plot-space" }, picture, empty);
  const legend = h("ul", { class: "plot-legend" });
  const tools = saveTools(
    words,
    { name, title },
    {
      drawing: () => fitted && { ...fitted.size, shapes: plotShapes(fitted) },
      csv: () => fitted && csvOf(fitted.plot),
    },
  );
  const element = h(
    "figure",
    { class: "plot", "data-plot": name },
    h("figcaption", { class: "plot-head" }, h("span", { class: "plot-title" }, title), legend),
    space,
    tools,
  );

  const draw = () => {
    const { clientWidth: width, clientHeight: height } = space;
    if (!plot || width === 0) return;
    const same = fitted?.plot === plot && fitted.size.width === width && fitted.size.height === height;
    if (!fitted || !same) fitted = fit(plot, { width, height });
    dress(picture, { viewBox: `0 0 ${width} ${height}` });
    join(picture, plotShapes(fitted, cursor));
    const stops = stopsOf(plot);
    empty.hidden = stops.length > 0;
    const at = cursor ?? stops.at(-1) ?? 1;
    const readings = readingAt(plot, at);
    drawLegend(legend, readings);
    // A value of ARIA is a plain decimal: of a log axis it is the power of ten.
    const plain = (x: number) => (plot?.x.log ? Math.log10(x) : x);
    dress(picture, {
      "aria-valuemin": plain(stops[0] ?? 1),
      "aria-valuemax": plain(stops.at(-1) ?? 1),
      "aria-valuenow": plain(at),
      "aria-valuetext": [
        `${plot.x.label} ${formatNumber(at)}`,
        ...readings.flatMap(({ series, point }) =>
          point ? [`${series.label} ${formatNumber(point.y)}`] : [],
        ),
      ].join(", "),
    });
  };
  const point = (x: number | null) => {
    if (Object.is(x, cursor)) return;
    cursor = x;
    draw();
  };
  const pointing = (x: number | null) => {
    point(x);
    pointed?.(x);
  };

  picture.addEventListener("pointermove", (event) => {
    if (!fitted || !plot) return;
    const at = fitted.x.invert(event.clientX - picture.getBoundingClientRect().left);
    pointing(nearest(stopsOf(plot), at, fitted));
  });
  picture.addEventListener("pointerleave", () => pointing(null));
  picture.addEventListener("keydown", (event) => {
    if (!plot) return;
    const stops = stopsOf(plot);
    const next = keyed(event.key, stops, cursor ?? stops.at(-1) ?? 0);
    if (next === undefined) return;
    event.preventDefault();
    pointing(next);
  });
  new ResizeObserver(draw).observe(space);

  return {
    element,
    show(next) {
      plot = next;
      draw();
    },
    point,
  };
}

function drawLegend(legend: HTMLElement, readings: ReturnType<typeof readingAt>): void {
  const known = [...legend.children].map((item) => item.getAttribute("data-series"));
  if (readings.length !== known.length || readings.some(({ series }, i) => series.id !== known[i]))
    fill(
      legend,
      readings.map(({ series }) =>
        h(
          "li",
          { "data-series": series.id },
          svg(
            "svg",
            { viewBox: "0 0 28 12", "aria-hidden": "true" },
            svg("path", { class: `series tone-${series.tone}${series.faint ? " faint" : ""}`, d: "M1 6H27" }),
          ),
          h("span", {}),
          h("b", {}),
        ),
      ),
    );
  for (const [i, { series, point }] of readings.entries()) {
    const [, label, value] = legend.children[i]?.children ?? [];
    if (!label || !value) continue;
    say(label, series.label);
    say(value, point ? formatNumber(point.y) : "–");
  }
}

/** The stop nearest to `at` on the screen: of a log axis, that is by ratio. */
function nearest(stops: readonly number[], at: number, { x }: Fitted): number | null {
  return stops.reduce<number | null>(
    (best, stop) => (best === null || Math.abs(x(stop) - x(at)) < Math.abs(x(best) - x(at)) ? stop : best),
    null,
  );
}

/** Where a key of a slider leads; null takes the cursor away; undefined: no such key. */
function keyed(key: string, stops: readonly number[], at: number): number | null | undefined {
  const i = stops.indexOf(at);
  const leap = Math.max(1, Math.round(stops.length / 20));
  const to: Readonly<Record<string, number>> = {
    ArrowRight: i + 1,
    ArrowUp: i + 1,
    ArrowLeft: i - 1,
    ArrowDown: i - 1,
    PageUp: i + leap,
    PageDown: i - leap,
    Home: 0,
    End: stops.length - 1,
  };
  if (key === "Escape") return null;
  const next = to[key];
  return next === undefined ? undefined : stops[Math.max(0, Math.min(stops.length - 1, next))];
}
