import { element, fenced, type MathNode } from "./markup.ts";

const SLASH = element("mo", ["/"], { form: "infix", lspace: "0.08em", rspace: "0.08em" });

/** A formula on one line: fractions have a slash, and parentheses where another part could be read into them. */
export function linear(node: MathNode): MathNode {
  const children = node.children.map((child) => (typeof child === "string" ? child : linear(child)));
  if (node.tag !== "mfrac") return element(node.tag, children, node.attrs);
  const [above, below] = children.map(grouped);
  return element("mrow", [above ?? "", SLASH, below ?? ""], node.attrs);
}

function grouped(node: MathNode | string): MathNode | string {
  if (typeof node === "string") return node;
  const parts = node.children.filter((child) => typeof child !== "string");
  const enclosed = parts[0]?.attrs.fence === "true";
  const loose = parts.some(({ tag, attrs }) => tag === "mo" && attrs.form === "infix");
  return loose && !enclosed ? fenced("(", [node], ")") : node;
}
