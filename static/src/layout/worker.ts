/**
 * The layout in a worker, for graphs that would hold up a frame: a request in, an answer with the same number out.
 * Only this file knows that it runs in a browser.
 */
import { layout } from "./layout.ts";
import type { Layout, LayoutInput, LayoutOptions } from "./types.ts";

export interface LayoutRequest {
  readonly id: number;
  readonly input: LayoutInput;
  readonly options: LayoutOptions;
}

export type LayoutAnswer =
  | { readonly id: number; readonly layout: Layout }
  | { readonly id: number; readonly error: string };

/** The part of a worker's global scope that is used here. */
interface Scope {
  onmessage: ((event: { readonly data: LayoutRequest }) => void) | null;
  postMessage(answer: LayoutAnswer): void;
}

const scope = globalThis as unknown as Scope;

scope.onmessage = ({ data: { id, input, options } }) => {
  try {
    scope.postMessage({ id, layout: layout(input, options) });
  } catch (error) {
    scope.postMessage({ id, error: error instanceof Error ? error.message : String(error) });
  }
};
