import assert from "node:assert/strict";
import { test } from "node:test";
import { type Fixture, traceOf } from "../fixtures/traces.ts";
import { layout } from "../layout/layout.ts";
import { type Box, isNarrow, type Lens, pageLens, roomOf, type Size } from "../model/camera.ts";
import { type Folding, foldingOf } from "../model/folding.ts";
import { stopsOf } from "../model/stops.ts";
import { translators } from "../text/i18n.ts";
import { layoutInput, layoutOptions, type Stage } from "./graph.ts";
import { readableIn } from "./looking.ts";
import { CLOSE, NARROW, PAGE, pageMetrics } from "./metrics.ts";
import { narrowAnatomies } from "./narrow.ts";
import { inputsOf, outputsOf } from "./place.ts";
import type { Setting } from "./setting.ts";
import { sidedSetting } from "./sides.ts";
import { wideStage } from "./wide.ts";
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
/** The same of screens with 1920, 1366 and 1024 columns, beside the program or not, inside the bars of a browser or not. */
const WIDE: readonly Size[] = [
  { width: 1560, height: 832 },
  { width: 1062, height: 540 },
  { width: 1062, height: 397 },
  { width: 720, height: 392 },
  // A large phone that lies on its side.
  { width: 632, height: 280 },
];
const FINGER = 48;

const lensOf = (window: Size): Lens => pageLens(window, readableIn(window));

function stageOf(folding: Folding, window: Size, language: "en" | "zh-CN" = "en"): Stage {
  if (!isNarrow(window)) return wideStage(folding, translators[language], lensOf(window), null);
  const told = narrowAnatomies(folding, translators[language], lensOf(window));
  const placed = layout(layoutInput(folding, told.anatomies), layoutOptions(folding, NARROW));
  return { folding, metrics: NARROW, ...told, layout: placed };
}

function* settings(name: Fixture, window: Size, language: "en" | "zh-CN" = "en") {
  const trace = traceOf(name);
  const stage = stageOf(foldingOf(trace, []), window, language);
  for (const [step, stop] of stopsOf(trace, "nodes").entries()) {
    const setting = sidedSetting(stop, stage, lensOf(window));
    const { card } = setting.place;
    if (card !== null) yield { step, card, stage, setting };
  }
}

/** The cards that stand at the sides. */
function asides({ left, right }: Setting) {
  return [...left.cards, ...right.cards];
}

test("between the sides there is room for the card and what is near it", () => {
  for (const window of [...WINDOWS, ...WIDE])
    for (const language of ["en", "zh-CN"] as const)
      for (const name of FIXTURES)
        for (const { step, stage, setting } of settings(name, window, language)) {
          const lens = lensOf(window);
          const { margin, readable } = lens;
          const room = roomOf(lens);
          if (stage.layout.width <= room.width && stage.layout.height <= room.height) continue;
          const { place, left, right } = setting;
          const about = `${name} ${step} ${language} ${window.width}×${window.height}`;
          const { width = 0, height = 0 } = place.neighbourhood ?? {};
          const sides = (left.width || margin.x.near / readable) + (right.width || margin.x.far / readable);
          assert.ok(width + sides <= window.width / readable, about);
          assert.ok(height <= room.height, about);
          for (const { cards } of [left, right]) {
            const high = cards.reduce((sum, { anatomy }) => sum + anatomy.height, 0);
            assert.ok(high <= (window.height - margin.y.far) / readable, about);
          }
        }
});

test("every input and output is in the graph's window or at its side, and at one side only", () => {
  for (const window of [...WINDOWS, ...WIDE])
    for (const name of FIXTURES)
      for (const { card, stage, setting } of settings(name, window)) {
        const beside = asides(setting).map(({ id }) => id);
        assert.deepEqual(beside, setting.place.far);
        assert.equal(new Set(beside).size, beside.length);
        const { folding, layout: placed } = stage;
        const { x, y, width, height } = setting.place.neighbourhood as Box;
        for (const id of [...inputsOf(card, folding), ...outputsOf(card, folding)]) {
          if (beside.includes(id)) continue;
          const box = placed.nodes.get(id) as Box;
          assert.ok(box.x >= x && box.x + box.width <= x + width, `${name} ${id}`);
          assert.ok(box.y >= y && box.y + box.height <= y + height, `${name} ${id}`);
        }
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

test("in a wide window a graph is set closer before a tensor is told in less, and that before anything stands aside", () => {
  const [, high, low] = WIDE as [Size, Size, Size];
  const folding = foldingOf(traceOf("batch"), []);
  const kinds = (window: Size) =>
    [...stageOf(folding, window).anatomies.values()].map(({ body }) => body.kind);
  assert.equal(stageOf(folding, { width: 1062, height: 800 }).metrics, PAGE);
  assert.equal(stageOf(folding, high).metrics, CLOSE);
  assert.ok(!kinds(high).includes("map"));
  assert.ok(kinds(low).includes("map") && kinds(low).includes("grid"));
  for (const { setting } of settings("batch", high)) assert.deepEqual(asides(setting), []);
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

test("numbers are drawn as large as the window demands, and nothing below 14 pixels", () => {
  for (const [window, least] of [
    [PHONE, 14],
    [{ width: 1062, height: 540 }, 15],
    [{ width: 1560, height: 832 }, 16],
  ] as const) {
    const { small, number } = pageMetrics(window).type;
    const k = readableIn(window);
    assert.ok(number * k >= least && small * k >= 14, `${window.width}`);
  }
});

test("where all fits nothing stands at a side", () => {
  for (const name of FIXTURES)
    for (const { setting } of settings(name, { width: 3000, height: 2000 }))
      assert.deepEqual(asides(setting), []);
});
