/** An answer that is asked for again whenever what it depends on has changed. */

import type { Reply } from "../../wire/call.ts";

export interface Wanted<T> {
  /** What the answer depends on; null: none is wanted now. */
  readonly key: () => string | null;
  readonly ask: () => Promise<Reply<T>>;
  readonly show: (answer: T) => void;
  /** Hears what came in place of the answer. */
  readonly missed: (reply: Reply<T>) => void;
  /** Milliseconds before it may be asked for once more. */
  readonly rest: () => number;
  readonly after: (milliseconds: number, callback: () => void) => unknown;
}

/** Milliseconds before the service is asked again where it did not answer, or had no time. */
const RETRY = 3000;

/** A function to be called when something may have changed. One request at a time, each for what is wanted then. */
export function keptFresh<T>({ key, ask, show, missed, rest, after }: Wanted<T>): () => void {
  let known: string | null = null;
  let resting = false;
  const check = async (): Promise<void> => {
    const wanted = key();
    if (resting || wanted === null || wanted === known) return;
    resting = true;
    known = wanted;
    const reply = await ask();
    if (reply.kind === "answer") show(reply.value);
    else missed(reply);
    const again = reply.kind === "offline" || reply.kind === "busy";
    if (again) known = null;
    after(again ? RETRY : rest(), () => {
      resting = false;
      void check();
    });
  };
  return () => void check();
}
