/** Sizes and places of a trace's cards: at once for a small graph, from a worker for one that would hold up a frame. */

import { layout } from "../layout/layout.ts";
import type { Layout, LayoutInput, LayoutOptions } from "../layout/types.ts";
import type { LayoutAnswer, LayoutRequest } from "../layout/worker.ts";
import { isNarrow, type Lens } from "../model/camera.ts";
import { foldingIn, timelineIn } from "../model/derived.ts";
import type { Folding } from "../model/folding.ts";
import type { State } from "../model/session.ts";
import { anatomiesOf, layoutInput, layoutOptions, type Stage } from "../scene/graph.ts";
import { lensIn } from "../scene/looking.ts";
import { BRIEF, briefly, PROJECTED, pageMetrics } from "../scene/metrics.ts";
import { narrowAnatomies } from "../scene/narrow.ts";
import { projectedAsides, projectedStage } from "../scene/projected.ts";
import { vastAnatomies, wideAsides, wideStage } from "../scene/wide.ts";
import type { Translate } from "../text/i18n.ts";
import { wordsOf } from "./app.ts";

const VAST = 60;
/** In larger graphs nothing stands at the sides: going there at every step would cost it frames. */
const MOST = 3000;

/** Whether a graph has so many cards that its layout is the worker's, and is not tried in several ways. */
export function isVast({ nodes }: Folding): boolean {
  return nodes.length >= VAST;
}

/**
 * Lays traces out; `ready` hears of each, but for those that another overtook. `sided`: cards may stand at the sides of
 * the window. `worker`: the address of its script.
 */
export function makeStager(worker: string | undefined, sided: boolean, ready: (stage: Stage) => void) {
  const far = worker === undefined ? null : farLayout(worker);
  let previous: Layout | null = null;
  let latest = 0;

  return (state: State): void => {
    const folding = foldingIn(state);
    // Laid out for another width, the cards would keep its order.
    if (!folding || state.viewport.width === 0) return;
    latest += 1;
    const id = latest;
    const words = wordsOf(state);
    // What lies over a projection for a while moves nothing.
    const lens = lensIn({ ...state, block: 0 });
    const projecting = state.projection === "on";
    const finish = (placed: Stage) => {
      if (id !== latest) return;
      if (!projecting) previous = placed.layout;
      ready(sided ? placed : { ...placed, asides: [] });
    };
    const vast = isVast(folding);
    if (projecting && !vast) {
      const stops = timelineIn(state)?.stops ?? [];
      finish(projectedStage(folding, stops, words, lens, state.room));
      return;
    }
    if (!projecting && !vast && !state.brief && !isNarrow(state.viewport)) {
      finish(wideStage(folding, words, lens, previous));
      return;
    }
    const told = toldOnce(state, folding, words, lens);
    const input = layoutInput(folding, told.anatomies);
    const options = { ...layoutOptions(folding, told.metrics), previous: projecting ? null : previous };
    const place = (placed: Layout) => finish({ folding, ...told, layout: placed });
    if (vast && far) far(input, options, place);
    else place(layout(input, options));
  };
}

/** What is told of a graph that is laid out in one way only. */
function toldOnce(
  { projection, viewport, brief }: State,
  folding: Folding,
  words: Translate,
  lens: Lens,
): Omit<Stage, "folding" | "layout"> {
  if (projection === "on") {
    const anatomies = anatomiesOf(folding, words, () => BRIEF);
    return { metrics: PROJECTED, anatomies, asides: projectedAsides(folding, words, anatomies) };
  }
  const metrics = pageMetrics(viewport);
  if (isNarrow(viewport)) return { metrics, ...narrowAnatomies(folding, words, lens) };
  const anatomies = brief
    ? anatomiesOf(folding, words, () => briefly(metrics))
    : vastAnatomies(folding, words, lens);
  return { metrics, anatomies, asides: folding.nodes.length > MOST ? [] : wideAsides(folding, words) };
}

/** The layout in a worker, made when it is first wanted. Where the browser refuses one, the page does the work. */
function farLayout(address: string) {
  let worker: Worker | null = null;
  const waiting = new Map<
    number,
    { input: LayoutInput; options: LayoutOptions; done: (placed: Layout) => void }
  >();
  let next = 0;
  const here = (id: number) => {
    const job = waiting.get(id);
    waiting.delete(id);
    job?.done(layout(job.input, job.options));
  };
  const start = () => {
    const made = new Worker(address, { type: "module" });
    made.onmessage = ({ data }: MessageEvent<LayoutAnswer>) => {
      if (!("layout" in data)) return here(data.id);
      waiting.get(data.id)?.done(data.layout);
      waiting.delete(data.id);
    };
    made.onerror = () => {
      for (const id of [...waiting.keys()]) here(id);
    };
    return made;
  };
  return (input: LayoutInput, options: LayoutOptions, done: (placed: Layout) => void): void => {
    next += 1;
    waiting.set(next, { input, options, done });
    worker ??= start();
    const request: LayoutRequest = { id: next, input, options };
    worker.postMessage(request);
  };
}
