import assert from "node:assert/strict";
import { test } from "node:test";
import { type Fixture, traceOf } from "../fixtures/traces.ts";
import { layout } from "../layout/layout.ts";
import { pageLens, type Size } from "../model/camera.ts";
import { type Folding, foldingOf } from "../model/folding.ts";
import { stopsOf } from "../model/stops.ts";
import { translators } from "../text/i18n.ts";
import { layoutInput, layoutOptions, type Stage } from "./graph.ts";
import { NARROW } from "./metrics.ts";
import { narrowAnatomies, narrowSetting } from "./narrow.ts";
import { inputsOf, outputsOf } from "./place.ts";
import type { Setting } from "./setting.ts";
import "../text/testing/words.ts";

const FIXTURES: readonly Fixture[] = [
  "fork",
  "square",
  "layer",
  "product",
  "batch",
  "softmax",
  "opened",
  "stacks",
  "entropy",
  "deep",
];
const PHONE = { width: 390, height: 416 };
/** What is left for the graph: of a phone, a small one, one that lies on its side; and of a page inside another. */
const WINDOWS: readonly Size[] = [
  PHONE,
  { width: 320, height: 320 },
  { width: 544, height: 290 },
  { width: 480, height: 200 },
];
const FINGER = 48;

const lensOf = (window: Size) => pageLens(window, 1);

function stageOf(folding: Folding, window: Size, language: "en" | "zh-CN" = "en"): Stage {
  const told = narrowAnatomies(folding, translators[language], lensOf(window));
  const placed = layout(layoutInput(folding, told.anatomies), layoutOptions(folding, NARROW));
  return { folding, metrics: NARROW, ...told, layout: placed };
}

function* settings(name: Fixture, window: Size, language: "en" | "zh-CN" = "en") {
  const trace = traceOf(name);
  const stage = stageOf(foldingOf(trace, []), window, language);
  for (const [step, stop] of stopsOf(trace, "nodes").entries()) {
    const setting = narrowSetting(stop, stage, lensOf(window));
    const { card } = setting.place;
    if (card !== null) yield { step, card, stage, setting };
  }
}

/** The cards that stand at the sides. */
function asides({ left, right }: Setting) {
  return [...left.cards, ...right.cards];
}

test("between the sides there is room for the card and what is near it", () => {
  for (const window of WINDOWS)
    for (const language of ["en", "zh-CN"] as const)
      for (const name of FIXTURES)
        for (const { step, stage, setting } of settings(name, window, language)) {
          const { margin } = lensOf(window);
          const whole = stage.layout;
          const shownWhole =
            whole.width <= window.width - margin.x.near - margin.x.far &&
            whole.height <= window.height - margin.y.near - margin.y.far;
          const { place, left, right } = setting;
          const about = `${name} ${step} ${language} ${window.width}×${window.height}`;
          const near = place.neighbourhood?.width ?? 0;
          const sides = (left.width || margin.x.near) + (right.width || margin.x.far);
          assert.ok(shownWhole || near + sides <= window.width, about);
          for (const { cards } of [left, right]) {
            const high = cards.reduce((sum, { anatomy }) => sum + anatomy.height, 0);
            assert.ok(high <= window.height - margin.y.far, about);
          }
        }
});

test("every input and output is in the graph's window or at its side, and at one side only", () => {
  for (const window of WINDOWS)
    for (const name of FIXTURES)
      for (const { card, stage, setting } of settings(name, window)) {
        const beside = asides(setting).map(({ id }) => id);
        assert.deepEqual(beside, setting.place.far);
        assert.equal(new Set(beside).size, beside.length);
        const { folding } = stage;
        const ends = new Set([...inputsOf(card, folding), ...outputsOf(card, folding)]);
        assert.ok(beside.every((id) => ends.has(id)));
      }
});

test("on a phone the current card tells its numbers, and what stands beside it is large enough for a finger", () => {
  for (const name of FIXTURES)
    for (const { step, card, stage, setting } of settings(name, PHONE)) {
      assert.notEqual(stage.anatomies.get(card)?.body.kind, "name", `${name} ${step}`);
      for (const { id, anatomy } of asides(setting))
        assert.ok(anatomy.width >= FINGER && anatomy.height >= FINGER, `${name} ${step} ${id}`);
    }
});

test("a card tells as much as the window lets it: no less in a larger one", () => {
  const rank = { name: 0, map: 1, grid: 2, number: 2 } as const;
  const order = [
    { width: 250, height: 416 },
    { width: 320, height: 416 },
    PHONE,
    { width: 544, height: 416 },
  ];
  let collapsed = 0;
  for (const name of FIXTURES) {
    const folding = foldingOf(traceOf(name), []);
    const told = order.map((window) => stageOf(folding, window).anatomies);
    for (const { id } of folding.nodes) {
      const ranks = told.map((anatomies) => rank[anatomies.get(id)?.body.kind ?? "name"]);
      collapsed += ranks[0] === 0 ? 1 : 0;
      assert.deepEqual(
        [...ranks].sort((a, b) => a - b),
        ranks,
        `${name} ${id}`,
      );
    }
  }
  assert.ok(collapsed > 0, "the smallest collapses some");
});

test("where all fits nothing stands at a side", () => {
  for (const name of FIXTURES)
    for (const { setting } of settings(name, { width: 3000, height: 2000 }))
      assert.deepEqual(asides(setting), []);
});
