import assert from "node:assert/strict";
import { test } from "node:test";
import { heightAt, pathData, pieceAt, polyline } from "./curve.ts";

const BENT = [
  { x: 0, y: 0 },
  { x: 100, y: 40 },
  { x: 200, y: 40 },
];

test("level stretches are straight, the others cubic with level ends", () => {
  assert.equal(pathData(BENT), "M0 0C50 0 50 40 100 40H200");
  assert.equal(pathData([]), "");
});

test("the polyline starts and ends at the anchors, passes half-way in the middle and never turns back", () => {
  const line = polyline(BENT);
  assert.deepEqual(line[0], BENT[0]);
  assert.deepEqual(line[line.length - 1], BENT[2]);
  for (let i = 1; i < line.length; i++) {
    assert.ok(line[i]!.x > line[i - 1]!.x);
    assert.ok(line[i]!.y >= line[i - 1]!.y);
  }
});

test("a point on the wire is a point on the cubic of the path", () => {
  const [a, b] = [BENT[0]!, BENT[1]!];
  const bezier = (t: number, p: number, q: number, r: number, s: number): number =>
    (1 - t) ** 3 * p + 3 * (1 - t) ** 2 * t * q + 3 * (1 - t) * t ** 2 * r + t ** 3 * s;
  for (const t of [0, 0.1, 0.25, 0.5, 0.9, 1]) {
    const p = pieceAt(a, b, t);
    assert.ok(Math.abs(p.x - bezier(t, 0, 50, 50, 100)) < 1e-9);
    assert.ok(Math.abs(p.y - bezier(t, 0, 0, 40, 40)) < 1e-9);
  }
});

test("the height at x", () => {
  assert.equal(heightAt(BENT, -5), 0);
  assert.ok(Math.abs(heightAt(BENT, 50) - 20) < 1e-3);
  assert.equal(heightAt(BENT, 150), 40);
  assert.equal(heightAt(BENT, 999), 40);
});
