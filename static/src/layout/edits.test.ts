import assert from "node:assert/strict";
import { test } from "node:test";
import { layout } from "./layout.ts";
import { centre, meanMove, withNode } from "./testing/edits.ts";
import { PROGRAMS, program, randomGraph } from "./testing/graphs.ts";
import type { LayoutInput } from "./types.ts";

const median = (list: number[]): number => list.sort((a, b) => a - b)[list.length >> 1]!;

/** Cards as wide and tall as measured text makes them. */
function uneven({ nodes, edges }: LayoutInput): LayoutInput {
  const sized = nodes.map((n, i) => ({ ...n, width: n.width + 1.37 * i, height: n.height + 0.51 * (i % 9) }));
  return { nodes: sized, edges };
}

test("the same graph again stays where it is", () => {
  const random = [randomGraph(40, 5), randomGraph(120, 6), uneven(randomGraph(30, 7))];
  for (const input of [...Object.values(PROGRAMS), ...random]) {
    const before = layout(input);
    const after = layout(input, { previous: before });
    assert.deepEqual(after.nodes, before.nodes);
    assert.deepEqual(after.edges, before.edges);
    assert.deepEqual(after.groups, before.groups);
  }
});

test("one node more moves the others by 30 pixels or less, in the median of the means", () => {
  const moves: number[] = [];
  for (let count = 4; count < 50; count += 3) {
    for (const edit of ["sink", "input", "split"] as const) {
      const input = randomGraph(count, count);
      const before = layout(input);
      moves.push(meanMove(before, layout(withNode(input, edit, count), { previous: before })));
    }
  }
  assert.ok(median(moves) <= 30, `${median(moves)} px`);
});

test("a column that comes in moves the smaller side", () => {
  const before = layout(program(["b = a", "c = b", "d = c", "e = d"]));
  const after = layout(program(["n = a", "b = n", "c = b", "d = c", "e = d"]), { previous: before });
  for (const id of ["b", "c", "d", "e"])
    assert.deepEqual(centre(after.nodes.get(id)!), centre(before.nodes.get(id)!), id);
  assert.ok(after.nodes.get("a")!.x < before.nodes.get("a")!.x);
  assert.equal(after.x, after.nodes.get("a")!.x);
});

test("another program is laid out afresh, though a name or two are the same", () => {
  const other = program(["p = tax q", "r = p apple", "s = r u", "L = s r"]);
  assert.deepEqual(layout(other, { previous: layout(PROGRAMS.apples!) }), layout(other));
});

test("a node is known by its key, whatever its id is now", () => {
  const input = randomGraph(20, 4);
  const before = layout(input);
  const renamed: LayoutInput = {
    nodes: input.nodes.map((n) => ({ ...n, id: `other ${n.id}`, key: n.id })),
    edges: input.edges.map((e) => ({ ...e, source: `other ${e.source}`, target: `other ${e.target}` })),
  };
  const after = layout(renamed, { previous: before });
  for (const [id, box] of before.nodes)
    assert.deepEqual(centre(after.nodes.get(`other ${id}`)!), centre(box), id);
});

test("a group opens and closes in place", () => {
  const open = program(
    ["s = x y", "p@soft = s", "q@soft = p", "r@soft = p q", "L = r t"],
    [{ id: "soft", parent: null }],
  );
  const closed: LayoutInput = {
    nodes: [...open.nodes.filter((n) => !n.group), { id: "soft", group: "soft", width: 150, height: 84 }],
    edges: [
      ...open.edges.filter((e) => !["p", "q", "r", "L"].includes(e.target)),
      { id: "in", source: "s", target: "soft", slot: 0 },
      { id: "out", source: "soft", target: "L", slot: 0 },
      { id: "t", source: "t", target: "L", slot: 1 },
    ],
  };
  const shut = layout(closed);
  const opened = layout(open, { previous: shut });
  for (const id of ["x", "y", "s"]) assert.deepEqual(opened.nodes.get(id), shut.nodes.get(id), id);
  assert.equal(opened.groups.get("soft")!.column, shut.nodes.get("soft")!.column);
  const again = layout(closed, { previous: opened });
  assert.deepEqual(again.nodes, shut.nodes);
});

test("parts keep their order and their places when one grows", () => {
  const before = layout(program(["b = a", "d = c", "f = e"]));
  const after = layout(program(["b = a", "d = c", "n = d", "f = e"]), { previous: before });
  for (const [id, box] of before.nodes) assert.deepEqual(after.nodes.get(id), box, id);
});

test("after many edits the drawing is still about as small as a fresh one", () => {
  let input = randomGraph(15, 3);
  let drawn = layout(input);
  for (let k = 0; k < 20; k++) {
    const edited = withNode(input, (["sink", "input", "split"] as const)[k % 3]!, k);
    const name = (id: string): string => (id === "new" ? `new ${k}` : id);
    input = {
      nodes: edited.nodes.map((n) => ({ ...n, id: name(n.id) })),
      edges: edited.edges.map((e, i) => ({
        ...e,
        id: `e${i}`,
        source: name(e.source),
        target: name(e.target),
      })),
    };
    drawn = layout(input, { previous: drawn });
  }
  const fresh = layout(input);
  assert.ok(drawn.height <= 1.5 * fresh.height, `${drawn.height} against ${fresh.height}`);
  assert.ok(drawn.width <= 1.5 * fresh.width, `${drawn.width} against ${fresh.width}`);
});
