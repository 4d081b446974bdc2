import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import { parseHTML } from "linkedom";
import { group, rect, type Shape, text } from "../scene/shapes.ts";
import { join } from "./join.ts";

let parent: Element;
beforeEach(() => {
  const { document } = parseHTML("<svg></svg>");
  Object.assign(globalThis, { document });
  parent = document.querySelector("svg") as Element;
});

const box = (key: string, x = 0) => rect(key, { x, y: 0, width: 1, height: 1 }, {});
const children = () => [...parent.children];
const draw = (...shapes: Shape[]) => {
  join(parent, shapes);
  return children();
};

test("what has the same key is the same element, and stands where its shape does", () => {
  const [a, b, c] = draw(box("a"), box("b"), box("c"));
  assert.deepEqual(draw(box("c"), box("d"), box("a")), [c, children()[1], a]);
  assert.ok(!children().includes(b as Element));
  assert.deepEqual(draw(box("a"), box("c")), [a, c]);
});

test("only what differs is touched", () => {
  const [a] = draw(box("a", 1), text("t", { x: 0, y: 0 }, "1", { class: "number" }));
  const touched: string[] = [];
  const set = (a as Element).setAttribute.bind(a);
  (a as Element).setAttribute = (name, value) => {
    touched.push(name);
    set(name, value);
  };
  draw(box("a", 2), text("t", { x: 0, y: 0 }, "2", {}));
  assert.deepEqual(touched, ["x"]);
  const [, t] = children();
  assert.equal(t?.textContent, "2");
  assert.equal(t?.hasAttribute("class"), false);
});

test("another kind of shape under the same key is another element", () => {
  const [a] = draw(box("a"));
  assert.notEqual(draw(group("a", {}, []))[0], a);
});

test("an element that stays is not moved when one before it goes", () => {
  const [, b] = draw(box("a"), box("b"));
  let moved = 0;
  const insert = parent.insertBefore.bind(parent);
  parent.insertBefore = ((node: Node, place: Node | null) => {
    moved += 1;
    return insert(node, place);
  }) as typeof parent.insertBefore;
  assert.deepEqual(draw(box("b")), [b]);
  assert.equal(moved, 0);
});
