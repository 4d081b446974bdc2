/** The graph on the page: joins the scene, follows with the camera, takes clicks and the keyboard. */

import { turned } from "../model/actions/graph.ts";
import { following, isNarrow } from "../model/camera.ts";
import { foldingIn, frameIn, frameOn, tellingIn, timelineIn } from "../model/derived.ts";
import type { Frame } from "../model/frame.ts";
import { isPointedAt } from "../model/meeting.ts";
import { type Camera, isNetShown, isPending, type State } from "../model/session.ts";
import { concerns } from "../model/stops.ts";
import { stageBetween } from "../scene/between.ts";
import type { Stage } from "../scene/graph.ts";
import { cameraFor, lensIn, seeking } from "../scene/looking.ts";
import { panesIn } from "../scene/panes.ts";
import { type App, wordsOf } from "./app.ts";
import { dress, h, svg } from "./dom.ts";
import { GLIDE, makeGlider, UNFOLD } from "./glider.ts";
import { reduced } from "./motion.ts";
import type { makeMover } from "./mover.ts";
import { makePicture } from "./picture.ts";
import { type Direction, nextNode } from "./roving.ts";
import { isVast, makeStager } from "./stage.ts";
import type { makeUnfolder, Unfolder } from "./unfolder.ts";

/** The graph as others may see it. */
export interface GraphView {
  /** Where its cards stand now; null while there is none, or a new one is being placed. */
  stageNow(): Stage | null;
  /** `drawn` hears whenever the graph was drawn. */
  listen(drawn: (state: State) => void): void;
  /** From now on what moves is painted too, and layers open and close in time. */
  animate(mover: typeof makeMover, unfolder: typeof makeUnfolder): void;
  /** Looks from elsewhere, at once. */
  move(camera: Camera): void;
}

/** `id`: where a page has one graph, that which its links lead to; others have no cards at their sides. */
export function mountGraph(app: App, canvas: HTMLElement, id: string | null = null): GraphView {
  const { store } = app;
  const scene = svg("g", { class: "scene" });
  const picture = svg("svg", { class: "graph", role: "group", id, tabindex: -1 }, scene);
  const overlay = h("canvas", { class: "overlay", "aria-hidden": "true" });
  canvas.append(picture, overlay);

  const drawing = makePicture(picture, scene, overlay, () => {
    if (drawnFrame) rove(drawnFrame);
    mark(store.get());
  });
  const glide = makeGlider(picture, drawing.look, (camera) => store.set({ camera }));

  new ResizeObserver(([entry]) => {
    if (!entry) return;
    const { width, height } = entry.contentRect;
    drawing.resize({ width, height });
    store.set({ viewport: { width, height }, windowHeight: window.innerHeight });
  }).observe(canvas);

  let focused: string | null = null;
  let drawnFrame: Frame | null = null;
  let drawnStage: Stage | null = null;
  let stage: Stage | null = null;
  /** Comes with the rest of the page. */
  let unfolder: Unfolder | null = null;
  /** What is drawn while a layer opens or closes. */
  let passing: Stage | null = null;
  /** Where the cards stand; null while those of the newest graph are being placed. */
  const stageOf = (state: State): Stage | null => (stage?.folding === foldingIn(state) ? stage : null);

  let heard: (state: State) => void = () => {};

  const draw = (state: State) => {
    const placed = stageOf(state) && (passing ?? stageOf(state));
    const frame = placed && (passing ? frameOn(state, passing.folding) : frameIn(state));
    const words = wordsOf(state);
    const busy = state.landing || isPending(state);
    dress(picture, { "aria-busy": busy ? "true" : null });
    if (!frame || !placed || isNetShown(state)) return;
    drawnFrame = frame;
    const held = scene.contains(document.activeElement);
    focused = focused && placed.folding.cardOf(focused);
    drawnStage = passing ?? stageBetween(placed, panesIn(state, placed));
    drawing.show({ frame, stage: drawnStage, words, outlined: state.outlined, notation: state.notation });
    dress(picture, {
      "aria-label": words("graph.label", { output: frame.trace.output }),
      // The step that is drawn whole, for whoever waits for it.
      "data-program": frame.trace.program,
      "data-drawn": frame.progress === 1 ? frame.index + 1 : null,
    });
    heard(state);
    // The keyboard goes on from the card that has closed over the one that it was at.
    if (held && !scene.contains(document.activeElement))
      scene.querySelector<SVGElement>(".card[tabindex='0']")?.focus();
  };

  /** One card takes the tab key: the one last focused, else the current one. */
  const rove = (frame: Frame) => {
    const current = frame.nodes.find(({ status }) => status === "current") ?? frame.nodes[0];
    const stop = frame.nodes.some(({ node }) => node.id === focused) ? focused : current?.node.id;
    for (const card of scene.querySelectorAll(".card[tabindex='0']")) dress(card, { tabindex: -1 });
    if (stop) cardOf(stop)?.setAttribute("tabindex", "0");
  };
  const cardOf = (id: string) => scene.querySelector<SVGElement>(`[data-node="${CSS.escape(id)}"]`);

  /** The selected card, and the numbers pointed at in the formula. */
  const mark = (state: State) => {
    const { selection: key, lit } = state;
    for (const card of scene.querySelectorAll(`.selected, [data-key="${CSS.escape(key)}"]`))
      card.classList.toggle("selected", card.getAttribute("data-key") === key);
    const frame = tellingIn(state);
    for (const number of picture.querySelectorAll(lit === null ? ".lit" : "[data-ref]"))
      number.classList.toggle("lit", isPointedAt(frame, lit, number.getAttribute("data-ref")));
  };

  const follow = (state: State, before: State) => {
    const { camera, viewport } = state;
    const placed = stageOf(state);
    if (!placed || viewport.width === 0 || isNetShown(state)) return;
    const target = camera.free ? camera : seeking(cameraFor(state, placed), state, placed);
    const jump =
      state.viewport !== before.viewport ||
      state.trace !== before.trace ||
      state.projection !== before.projection ||
      reduced();
    glide.to(target, jump, passing ? UNFOLD : GLIDE);
    if (!sameCamera(target, camera)) store.set({ camera: target });
  };

  const lay = makeStager(document.documentElement.dataset.worker, id !== null, (ready) => {
    const fresh = stage?.folding.trace !== ready.folding.trace;
    const before = stage;
    const other = before?.folding !== ready.folding;
    stage = ready;
    unfolder?.finish();
    if (before && other && !reduced()) unfolder?.go(before, ready);
    if (!passing) draw(store.get());
    const { trace } = store.get();
    follow(store.get(), { ...store.get(), trace: fresh && !passing ? null : trace });
  });
  store.watch(["trace", "closed", "language", "projection"], lay);
  store.watch(["viewport", "granularity", "room"], (state, before) => {
    const [now, then] = [state.viewport, before.viewport];
    const folding = foldingIn(state);
    const anew = isNarrow(then) || then.width === 0 || !folding || !isVast(folding);
    const due = isNarrow(now) ? now.width !== then.width : anew;
    if (state.projection === "on" || (now !== then && due)) lay(state);
  });
  store.watch(
    ["cursor", "granularity", "connection", "landing", "outlined", "mask", "notation", "view", "net"],
    draw,
  );
  store.watch(["step", "viewport", "whole", "camera", "block", "sought"], (state) => {
    const placed = stageOf(state);
    if (passing || !placed || stageBetween(placed, panesIn(state, placed)) === drawnStage) return;
    draw(state);
  });
  store.watch(["selection", "lit"], mark);
  store.watch(["step", "projection", "view"], () => unfolder?.finish());
  store.watch(
    ["step", "granularity", "viewport", "camera", "whole", "sought", "zoom", "block", "view", "net"],
    (now, before) => {
      // A projection is stepped from afar: each step brings itself into view.
      if (now.projection === "on" && now.step !== before.step && now.camera.free)
        return store.set({ camera: { ...now.camera, free: false } });
      if (now.step !== before.step && (now.whole || now.sought !== null))
        return store.set({ whole: false, sought: null });
      if (now.camera !== before.camera && now.camera.free && glide.isAt(now.camera)) return;
      follow(now, before);
    },
  );

  picture.addEventListener("click", (event) => {
    const hinge = hingeAt(event.target);
    if (hinge !== null) return store.set({ ...turned(store.get(), hinge), playing: false });
    const id = nodeAt(event.target);
    if (id === null) return store.set({ selection: "" });
    const state = store.get();
    const key = state.trace?.node(id).key ?? "";
    focused = id;
    const { step = state.step, ...way } = stepOf(state, id);
    // A click that leads nowhere looks inside.
    if (state.selection === key && step === state.step) store.set({ drawer: "inspector", sought: id });
    else store.set({ step, ...way, selection: key, playing: false });
  });
  picture.addEventListener("focusin", (event) => {
    focused = nodeAt(event.target) ?? focused;
    drawing.keep(focused);
    if (focused !== null && event.target instanceof Element && event.target.matches(":focus-visible"))
      reveal(focused);
  });
  picture.addEventListener("keydown", (event) => {
    const id = nodeAt(event.target);
    const placed = stageOf(store.get());
    if (id === null || !placed || event.ctrlKey || event.altKey || event.metaKey || event.shiftKey) return;
    const direction = ARROWS[event.key];
    if (direction) {
      const next = nextNode(placed.layout.nodes, id, direction);
      if (next !== null) {
        focused = next;
        drawing.keep(next);
        if (drawnFrame) rove(drawnFrame);
        cardOf(next)?.focus();
      }
      event.preventDefault();
    } else if (event.key === "Enter" || event.key === " ") {
      if (event.key === " ") return;
      store.set({ selection: store.get().trace?.node(id).key ?? "", drawer: "inspector", sought: id });
      event.preventDefault();
    }
  });
  /** Brings a card into the window when the keyboard reaches it. */
  function reveal(id: string): void {
    const state = store.get();
    const placed = stageOf(state);
    const box = placed?.layout.nodes.get(id);
    if (!placed || !box) return;
    if (!state.camera.free) {
      store.set({ sought: id });
      return;
    }
    const { k } = state.camera;
    const camera = following({ ...lensIn(state), readable: k }, placed.layout, [box], state.camera);
    if (camera.k === k) store.set({ camera: { ...camera, free: true } });
  }

  return {
    stageNow: () => stageOf(store.get()),
    listen(drawn) {
      heard = drawn;
      draw(store.get());
    },
    animate(mover, makeUnfolder) {
      drawing.animate(mover);
      unfolder = makeUnfolder((at) => {
        passing = at;
        draw(store.get());
      });
    },
    move(camera) {
      glide.to(camera, true, 0);
      store.set({ camera });
    },
  };
}

const ARROWS: Readonly<Record<string, Direction>> = {
  ArrowLeft: "left",
  ArrowRight: "right",
  ArrowUp: "up",
  ArrowDown: "down",
};

/** The node whose card, or what stands in for it, was pressed. */
function nodeAt(target: EventTarget | null): string | null {
  if (!(target instanceof Element)) return null;
  const { node, standIn } = target.closest<SVGElement>("[data-node], [data-stand-in]")?.dataset ?? {};
  return node ?? standIn ?? null;
}

/** The node that is opened or closed by what was pressed. */
function hingeAt(target: EventTarget | null): string | null {
  return target instanceof Element
    ? (target.closest("[data-hinge]")?.getAttribute("data-hinge") ?? null)
    : null;
}

/** A click on a card goes to its next step in the current phase; without one, nowhere. */
function stepOf(state: State, id: string): Partial<State> {
  const stops = timelineIn(state)?.stops ?? [];
  const phase = stops[state.step]?.step.phase;
  const folding = foldingIn(state);
  const ids = folding?.layerAt(id)?.members ?? [id];
  const own = stops.flatMap((stop, at) =>
    folding && stop.step.phase === phase && concerns(stop, folding.trace, ids) ? [at] : [],
  );
  const next = own.find((at) => at > state.step) ?? own.at(-1);
  return next === undefined ? {} : { step: next, cursor: next };
}

function sameCamera(a: Camera, b: Camera): boolean {
  return a.x === b.x && a.y === b.y && a.k === b.k && a.free === b.free;
}
