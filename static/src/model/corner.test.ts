import assert from "node:assert/strict";
import { test } from "node:test";
import { cornerFor } from "./corner.ts";

const VIEW = { camera: { free: false, x: 0, y: 0, k: 1 }, viewport: { width: 1000, height: 500 } };
const MAP = { width: 160, height: 90 };
const card = (x: number, y: number) => ({ x, y, width: 120, height: 100 });

test("the map stands where it hides no card", () => {
  assert.equal(cornerFor(MAP, VIEW, [card(400, 200)]), "bottom-left");
  assert.equal(cornerFor(MAP, VIEW, [card(50, 380)]), "top-left");
  assert.equal(cornerFor(MAP, VIEW, [card(50, 380), card(50, 40)]), "top-right");
});

test("where it must hide some it hides as little as it can", () => {
  const left = [card(20, 380), card(60, 390), card(20, 30)];
  assert.equal(cornerFor(MAP, VIEW, [...left, card(900, 40), card(880, 50)]), "top-left");
  // The edge of one card is less than the whole of another.
  assert.equal(cornerFor(MAP, VIEW, [...left, card(900, 120)]), "top-right");
});

test("the flag above a card is not hidden either", () => {
  assert.equal(cornerFor(MAP, VIEW, [card(50, 380), card(50, 140)]), "top-right");
});

test("it is nowhere where it would hide a card that is spoken of", () => {
  const [low, high, far] = [card(50, 380), card(50, 40), card(880, 40)];
  assert.equal(cornerFor(MAP, VIEW, [low, high], [low]), "top-right");
  assert.equal(cornerFor(MAP, VIEW, [low, high, far], [low, high]), "top-right");
  assert.equal(cornerFor(MAP, VIEW, [low, high, far], [low, high, far]), null);
  // What is out of sight keeps no corner free.
  assert.equal(cornerFor(MAP, VIEW, [], [card(-500, 380)]), "bottom-left");
});
