import assert from "node:assert/strict";
import { test } from "node:test";
import { polyline } from "./curve.ts";
import { layout } from "./layout.ts";
import { PROGRAMS, program, randomGraph } from "./testing/graphs.ts";
import type { Box, Layout, LayoutInput } from "./types.ts";

const CORPUS: [string, LayoutInput][] = [
  ...Object.entries(PROGRAMS),
  ...Array.from({ length: 30 }, (_, k): [string, LayoutInput] => [`random ${k}`, randomGraph(3 + 2 * k, k)]),
];

const overlap = (a: Box, b: Box): boolean =>
  a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;

const label = (centre: { x: number; y: number }): Box => ({
  x: centre.x - 26,
  y: centre.y - 9,
  width: 52,
  height: 18,
});

function eachLayout(check: (drawn: Layout, input: LayoutInput, name: string) => void): void {
  for (const [name, input] of CORPUS) check(layout(input), input, name);
}

test("every node and edge is placed, at the size that was asked for", () => {
  eachLayout((drawn, input, name) => {
    assert.equal(drawn.nodes.size, input.nodes.length, name);
    assert.equal(drawn.edges.size, input.edges.length, name);
    for (const node of input.nodes) {
      const box = drawn.nodes.get(node.id)!;
      assert.deepEqual([box.width, box.height], [node.width, node.height], name);
      assert.ok(Number.isFinite(box.x) && Number.isFinite(box.y), `${name}: ${node.id} has no place`);
    }
  });
});

test("cards do not overlap", () => {
  eachLayout((drawn, _, name) => {
    const boxes = [...drawn.nodes];
    boxes.forEach(([a, boxA], i) => {
      for (const [b, boxB] of boxes.slice(i + 1))
        assert.ok(!overlap(boxA, boxB), `${name}: ${a} covers ${b}`);
    });
  });
});

test("cards above each other keep their distance", () => {
  eachLayout((drawn, _, name) => {
    const boxes = [...drawn.nodes.values()];
    for (const a of boxes) {
      for (const b of boxes) {
        const sameColumn = a.x < b.x + b.width && b.x < a.x + a.width;
        if (a !== b && sameColumn && a.y <= b.y)
          assert.ok(b.y - a.y - a.height >= 28, `${name}: ${a.key}, ${b.key}`);
      }
    }
  });
});

test("wires run from the right side of the source to the left side of the target, always rightwards", () => {
  eachLayout((drawn, _, name) => {
    for (const [id, { source, target, points, start, end }] of drawn.edges) {
      const from = drawn.nodes.get(source)!;
      const to = drawn.nodes.get(target)!;
      assert.deepEqual(start, { x: from.x + from.width, y: from.y + from.height / 2 }, `${name}: ${id}`);
      assert.equal(end.x, to.x, `${name}: ${id}`);
      assert.ok(end.y > to.y && end.y < to.y + to.height, `${name}: ${id}`);
      for (let i = 1; i < points.length; i++)
        assert.ok(points[i]!.x > points[i - 1]!.x, `${name}: ${id} goes back`);
    }
  });
});

test("operands enter in slot order, top to bottom", () => {
  eachLayout((drawn, input, name) => {
    for (const { id } of input.nodes) {
      const entries = [...drawn.edges.values()]
        .filter((e) => e.target === id)
        .sort((a, b) => a.slot - b.slot);
      for (let i = 1; i < entries.length; i++)
        assert.ok(entries[i]!.end.y > entries[i - 1]!.end.y, `${name}: ${id}`);
    }
  });
});

test("wires do not run through cards", () => {
  eachLayout((drawn, _, name) => {
    for (const [id, edge] of drawn.edges) {
      const line = polyline(edge.points, 4);
      for (const [node, box] of drawn.nodes) {
        const inside = line.some(
          (p) =>
            p.x > box.x + 0.01 && p.x < box.x + box.width - 0.01 && p.y > box.y && p.y < box.y + box.height,
        );
        assert.ok(!inside, `${name}: wire ${id} runs through ${node}`);
      }
    }
  });
});

test("groups hold their own nodes and no others", () => {
  eachLayout((drawn, input, name) => {
    const parent = new Map((input.groups ?? []).map((g) => [g.id, g.parent]));
    const holds = (group: string, of: string | null | undefined): boolean => {
      for (let g = of; g; g = parent.get(g)) if (g === group) return true;
      return false;
    };
    for (const [group, box] of drawn.groups) {
      for (const node of input.nodes) {
        const card = drawn.nodes.get(node.id)!;
        if (!holds(group, node.group)) assert.ok(!overlap(box, card), `${name}: ${node.id} lies in ${group}`);
        else {
          const inside =
            card.x > box.x &&
            card.y > box.y + 20 &&
            card.x + card.width < box.x + box.width &&
            card.y + card.height < box.y + box.height;
          assert.ok(inside, `${name}: ${node.id} leaves ${group}`);
        }
      }
    }
  });
});

test("labels do not cover cards", () => {
  eachLayout((drawn, _, name) => {
    for (const [id, { labelValue, labelGrad }] of drawn.edges) {
      for (const [node, box] of drawn.nodes) {
        assert.ok(!overlap(label(labelValue), box), `${name}: the value on ${id} covers ${node}`);
        assert.ok(!overlap(label(labelGrad), box), `${name}: the gradient on ${id} covers ${node}`);
      }
    }
  });
});

test("the same graph gives the same drawing", () => {
  eachLayout((drawn, input, name) => {
    assert.deepEqual(layout(structuredClone(input)), drawn, name);
  });
});

test("nothing, one card, and cards without wires", () => {
  assert.deepEqual(layout({ nodes: [], edges: [] }).width, 0);
  const one = layout({ nodes: [{ id: "x", width: 150, height: 84 }], edges: [] });
  assert.deepEqual([one.width, one.height], [150, 84]);
  const three = layout({ nodes: ["x", "y", "z"].map((id) => ({ id, width: 150, height: 84 })), edges: [] });
  const heights = ["x", "y", "z"].map((id) => three.nodes.get(id)!.y);
  assert.deepEqual(
    heights,
    [...heights].sort((a, b) => a - b),
  );
});

test("a chain of 1,000 is a straight line", () => {
  const chain = program(Array.from({ length: 1000 }, (_, i) => `v${i + 1} = v${i}`));
  const drawn = layout(chain);
  assert.equal(drawn.height, 84);
  assert.equal(drawn.nodes.size, 1001);
});

test("a gap is as wide as was asked for, and wider where wires climb steeply, up to double", () => {
  const gap = (operands: number): number => {
    const names = Array.from({ length: operands }, (_, i) => `x${i}`);
    const { nodes } = layout(program([`y = ${names.join(" ")}`]), { rankGap: 90 });
    return nodes.get("y")!.x - nodes.get("x0")!.x - 150;
  };
  assert.equal(gap(1), 90);
  assert.equal(gap(2), 90);
  assert.ok(gap(6) > 90);
  assert.equal(gap(12), 180);
});

test("a cycle and a missing node are refused with the reason", () => {
  assert.throws(() => layout(program(["a = b", "b = a"])), /cycle/);
  assert.throws(
    () => layout({ nodes: [], edges: [{ id: "e1", source: "x", target: "y", slot: 0 }] }),
    /edge e1: there is no node "x"/,
  );
});
