import assert from "node:assert/strict";
import { test } from "node:test";
import { topologicalOrder } from "./incidence.ts";
import { Draft, type Program } from "./program.ts";
import { networkSimplex } from "./simplex.ts";
import { random } from "./testing/graphs.ts";

function randomProgram(seed: number, count: number, edges: number): Program {
  const next = random(seed);
  const program = new Draft(count);
  for (let k = 0; k < edges; k++) {
    const a = Math.floor(next() * (count - 1));
    const head = a + 1 + Math.floor(next() * (count - a - 1));
    program.add(a, head, Math.floor(next() * 3), Math.floor(next() * 4));
  }
  return program;
}

function cost({ tail, head, weight }: Program, at: ArrayLike<number>): number {
  let sum = 0;
  for (let e = 0; e < tail.length; e++) sum += weight[e]! * (at[head[e]!]! - at[tail[e]!]!);
  return sum;
}

function feasible({ tail, head, minLength }: Program, at: ArrayLike<number>): boolean {
  for (let e = 0; e < tail.length; e++) if (at[head[e]!]! - at[tail[e]!]! < minLength[e]!) return false;
  return true;
}

/** The least cost over all places 0…span, tried one by one. */
function bruteForce(program: Program, span: number): number {
  const at = new Array<number>(program.count).fill(0);
  let least = Number.POSITIVE_INFINITY;
  for (;;) {
    if (feasible(program, at)) least = Math.min(least, cost(program, at));
    let v = 0;
    while (v < at.length && at[v] === span) at[v++] = 0;
    if (v === at.length) return least;
    at[v]!++;
  }
}

test("the places are feasible and as cheap as the best of all", () => {
  for (let seed = 0; seed < 60; seed++) {
    const program = randomProgram(seed, 5, 3 + (seed % 5));
    const at = networkSimplex(program);
    assert.ok(feasible(program, at), `seed ${seed}`);
    assert.equal(cost(program, at), bruteForce(program, 7), `seed ${seed}`);
  }
});

test("a feasible start leads to the same cost", () => {
  for (let seed = 0; seed < 20; seed++) {
    const program = randomProgram(seed, 30, 60);
    const spread = Array.from({ length: 30 }, (_, v) => 5 * v);
    const at = networkSimplex({ ...program, start: spread });
    assert.ok(feasible(program, at));
    assert.equal(cost(program, at), cost(program, networkSimplex(program)));
  }
});

test("stopped early, the places are still feasible", () => {
  for (let seed = 0; seed < 20; seed++) {
    const program = randomProgram(seed, 60, 150);
    assert.ok(feasible(program, networkSimplex(program, 3)), `seed ${seed}`);
  }
});

test("a path of 20,000 vertices needs no recursion", () => {
  const count = 20_000;
  const tail = Array.from({ length: count - 1 }, (_, v) => v);
  const ones = tail.map(() => 1);
  const at = networkSimplex({ count, tail, head: tail.map((v) => v + 1), minLength: ones, weight: ones });
  assert.equal(at[count - 1]! - at[0]!, count - 1);
});

test("a cycle is refused", () => {
  assert.equal(topologicalOrder(2, [0, 1], [1, 0]), null);
  const ones = [1, 1];
  assert.throws(
    () => networkSimplex({ count: 2, tail: [0, 1], head: [1, 0], minLength: ones, weight: ones }),
    /form a cycle/,
  );
});
