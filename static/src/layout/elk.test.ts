import assert from "node:assert/strict";
import { test } from "node:test";
import { polyline } from "./curve.ts";
import { layout } from "./layout.ts";
import { drawnCrossings, type Wire } from "./testing/crossings.ts";
import { elkWires } from "./testing/elk.ts";
import { PROGRAMS, randomGraph } from "./testing/graphs.ts";
import type { LayoutInput } from "./types.ts";

function ownWires(input: LayoutInput): Wire[] {
  return [...layout(input).edges.values()].map((e) => ({ source: e.source, line: polyline(e.points) }));
}

test("no more crossings than ELK, over a fixed corpus", async () => {
  const corpus: [string, LayoutInput][] = [
    ...Object.entries(PROGRAMS).filter(([, input]) => !input.groups?.length),
    ...[8, 12, 16, 20, 25, 30, 40, 50, 60].flatMap((count) =>
      [1, 2, 3].map((seed): [string, LayoutInput] => [`random ${count}/${seed}`, randomGraph(count, seed)]),
    ),
    ["random 200", randomGraph(200, 1)],
  ];
  let ours = 0;
  let theirs = 0;
  for (const [, input] of corpus) {
    ours += drawnCrossings(ownWires(input));
    theirs += drawnCrossings(await elkWires(input));
  }
  assert.ok(ours <= theirs, `${ours} crossings against ELK's ${theirs}`);
});
