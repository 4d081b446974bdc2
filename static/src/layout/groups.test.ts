import assert from "node:assert/strict";
import { test } from "node:test";
import { layout } from "./layout.ts";
import { nest } from "./nest.ts";
import { PROGRAMS, program } from "./testing/graphs.ts";

test("levels come outside in, and a wire is drawn once on every level that it crosses", () => {
  const plans = nest(PROGRAMS.nested!);
  assert.equal(plans[0]!.id, "");
  const ids = plans.map((p) => p.id);
  assert.ok(ids.indexOf("loss") < ids.indexOf("softmax"));
  assert.deepEqual([...ids].sort(), ["", "affine1", "affine2", "entropy", "loss", "softmax"]);
  const crossed = plans.filter((p) => p.pieces.some((piece) => piece.edges.some((e) => e.id === "m.0")));
  assert.deepEqual(crossed.map((p) => p.id).sort(), ["", "affine2", "loss", "softmax"]);
});

test("a wire through frames is one smooth line", () => {
  const { points } = layout(PROGRAMS.nested!).edges.get("m.0")!;
  for (let i = 1; i < points.length; i++) assert.ok(points[i]!.x > points[i - 1]!.x);
});

test("a value leaves a frame once for all its consumers outside", () => {
  const forked = program(["v@g = x", "a = v", "b = v"], [{ id: "g", parent: null }]);
  const inside = nest(forked).find((p) => p.id === "g")!;
  assert.deepEqual(
    inside.pieces
      .filter((p) => inside.members[p.target]!.kind === "out")
      .map((p) => p.edges.map((e) => e.id)),
    [["a.0", "b.0"]],
  );
  const { edges, groups } = layout(forked);
  const frame = groups.get("g")!;
  for (const id of ["a.0", "b.0"]) {
    const { points, end } = edges.get(id)!;
    assert.equal(points[0]!.y, points[1]!.y);
    assert.ok(points[1]!.x >= frame.x + frame.width, `${id} parts inside the frame`);
    assert.ok(end.x > frame.x + frame.width);
  }
});

test("a group that feeds itself from outside is dissolved, with its parts kept", () => {
  const knotted = program(
    ["b = a", "c@g = b", "d = c", "e@g = d", "f@inner = e"],
    [
      { id: "g", parent: null },
      { id: "inner", parent: "g" },
    ],
  );
  const drawn = layout(knotted);
  assert.deepEqual([...drawn.groups.keys()], ["inner"]);
  assert.equal(drawn.nodes.size, 6);
});

test("a group without nodes is not drawn, and one whose parent is unknown stands on the top level", () => {
  const drawn = layout(
    program(
      ["b@g = a"],
      [
        { id: "g", parent: "nowhere" },
        { id: "empty", parent: null },
      ],
    ),
  );
  assert.deepEqual([...drawn.groups.keys()], ["g"]);
});

test("a node in a group that is not open stands on the top level", () => {
  const drawn = layout(program(["b@closed = a"]));
  assert.equal(drawn.groups.size, 0);
  assert.equal(drawn.nodes.get("b")!.group, "closed");
});
