/** A description of MathML that needs no document: the view turns it into elements, tests read it as it is. */
export interface MathNode {
  readonly tag: string;
  readonly attrs: Readonly<Record<string, string>>;
  readonly children: readonly (MathNode | string)[];
}

/** Class of a table whose cells are the elements of a matrix; any other holds the parts of equations. */
export const MATRIX = "matrix";

type Attrs = Readonly<Record<string, string>>;

export function element(tag: string, children: readonly (MathNode | string)[], attrs: Attrs = {}): MathNode {
  return { tag, attrs, children };
}

export function row(...children: readonly MathNode[]): MathNode {
  const [only] = children;
  return only && children.length === 1 ? only : element("mrow", children);
}

/** A name. One letter would be set in italics by `mi`; `upright` keeps it as it is. */
export function identifier(text: string, upright = false): MathNode {
  return element("mi", [text], upright ? { mathvariant: "normal" } : {});
}

export function infix(sign: string): MathNode {
  return element("mo", [sign], { form: "infix" });
}

export function prefix(sign: string): MathNode {
  return element("mo", [sign], { form: "prefix" });
}

export function separated(children: readonly MathNode[]): readonly MathNode[] {
  const comma = element("mo", [","], { separator: "true" });
  return children.flatMap((child, i) => (i === 0 ? [child] : [comma, child]));
}

/** Brackets around `inside`. They grow with what is tall and stay as letters around the rest, which sits closer. */
export function fenced(open: string, inside: readonly MathNode[], close: string): MathNode {
  const stretchy = String(inside.some(isTall));
  return element("mrow", [
    element("mo", [open], { form: "prefix", fence: "true", stretchy }),
    ...inside,
    element("mo", [close], { form: "postfix", fence: "true", stretchy }),
  ]);
}

const TALL = new Set(["mfrac", "mtable", "munder", "msqrt"]);

function isTall(node: MathNode | string): boolean {
  return typeof node !== "string" && (TALL.has(node.tag) || node.children.some(isTall));
}

/** Rows of cells. */
export function table(rows: readonly (readonly MathNode[])[], kind: string): MathNode {
  const cells = rows.map((cells) =>
    element(
      "mtr",
      cells.map((cell) => element("mtd", [cell])),
    ),
  );
  return element("mtable", cells, { class: kind });
}

/** The description as one line of text: `∂L/∂z · (x + 1)^2`. */
export function plainText(node: MathNode | string): string {
  if (typeof node === "string") return node;
  const parts = node.children.map(plainText);
  const [first = "", second = "", third = ""] = parts;
  switch (node.tag) {
    case "mo":
      if (node.attrs.form === "infix") return ` ${first} `;
      return node.attrs.separator ? `${first} ` : first;
    case "mfrac":
      return `${grouped(first)}/${grouped(second)}`;
    case "msup":
      return `${first}^${grouped(second)}`;
    case "msub":
    case "munder":
      return first + (LOWERABLE.test(second) ? lowered(second) : `_${grouped(second)}`);
    case "msubsup":
      return `${first}_${grouped(second)}^${grouped(third)}`;
    case "msqrt":
      return `√(${parts.join("")})`;
    case "mspace":
      return " ";
    case "mtable":
      return node.children
        .map((child) => tableRow(child, node.attrs.class === MATRIX ? ", " : ""))
        .join("; ");
    default:
      return parts.join("");
  }
}

const LOWERABLE = /^\d+$/;

/** Digits as subscripts. */
function lowered(digits: string): string {
  return digits.replace(/\d/g, (digit) => String.fromCodePoint(0x2080 + Number(digit)));
}

function tableRow(node: MathNode | string, between: string): string {
  return typeof node === "string" ? node : node.children.map(plainText).join(between);
}

/** In parentheses where another part beside it could be read into it. */
function grouped(text: string): string {
  const whole = /^[^\s/()[\]−]*(\([^()]*\)|\[[^[\]]*\])?$/.test(text);
  return whole ? text : `(${text})`;
}
