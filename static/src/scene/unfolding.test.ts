import assert from "node:assert/strict";
import { test } from "node:test";
import { traceOf } from "../fixtures/traces.ts";
import { layout } from "../layout/layout.ts";
import type { Point } from "../layout/types.ts";
import { foldingOf, layersOf } from "../model/folding.ts";
import { translators } from "../text/i18n.ts";
import { anatomiesOf, layoutInput, layoutOptions, type Stage } from "./graph.ts";
import { PAGE } from "./metrics.ts";
import { unfolded, unfoldingOf } from "./unfolding.ts";
import "../text/testing/words.ts";

const trace = traceOf("opened");
const [layer] = layersOf(trace);
assert.ok(layer);

function stage(closed: readonly string[]): Stage {
  const folding = foldingOf(trace, closed);
  const anatomies = anatomiesOf(folding, translators.en, () => PAGE);
  const placed = layout(layoutInput(folding, anatomies), layoutOptions(folding, PAGE));
  return { folding, metrics: PAGE, anatomies, layout: placed };
}

const shut = stage([layer.id]);
const open = stage([]);
const way = unfoldingOf(shut, open);
assert.ok(way);
const placeOf = ({ layout: { nodes } }: Stage, id: string): Point => nodes.get(id) as Point;
const near = (a: Point, b: Point) => Math.abs(a.x - b.x) + Math.abs(a.y - b.y) < 1e-9;

test("open, all is in its place; closed, the cards of the layer are where its card is", () => {
  const [first, last] = [unfolded(way, 0), unfolded(way, 1)];
  for (const { id } of open.folding.nodes) {
    assert.ok(near(placeOf(last, id), placeOf(open, id)));
    assert.ok(near(placeOf(first, id), placeOf(shut, layer.members.has(id) ? layer.root : id)));
  }
});

test("on the way each card has gone the same share of its way, and its wires end at it", () => {
  const half = unfolded(way, 0.5);
  for (const { id } of open.folding.nodes) {
    const [a, b, c] = [placeOf(unfolded(way, 0), id), placeOf(half, id), placeOf(open, id)];
    assert.ok(near({ x: 2 * b.x, y: 2 * b.y }, { x: a.x + c.x, y: a.y + c.y }));
  }
  for (const [id, { source, target, points, start, end }] of half.layout.edges) {
    const route = open.layout.edges.get(id);
    assert.ok(route);
    for (const [card, at, was] of [
      [source, start, route.start],
      [target, end, route.end],
    ] as const) {
      const [now, then] = [placeOf(half, card), placeOf(open, card)];
      assert.ok(near({ x: at.x - now.x, y: at.y - now.y }, { x: was.x - then.x, y: was.y - then.y }));
    }
    assert.deepEqual([points[0], points.at(-1)], [start, end]);
  }
});

test("nothing is on its way where no layer opens, or where the program is another", () => {
  assert.equal(unfoldingOf(open, open), null);
  assert.equal(unfoldingOf(open, shut), null);
  const other = { ...shut, folding: { ...shut.folding, trace: { ...trace, program: "y = x" } } };
  assert.equal(unfoldingOf(other, open), null);
});
