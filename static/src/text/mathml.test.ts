import assert from "node:assert/strict";
import { test } from "node:test";
import type { Value } from "../wire/numbers.ts";
import { fromNested } from "../wire/numbers.ts";
import type { Formula } from "../wire/types.ts";
import type { MathNode } from "./markup.ts";
import { NOTATIONS, type Notation, printMath, printText } from "./mathml.ts";

const name = (name: string): Formula => ({ name });
const num = (num: number): Formula => ({ num });
const op = (op: string, ...args: Formula[]): Formula => ({ op, args });
const [a, b, c, x, y] = ["a", "b", "c", "x", "y"].map(name) as [Formula, Formula, Formula, Formula, Formula];

const VALUES = new Map<string, Value>([
  ["n3.grad", -4.5],
  ["n1.value", 2],
  ["n4.grad", Number.POSITIVE_INFINITY],
  ["n7.grad", Number.NEGATIVE_INFINITY],
  [
    "n2.value",
    fromNested([
      [1, -2],
      [3, 0.25],
    ]),
  ],
  ["n5.value", { shape: [784, 50], data: new Float64Array(784 * 50) }],
  ["n6.value", fromNested([1, 2, 3])],
]);

function printing(notation: Notation = "partial") {
  return { notation, valueAt: (ref: string) => VALUES.get(ref) ?? null };
}

const text = (formula: Formula, notation?: Notation) => printText(formula, printing(notation));

function* all(node: MathNode): Generator<MathNode> {
  yield node;
  for (const child of node.children) if (typeof child !== "string") yield* all(child);
}

const CASES: readonly (readonly [Formula, string])[] = [
  // sums and products hold together by their strength
  [op("eq", name("z"), op("mul", x, y)), "z = x · y"],
  [op("mul", op("add", a, b), c), "(a + b) · c"],
  [op("add", op("mul", a, b), c), "a · b + c"],
  [op("mul", a, op("mul", b, c)), "a · b · c"],
  [op("sub", a, op("sub", b, c)), "a − (b − c)"],
  [op("sub", a, op("add", b, c)), "a − (b + c)"],
  [op("sub", op("sub", a, b), c), "a − b − c"],
  [op("sub", a, op("mul", b, c)), "a − b · c"],
  [op("div", op("add", a, b), c), "(a + b)/c"],
  [op("div", a, op("div", b, c)), "a/(b/c)"],
  [op("mul", a, op("div", num(1), x)), "a · 1/x"],
  // powers
  [op("pow", op("add", x, y), num(2)), "(x + y)^2"],
  [op("pow", op("pow", x, num(2)), num(3)), "(x^2)^3"],
  [op("pow", x, op("sub", name("n"), num(1))), "x^(n − 1)"],
  [op("pow", op("div", a, b), num(2)), "(a/b)^2"],
  [op("pow", num(-2), num(2)), "(−2)^2"],
  [op("neg", op("pow", x, num(2))), "−x^2"],
  [op("pow", op("neg", x), num(2)), "(−x)^2"],
  // a minus sign is bare only where it comes first
  [op("eq", op("mul", num(-5), num(1)), num(-5)), "−5 × 1 = −5"],
  [op("eq", op("add", num(1), num(-4)), num(-3)), "1 + (−4) = −3"],
  [op("mul", num(2), num(-3)), "2 × (−3)"],
  [op("add", a, op("mul", num(-5), num(1))), "a + (−5 × 1)"],
  [op("neg", op("neg", a)), "−(−a)"],
  [op("neg", op("add", a, b)), "−(a + b)"],
  [op("mul", op("neg", a), b), "−a · b"],
  [op("sub", a, op("neg", b)), "a − (−b)"],
  // matrices
  [op("eq", name("dX"), op("matmul", name("dY"), op("transpose", name("W")))), "dX = dY · W^T"],
  [op("transpose", op("matmul", a, b)), "(a · b)^T"],
  [op("hadamard", op("matmul", a, b), c), "a · b ⊙ c"],
  [op("matmul", a, op("hadamard", b, c)), "a · (b ⊙ c)"],
  [op("sub", op("diag", y), op("outer", y, y)), "diag(y) − y ⊗ y"],
  // functions and brackets
  [op("div", op("iverson", op("gt", x, num(0))), num(2)), "[x > 0]/2"],
  [op("call", name("sin"), op("neg", x)), "sin(−x)"],
  [op("call", name("exp"), op("neg", x)), "e^(−x)"],
  [op("pow", op("call", name("exp"), x), num(2)), "(e^x)^2"],
  [op("call", name("sqrt"), x), "√(x)"],
  [op("call", name("softmax"), op("call", name("abs"), x)), "softmax(|x|)"],
  [op("call", name("sum"), op("mul", a, b)), "∑ a · b"],
  [op("call", name("constructor"), x), "constructor(x)"],
  [op("call"), "call()"],
  [op("maximum", a, op("add", b, c)), "maximum(a, b + c)"],
  [op("mul", a, op("iverson", op("gt", x, num(0)))), "a · [x > 0]"],
  [op("iverson", op("and", op("ge", x, a), op("ge", b, x))), "[x ≥ a ∧ b ≥ x]"],
  [op("iverson", op("equal", x, op("add", a, b))), "[x = a + b]"],
  [op("iverson", op("lt", x, op("le", a, b))), "[x < (a ≤ b)]"],
  [op("assign", x, op("sub", x, op("mul", name("η"), y))), "x ← x − η · y"],
  [op("term", op("partial", name("L"), x), num(2)), "(∂L/∂x)₂"],
  [op("sqrt", op("add", a, b)), "√(a + b)"],
  [op("abs", op("sub", a, b)), "|a − b|"],
  [op("index", name("y"), name("i"), name("j")), "y_(i, j)"],
  [op("list", num(1), num(-2)), "[1, −2]"],
  [{ op: "sum", args: [op("mul", a, b)], over: "rows" }, "∑_rows a · b"],
  [op("mul", num(2), op("sum", op("add", a, b))), "2 · (∑ (a + b))"],
  [{ op: "mean", args: [x], over: "i" }, "mean_i(x)"],
  // relations
  [op("eq", a, op("approx", b, c)), "a = b ≈ c"],
  [op("eq", op("eq", a, b), c), "a = b = c"],
  [op("rows", op("eq", a, op("mul", b, c)), op("approx", b, num(0.21))), "a = b · c; b ≈ 0.21"],
  [{ text: "no gradient" }, "no gradient"],
];

test("formulas print with the parentheses they need and no others", () => {
  for (const [formula, expected] of CASES) assert.equal(text(formula), expected);
});

test("an unknown operation prints as a function call, whatever it is called", () => {
  assert.equal(text(op("constructor", a, num(2))), "constructor(a, 2)");
  assert.equal(text(op("nothing")), "nothing()");
});

test("a reference prints the number that the trace holds there", () => {
  assert.equal(text({ ref: "n3.grad", role: "upstream" }), "−4.5");
  assert.equal(text(op("mul", { ref: "n1.value" }, { ref: "n3.grad" })), "2 × (−4.5)");
  assert.equal(text(op("mul", { ref: "n1.value" }, x)), "2 · x");
  assert.equal(text({ ref: "n2.value" }), "[1, −2; 3, 0.25]");
  assert.equal(text({ ref: "n6.value" }), "[1, 2, 3]");
  assert.equal(text({ ref: "n5.value" }), "(784×50)");
  assert.equal(printText({ ref: "n2.value" }, { ...printing(), matrix: { rows: 1, columns: 9 } }), "(2×2)");
  assert.equal(text(op("call", name("exp"), { ref: "n2.value" })), "exp([1, −2; 3, 0.25])");
  assert.equal(text(op("call", name("exp"), { ref: "n1.value" })), "e^2");
});

test("a number that is not to be seen is a question mark, never 0", () => {
  assert.equal(text(op("mul", { ref: "n9.grad" }, num(2))), "? × 2");
});

test("a number that is not finite says so", () => {
  const [, number] = [...all(printMath({ ref: "n4.grad" }, printing()))];
  assert.deepEqual(number, {
    tag: "mn",
    attrs: { class: "nonfinite", "data-ref": "n4.grad" },
    children: ["∞"],
  });
});

test("the sign of what is not finite belongs to it", () => {
  const [, number] = [...all(printMath({ ref: "n7.grad" }, printing()))];
  assert.equal(number?.tag, "mrow");
  assert.equal(number?.attrs.class, "nonfinite");
});

test("a derivative is one number, whose parts are not lit by themselves", () => {
  const parts: Formula[] = [
    { name: "L", ref: "n9.value" },
    { name: "x", ref: "n1.value" },
  ];
  const printed = printMath({ op: "partial", args: parts, ref: "n3.grad" }, printing());
  const refs = [...all(printed)].flatMap(({ attrs }) => attrs["data-ref"] ?? []);
  assert.deepEqual(refs, ["n3.grad"]);
});

test("a gradient follows the notation, a local derivative does not", () => {
  const gradient: Formula = {
    op: "partial",
    args: [name("L"), name("W1")],
    ref: "n3.grad",
    role: "upstream",
  };
  const local: Formula = { op: "partial", args: [name("z"), x], ref: "e1.local", role: "local" };
  const written = (formula: Formula) => NOTATIONS.map((notation) => text(formula, notation));
  assert.deepEqual(written(gradient), ["∂L/∂W1", "W1.grad", "dW1"]);
  assert.deepEqual(written(local), ["∂z/∂x", "∂z/∂x", "∂z/∂x"]);
  assert.equal(text({ op: "partial", args: [name("z"), x], role: "local" }, "grad"), "∂z/∂x");
  assert.equal(text({ op: "partial", args: [name("z"), x], ref: "e1.local" }, "grad"), "∂z/∂x");
});

test("an expression without a name stands as it was written, with true minus signs", () => {
  const written = name("x - 1");
  assert.equal(text(op("eq", written, op("sub", x, num(1)))), "x − 1 = x − 1");
  assert.equal(text(op("mul", written, a)), "(x − 1) · a");
  const gradient = op("partial", name("L"), written);
  assert.deepEqual(
    NOTATIONS.map((notation) => text(gradient, notation)),
    ["∂L/∂(x − 1)", "(x − 1).grad", "d(x − 1)"],
  );
});

test("every part that carries a reference or a role keeps it, in every notation", () => {
  const formula = op(
    "eq",
    { op: "partial", args: [name("L"), x], ref: "n0.grad", role: "downstream" },
    op(
      "mul",
      { op: "partial", args: [name("L"), y], ref: "n3.grad", role: "upstream" },
      { op: "add", args: [a, b], ref: "e1.local", role: "local" },
    ),
    { ref: "n0.grad", role: "downstream" },
  );
  for (const notation of NOTATIONS) {
    const marked = [...all(printMath(op("rows", formula), printing(notation)))].filter(
      (node) => node.attrs["data-ref"],
    );
    assert.deepEqual(
      marked.map((node) => [node.attrs["data-ref"], node.attrs["data-role"]]),
      [
        ["n0.grad", "downstream"],
        ["n3.grad", "upstream"],
        ["e1.local", "local"],
        ["n0.grad", "downstream"],
      ],
    );
  }
});

test("several equations are rows of left side, sign and rest", () => {
  const math = printMath(op("rows", op("eq", a, b, c), op("eq", x, op("mul", b, c))), printing());
  const rows = [...all(math)].filter((node) => node.tag === "mtr");
  assert.deepEqual(
    rows.map((node) => node.children.length),
    [3, 3],
  );
});

test("brackets grow only around what is tall", () => {
  const stretchy = (formula: Formula) =>
    [...all(printMath(formula, printing()))].find((node) => node.attrs.fence)?.attrs.stretchy;
  assert.equal(stretchy(op("call", name("sin"), op("pow", x, num(2)))), "false");
  assert.equal(stretchy(op("call", name("sin"), op("pow", x, op("div", a, b)))), "true");
  assert.equal(stretchy({ ref: "n2.value" }), "true");
});

test("random trees: elements have the children MathML wants, and the text has balanced brackets", () => {
  const arity: Readonly<Record<string, number>> = { mfrac: 2, msup: 2, msub: 2, munder: 2 };
  const tokens = ["mi", "mn", "mo", "mtext"];
  let state = 7;
  const random = (below: number) => {
    state = (state * 1103515245 + 12345) % 2 ** 31;
    return Math.floor((state / 2 ** 31) * below);
  };
  const binary = [
    "add",
    "sub",
    "mul",
    "div",
    "pow",
    "matmul",
    "hadamard",
    "outer",
    "index",
    "eq",
    "gt",
    "rows",
    "what",
  ];
  const unary = ["neg", "transpose", "sqrt", "abs", "iverson", "sum", "mean", "diag", "exp"];
  const tree = (depth: number): Formula => {
    if (depth === 0)
      return (
        [a, x, num(random(9) - 4), { ref: "n3.grad" } as const, { ref: "n2.value" } as const][random(5)] ?? a
      );
    if (random(3) === 0) return op(unary[random(unary.length)] ?? "neg", tree(depth - 1));
    return op(binary[random(binary.length)] ?? "add", tree(depth - 1), tree(depth - 1));
  };
  for (let i = 0; i < 400; i++) {
    const formula = tree(1 + random(4));
    for (const node of all(printMath(formula, printing()))) {
      if (node.tag in arity) assert.equal(node.children.length, arity[node.tag], node.tag);
      assert.equal(
        node.children.some((child) => typeof child === "string"),
        tokens.includes(node.tag),
        node.tag,
      );
    }
    const line = text(formula);
    assert.equal(line.split("(").length, line.split(")").length, line);
    assert.doesNotMatch(line, /[-+−·×⊙⊗] −|undefined/, line);
  }
});
