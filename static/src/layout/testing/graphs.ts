/** Graphs for the tests and the benchmark: small programs, one statement a line, and seeded random computations. */
import type { LayoutEdge, LayoutGroup, LayoutInput, LayoutNode } from "../types.ts";

export function random(seed: number): () => number {
  let a = seed | 0;
  return () => {
    a = (a + 0x6d2b79f5) | 0;
    let t = Math.imul(a ^ (a >>> 15), 1 | a);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

/** `"z@group = x y"`: node z in that group with operands x and y. Names in capitals are tensors and get bigger cards. */
export function program(lines: readonly string[], groups: readonly LayoutGroup[] = []): LayoutInput {
  const nodes = new Map<string, LayoutNode>();
  const edges: LayoutEdge[] = [];
  for (const line of lines) {
    const [left = "", right = ""] = line.split("=");
    const [id = "", group = null] = left.trim().split("@");
    const operands = right.trim().split(/\s+/).filter(Boolean);
    for (const name of operands) if (!nodes.has(name)) nodes.set(name, card(name, null));
    nodes.set(id, card(id, group));
    operands.forEach((source, slot) => {
      edges.push({ id: `${id}.${slot}`, source, target: id, slot });
    });
  }
  return { nodes: [...nodes.values()], edges, groups };
}

function card(id: string, group: string | null): LayoutNode {
  return /^[A-Z]\d?$/.test(id)
    ? { id, group, width: 220, height: 160 }
    : { id, group, width: 150, height: 84 };
}

/** A connected computation of `count` nodes: a quarter are inputs, most operations take two recent values. */
export function randomGraph(count: number, seed: number): LayoutInput {
  const next = random(seed);
  const nodes: LayoutNode[] = [];
  const edges: LayoutEdge[] = [];
  const unused: string[] = [];
  for (let i = 0; i < count; i++) {
    const big = next() < 0.15;
    const id = `n${i}`;
    nodes.push({ id, width: big ? 220 : 150, height: big ? 160 : 84 });
    const input = i < 2 || (next() < 0.25 && unused.length < 4);
    if (!input) {
      const operands = next() < 0.65 ? 2 : 1;
      for (let slot = 0; slot < operands; slot++) {
        const window = Math.min(i, 40, Math.max(4, Math.round(count * 0.3)));
        const recent = `n${i - 1 - Math.floor(next() * next() * window)}`;
        // Every value is used sooner or later, so the graph hangs together.
        const source = slot === 0 && unused.length > 0 ? unused.shift()! : recent;
        edges.push({ id: `e${edges.length}`, source, target: id, slot });
        if (unused.includes(source)) unused.splice(unused.indexOf(source), 1);
      }
    }
    unused.push(id);
  }
  // What is left over meets in one sum.
  if (unused.length > 1) {
    nodes.push({ id: "total", width: 150, height: 84 });
    unused.forEach((source, slot) => {
      edges.push({ id: `e${edges.length}`, source, target: "total", slot });
    });
  }
  return { nodes, edges };
}

const group = (id: string, parent: string | null = null): LayoutGroup => ({ id, parent });

export const PROGRAMS: Readonly<Record<string, LayoutInput>> = {
  "x*y + x": program(["z = x y", "L = z x"]),
  "(x + y) ** 2": program(["s = x y", "L = s two"]),
  "x*x": program(["L = x x"]),
  apples: program(["ta = apple na", "to = orange no", "all = ta to", "price = all tax"]),
  colah: program(["c = a b", "d = b one", "e = c d"]),
  wikipedia: program(["m = x y", "s = x", "z = m s"]),
  sigmoid: program(["a = w0 x0", "b = w1 x1", "c = a b", "d = c w2", "n = d", "e = n", "p = e one", "f = p"]),
  "two layers": program(["A = X W1 b1", "H = A", "Z = H W2 b2", "loss = Z t"]),
  tangled: program(["a = x y", "b = x w", "q = a b", "p = y", "s = q p", "u = s x", "v = u b", "L = v y"]),
  perceptron: program([
    ...[0, 1, 2, 3].map((j) => `h${j} = x0 x1 b${j}`),
    ...[0, 1, 2, 3].map((j) => `g${j} = h0 h1 h2 h3 c${j}`),
    "o = g0 g1 g2 g3 d",
  ]),
  "loss expanded": program(
    [
      "A = X W1 b1",
      "H = A",
      "Z = H W2 b2",
      "m@loss = Z",
      "sub@loss = Z m",
      "exp@loss = sub",
      "sum@loss = exp",
      "y@loss = exp sum",
      "log@loss = y",
      "tl@loss = t log",
      "s@loss = tl",
      "L = s N",
    ],
    [group("loss")],
  ),
  nested: program(
    [
      "mm1@affine1 = X W1",
      "a1@affine1 = mm1 b1",
      "h1 = a1",
      "mm2@affine2 = h1 W2",
      "a2@affine2 = mm2 b2",
      "m@softmax = a2",
      "sub@softmax = a2 m",
      "exp@softmax = sub",
      "sum@softmax = exp",
      "y@softmax = exp sum",
      "log@entropy = y",
      "tl@entropy = t log",
      "s@entropy = tl",
      "L@entropy = s N",
    ],
    [group("affine1"), group("affine2"), group("loss"), group("softmax", "loss"), group("entropy", "loss")],
  ),
};
