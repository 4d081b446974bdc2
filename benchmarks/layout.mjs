/**
 * How long a layout takes, and how good it is: `node benchmarks/layout.mjs` (Node 24 or newer, after `npm ci` in static/).
 *
 * Cold is the first layout of a fresh process, the median of seven; warm the median of nine in one process, beside
 * ELK's layered layout with the same ports. Moves are means over the cards, in pixels, when one node is added.
 */
import { execFileSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { polyline } from "../static/src/layout/curve.ts";
import { layout } from "../static/src/layout/layout.ts";
import { drawnCrossings } from "../static/src/layout/testing/crossings.ts";
import { elkWires } from "../static/src/layout/testing/elk.ts";
import { randomGraph } from "../static/src/layout/testing/graphs.ts";
import { meanMove, withNode } from "../static/src/layout/testing/edits.ts";

const SIZES = [12, 50, 200, 1000];

const median = (list) => list.toSorted((a, b) => a - b)[list.length >> 1];

async function time(work) {
  const start = performance.now();
  await work();
  return performance.now() - start;
}

async function repeat(times, work) {
  const list = [];
  for (let k = 0; k < times; k++) list.push(await time(work));
  return median(list);
}

if (process.argv[2] === "cold") {
  const input = randomGraph(Number(process.argv[3]), 1);
  console.log(await time(() => layout(input)));
  process.exit();
}

const row = (...cells) => console.log(cells.map((cell) => String(cell).padStart(10)).join(""));
row("cards", "wires", "cold ms", "warm ms", "ELK ms", "ELK/warm", "crossings", "ELK's");
for (const count of SIZES) {
  const input = randomGraph(count, 1);
  const self = fileURLToPath(import.meta.url);
  const cold = Array.from({ length: 7 }, () =>
    Number(execFileSync(process.execPath, [self, "cold", String(count)], { encoding: "utf8" })),
  );
  const warm = await repeat(9, () => layout(input));
  await elkWires(input);
  const elk = await repeat(3, () => elkWires(input));
  const own = [...layout(input).edges.values()].map((e) => ({ source: e.source, line: polyline(e.points) }));
  row(
    input.nodes.length,
    input.edges.length,
    median(cold).toFixed(1),
    warm.toFixed(1),
    elk.toFixed(0),
    (elk / warm).toFixed(1),
    drawnCrossings(own),
    drawnCrossings(await elkWires(input)),
  );
}

console.log();
row("added", "graphs", "seeded px", "fresh px");
for (const edit of ["sink", "input", "split"]) {
  const seeded = [];
  const fresh = [];
  for (let count = 4; count < 50; count++) {
    const input = randomGraph(count, count);
    const before = layout(input);
    const edited = withNode(input, edit, count);
    seeded.push(meanMove(before, layout(edited, { previous: before })));
    fresh.push(meanMove(before, layout(edited)));
  }
  row(edit, seeded.length, median(seeded).toFixed(1), median(fresh).toFixed(1));
}
