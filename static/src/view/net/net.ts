/** The net on the page: the units of the same trace, in the place of the graph, with the same steps and camera. */

import { around, type Box, fitting, following, type Lens } from "../../model/camera.ts";
import { isLit, type Region } from "../../model/cell.ts";
import { openFrameIn, tellingIn } from "../../model/derived.ts";
import type { Frame } from "../../model/frame.ts";
import { type Column, isNet, netOf } from "../../model/net.ts";
import { remember } from "../../model/remember.ts";
import { type Camera, isNetShown, type State } from "../../model/session.ts";
import { lensIn } from "../../scene/looking.ts";
import { netShapes } from "../../scene/net.ts";
import { blockOf, HEAD, type NetStage, netStage } from "../../scene/netStage.ts";
import type { Shape } from "../../scene/shapes.ts";
import type { Trace } from "../../wire/trace.ts";
import { type App, wordsOf } from "../app.ts";
import { dress, svg } from "../dom.ts";
import { GLIDE, makeGlider } from "../glider.ts";
import { join } from "../join.ts";
import { reduced } from "../motion.ts";
import type { Subject } from "../share/subject.ts";
import { mountBar } from "./bar.ts";
import { handleNet } from "./hands.ts";
import { sayingOf } from "./saying.ts";

/** What is returned gives the net for a file; null while the graph is drawn. */
export function mountNet(app: App, canvas: HTMLElement): () => Subject | null {
  const { store } = app;
  const root = document.documentElement;
  const scene = svg("g", { class: "net-scene" });
  const picture = svg("svg", { class: "graph net", role: "group", id: "net", tabindex: -1 }, scene);
  const bar = mountBar(app);
  canvas.append(picture, bar.element);

  const stageOf = remember(netStage);
  const stageIn = (state: State): NetStage | null => {
    const { net, units, viewport } = state;
    if (!net || viewport.width === 0) return null;
    return stageOf(net, units, wordsOf(state), roomIn(state).width, roomIn(state).height);
  };
  const lens = (state: State) => netLens(state, bar.element.offsetHeight);
  const roomIn = (state: State) => {
    const { viewport, margin, readable } = lens(state);
    return {
      width: Math.round((viewport.width - margin.x.near - margin.x.far) / readable),
      height: Math.round((viewport.height - margin.y.near - margin.y.far) / readable),
    };
  };
  const look = ({ x, y, k }: Camera) =>
    dress(scene, { transform: `translate(${x.toFixed(2)},${y.toFixed(2)}) scale(${k.toFixed(4)})` });
  const glide = makeGlider(picture, look, (camera) => store.set({ camera }));
  const hands = handleNet(app, picture, () => stageIn(store.get()));

  store.watch(["trace"], ({ trace }) => {
    const reading = trace && netOf(trace);
    store.set({ net: reading && isNet(reading) ? reading : null });
  });
  store.watch(["view", "net"], (state) => {
    root.dataset.view = isNetShown(state) ? "net" : "graph";
  });

  const draw = (state: State) => {
    const frame = openFrameIn(state);
    const stage = stageIn(state);
    if (!frame || !stage || !isNetShown(state) || state.net?.trace !== frame.trace) return;
    const words = wordsOf(state);
    bar.show(longIn(stage));
    join(scene, shapesOf(frame, state, stage));
    dress(picture, {
      "aria-label": words("net.label", { output: frame.trace.output }),
      "data-drawn": frame.progress === 1 ? frame.index + 1 : null,
    });
    hands.rove();
    mark(state);
  };

  const mark = ({ lit, cell, outlined, trace, selection }: State) => {
    if (!trace) return;
    const within = insideOf(outlined, trace);
    for (const part of scene.querySelectorAll("[data-ref]")) {
      const ref = part.getAttribute("data-ref");
      const index = part.getAttribute("data-index");
      const whole = isLit(lit, ref) && (cell === null || index === null || Number(index) === cell.index);
      part.classList.toggle("lit", whole && (cell === null || cell.ref === ref));
      const role = ref !== null && index !== null ? within(ref, Number(index)) : null;
      part.classList.toggle("source", role === "source");
      part.classList.toggle("result", role === "result");
    }
    picture.classList.toggle("asked", outlined.length > 0);
    for (const title of scene.querySelectorAll(".title"))
      title.classList.toggle("selected", selection !== "" && title.getAttribute("data-key") === selection);
  };

  const follow = (state: State, before: State) => {
    const stage = stageIn(state);
    if (!stage || !isNetShown(state)) return;
    const { camera } = state;
    const target = camera.free ? camera : cameraOf(state, stage, lens(state));
    const entered = !isNetShown(before) || state.net !== before.net || state.viewport !== before.viewport;
    glide.to(target, entered || reduced(), GLIDE);
    if (target.x !== camera.x || target.y !== camera.y || target.k !== camera.k)
      store.set({ camera: target });
  };

  store.watch(
    [
      ...(["trace", "net", "view", "cursor", "mask", "sample", "units", "language", "notation"] as const),
      ...(["granularity", "viewport", "projection", "room"] as const),
    ],
    draw,
  );
  store.watch(["lit", "cell", "outlined", "selection"], mark);
  store.watch(
    [
      "net",
      "view",
      "step",
      "granularity",
      "viewport",
      "camera",
      "whole",
      "units",
      "zoom",
      "block",
      "language",
    ],
    (now, before) => {
      if (now.camera !== before.camera && now.camera.free && glide.isAt(now.camera)) return;
      follow(now, before);
    },
  );

  return () => {
    const state = store.get();
    const stage = stageIn(state);
    if (!stage || !isNetShown(state)) return null;
    return {
      layout: stage.layout,
      shapes: (frame) => shapesOf(frame, state, stage),
      camera: (at) => cameraOf(at, stage, netLens(at, 0)),
    };
  };
}

function shapesOf(frame: Frame, state: State, stage: NetStage): Shape[] {
  const words = wordsOf(state);
  const sample = Math.min(state.sample, stage.net.samples - 1);
  return netShapes(frame, stage, sample, words, sayingOf(frame.trace, state.notation, words));
}

/** The camera that follows the step. */
function cameraOf(state: State, stage: NetStage, lens: Lens): Camera {
  const { box, heart } = stepPlace(state, stage);
  return state.whole
    ? fitting(lens, stage.layout)
    : following(lens, stage.layout, [box, heart], state.camera);
}

/** The first column of each run that is not drawn whole, unit by unit. */
function longIn({ net, drawn }: NetStage): Column[] {
  const partly = ({ key, units }: Column) => {
    const shown = drawn.get(key);
    return shown?.kind === "picture" || (shown?.rows.length ?? units) < units;
  };
  return net.columns.filter((column, i, all) => partly(column) && all[i - 1]?.run !== column.run);
}

/** The window of the graph, less the bar at its top. */
function netLens(state: State, bar: number): Lens {
  const lens = lensIn(state);
  const { x, y } = lens.margin;
  return { ...lens, margin: { x, y: { near: Math.max(y.near - 12, bar + 12), far: y.far } }, below: y.far };
}

interface StepPlace {
  readonly box: Box | null;
  /** What counts where not all of it has room. */
  readonly heart: Box | null;
}

/** The column that a step makes, or sends back through, with the one before it. */
function stepPlace(state: State, stage: NetStage): StepPlace {
  const step = tellingIn(state)?.stop.step;
  const { columns } = stage.net;
  const node = step && "node" in step ? step.node : null;
  const holds = ({ nodes, link }: Column) =>
    nodes.some(({ id }) => id === node) || link?.weights?.node.id === node || link?.bias?.node.id === node;
  const at = Math.max(
    0,
    columns.findLastIndex((column) => holds(column)),
  );
  const [before, own] = [columns[at - 1], columns[at]];
  const heart = withHead(own && stage.layout.blocks.get(own.key));
  const from = before ? withHead(blockOf(stage, before)) : null;
  return { box: around([from, heart].filter((box) => box !== null)), heart };
}

function withHead(box: Box | undefined): Box | null {
  return box ? { x: box.x, width: box.width, y: box.y - HEAD, height: box.height + HEAD } : null;
}

/** Which part an element plays in what is told of the number pointed at. */
function insideOf(outlined: readonly Region[], trace: Trace) {
  return (ref: string, index: number): Region["part"] | null => {
    const region = outlined.find((one) => one.ref === ref);
    const value = region && trace.valueAt(ref);
    if (!region || value === null || value === undefined) return null;
    const columns = typeof value === "number" ? 1 : (value.shape.at(-1) ?? 1);
    const [row, column] = [Math.floor(index / columns), index % columns];
    const inside =
      row >= region.rows[0] &&
      row <= region.rows[1] &&
      column >= region.columns[0] &&
      column <= region.columns[1];
    return inside ? region.part : null;
  };
}
