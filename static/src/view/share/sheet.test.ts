import assert from "node:assert/strict";
import { test } from "node:test";
import { widthOf } from "../../scene/measure.ts";
import { sheetOf, wrapped } from "./sheet.ts";

test("long lines break between words, and none is wider than it may be", () => {
  const lines = wrapped("Upstream times n·x^(n−1), using the x we kept.", 20, 200);
  assert.equal(lines.join(" "), "Upstream times n·x^(n−1), using the x we kept.");
  assert.ok(lines.length > 2);
  assert.ok(lines.every((line) => widthOf(line, 20) <= 200));
});

test("Chinese breaks between any two characters, and never before a comma", () => {
  const lines = wrapped("加法节点把上游梯度原样传给每个输入，一步一步来。", 20, 130);
  assert.equal(lines.join(""), "加法节点把上游梯度原样传给每个输入，一步一步来。");
  assert.ok(lines.every((line) => !/^[，。]/.test(line)));
});

test("a sheet holds the whole graph below its caption", () => {
  const caption = { position: "Step 1", sentence: "Add.", formula: "", numbers: "" };
  const { width, height, shapes } = sheetOf([], { x: -10, y: 5, width: 900, height: 200 }, caption);
  assert.ok(width >= 900 && height > 250);
  const scene = shapes.find(({ key }) => key === "scene");
  assert.match(String(scene?.attributes.transform), /^translate\(38,/);
});
