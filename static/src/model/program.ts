/** A program's text in coloured pieces, and the names in it that want a value. Pure; the server has the last word. */

import { remember } from "./remember.ts";

export type TokenKind =
  | "comment"
  | "number"
  | "name"
  | "call"
  | "keyword"
  | "attribute"
  | "operator"
  | "space";

export interface Token {
  readonly kind: TokenKind;
  readonly text: string;
  readonly start: number;
}

const PIECES =
  /(?<comment>#[^\n]*)|(?<number>(?:\d[\d_]*\.?[\d_]*|\.\d[\d_]*)(?:[eE][+-]?\d+)?)|(?<name>[\p{L}_][\p{L}\p{N}_]*)|(?<space>\s+)|(?<operator>\*\*=|\*\*|[-+*/@<>=!]=|.)/gsu;

/** Cuts `text` into tokens that together are exactly `text`. */
export function tokenize(text: string): Token[] {
  const tokens: Token[] = [];
  for (const match of text.matchAll(PIECES)) {
    const groups = match.groups ?? {};
    const kind = (Object.keys(groups).find((name) => groups[name] !== undefined) ?? "operator") as TokenKind;
    tokens.push({ kind, text: match[0], start: match.index });
  }
  return classify(tokens);
}

const OPEN = "([{";
const CLOSE = ")]}";

/** Tells calls, keyword arguments and attributes from plain names. */
function classify(tokens: readonly Token[]): Token[] {
  let depth = 0;
  return tokens.map((token, index) => {
    if (token.kind === "operator") {
      if (OPEN.includes(token.text)) depth += 1;
      if (CLOSE.includes(token.text)) depth = Math.max(0, depth - 1);
    }
    if (token.kind !== "name") return token;
    const after = neighbour(tokens, index, 1);
    const before = neighbour(tokens, index, -1);
    if (before?.text === ".") return { ...token, kind: "attribute" };
    if (after?.text === "(") return { ...token, kind: "call" };
    if (depth > 0 && after?.text === "=") return { ...token, kind: "keyword" };
    if (LITERALS.has(token.text)) return { ...token, kind: "number" };
    return token;
  });
}

const LITERALS = new Set(["True", "False", "None"]);

function neighbour(tokens: readonly Token[], index: number, step: 1 | -1): Token | undefined {
  for (let at = index + step; at >= 0 && at < tokens.length; at += step) {
    if (tokens[at]?.kind !== "space") return tokens[at];
  }
  return undefined;
}

/** The names read before they are assigned, in order of their first use: the inputs. */
export const inputNames = remember((text: string): readonly string[] => {
  const assigned = new Set<string>();
  const inputs = new Set<string>();
  for (const statement of statements(tokenize(text))) {
    const [target, augmented, expression] = split(statement);
    const reads = expression.filter((token) => token.kind === "name").map((token) => token.text);
    if (target && augmented) reads.unshift(target);
    for (const name of reads) if (!assigned.has(name)) inputs.add(name);
    if (target) assigned.add(target);
  }
  return [...inputs];
});

/** Tokens by statement, comments and spaces left out: a line break or `;` ends one unless a bracket is open. */
function statements(tokens: readonly Token[]): Token[][] {
  const all: Token[][] = [[]];
  let depth = 0;
  for (const token of tokens) {
    if (token.kind === "operator" && OPEN.includes(token.text)) depth += 1;
    if (token.kind === "operator" && CLOSE.includes(token.text)) depth = Math.max(0, depth - 1);
    const ends = depth === 0 && (token.text === ";" || (token.kind === "space" && token.text.includes("\n")));
    if (ends) all.push([]);
    else if (token.kind !== "space" && token.kind !== "comment") all.at(-1)?.push(token);
  }
  return all.filter((statement) => statement.length > 0);
}

const ASSIGNS = /^(\*\*|[-+*/@])?=$/;

function split(
  statement: readonly Token[],
): [target: string | null, augmented: boolean, expression: readonly Token[]] {
  const [first, second] = statement;
  if (first?.kind === "name" && second && ASSIGNS.test(second.text)) {
    return [first.text, second.text !== "=", statement.slice(2)];
  }
  return [null, false, statement];
}

/** Offset in `text` of a 1-based line and column, counted in characters (code points). */
export function offsetOf(text: string, line: number, column: number): number {
  const lines = text.split("\n");
  const before = lines.slice(0, line - 1).reduce((sum, row) => sum + row.length + 1, 0);
  const row = [...(lines[line - 1] ?? "")];
  const inside = row.slice(0, Math.max(0, column - 1)).join("").length;
  return Math.min(text.length, before + inside);
}
