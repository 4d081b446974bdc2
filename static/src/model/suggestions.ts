/** What may stand at a place of the program: names in it, functions, and the options of the call around it. */

import type { Operation } from "../wire/calls.ts";
import { type Token, tokenize } from "./program.ts";

export interface Suggestion {
  /** What is typed to find it, by its beginning. */
  readonly word: string;
  /** How it is shown: a function with its operands. */
  readonly shown: string;
  /** What it is called in the page's language; empty for a name of the program. */
  readonly title: string;
  readonly kind: "name" | "option" | "function";
}

export interface Suggestions {
  /** Where the word that they complete begins. */
  readonly from: number;
  readonly options: readonly Suggestion[];
}

type Operations = ReadonlyMap<string, Operation>;

/** Suggestions for the word that ends at `at`; null inside comments, numbers and attributes. */
export function suggestionsAt(program: string, at: number, operations: Operations): Suggestions | null {
  const tokens = tokenize(program);
  const touched = tokens.find(({ start, text }) => start < at && at <= start + text.length);
  if (touched && ["comment", "number", "attribute"].includes(touched.kind)) return null;
  const from = touched && WORDS.has(touched.kind) ? touched.start : at;
  if (tokens.find(({ start, text }) => start + text.length === from)?.text === ".") return null;
  const typed = program.slice(from, at).toLowerCase();
  const options = [
    ...optionsAt(tokens, from, operations),
    ...namesIn(tokens, from),
    ...[...operations.values()].filter(({ callable }) => callable).flatMap(functionsOf),
  ];
  return { from, options: options.filter(({ word }) => word.toLowerCase().startsWith(typed)) };
}

const WORDS = new Set<Token["kind"]>(["name", "call", "keyword"]);

/** How a function is called: `clip(x, low, high)`, `sum(x, axis=None, keepdims=False)`. */
export function signatureOf({ operands, attributes }: Operation, name: string): string {
  const options = attributes.map((attribute) =>
    attribute.required ? attribute.name : `${attribute.name}=${literal(attribute.default)}`,
  );
  return `${name}(${[...operands, ...options].join(", ")})`;
}

/** As the program would write it. */
function literal(value: unknown): string {
  if (value === null || value === undefined) return "None";
  if (typeof value === "boolean") return value ? "True" : "False";
  return String(value);
}

function functionsOf(operation: Operation): Suggestion[] {
  return [operation.name, ...operation.aliases].map((word) => ({
    word,
    shown: signatureOf(operation, word),
    title: operation.title,
    kind: "function",
  }));
}

/** The names in the program but for the word being typed, each once. */
function namesIn(tokens: readonly Token[], typed: number): Suggestion[] {
  const names = tokens
    .filter(({ kind, start }) => kind === "name" && start !== typed)
    .map(({ text }) => text);
  return [...new Set(names)].map((word) => ({ word, shown: word, title: "", kind: "name" }));
}

/** The options of the innermost call that is open at `at`. */
function optionsAt(tokens: readonly Token[], at: number, operations: Operations): Suggestion[] {
  const before = tokens.filter(({ start, kind }) => start < at && kind !== "space" && kind !== "comment");
  let depth = 0;
  for (let i = before.length - 1; i > 0; i--) {
    const { text } = before[i] as Token;
    if (")]}".includes(text)) depth += 1;
    else if ("([{".includes(text) && depth > 0) depth -= 1;
    else if ("([{".includes(text)) {
      const called = before[i - 1]?.kind === "call" ? before[i - 1]?.text : undefined;
      const found = [...operations.values()].find(
        ({ name, aliases }) => name === called || aliases.includes(called ?? ""),
      );
      const options = found?.attributes.filter(({ required }) => !required) ?? [];
      return options.map((option) => ({
        word: `${option.name}=`,
        shown: `${option.name}=${literal(option.default)}`,
        title: "",
        kind: "option",
      }));
    }
  }
  return [];
}
