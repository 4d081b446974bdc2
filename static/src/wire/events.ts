/**
 * Server-sent events, read by `fetch` rather than by an `EventSource`: that tells neither why a connection is refused
 * nor that it gives up. A connection that breaks is made again, with the id of the last event that came.
 */

import { type Arrived, replyOf } from "./call.ts";
import type { Problem } from "./calls.ts";

export interface ServerEvent {
  readonly name: string;
  readonly data: string;
  /** Of the last event that had one. */
  readonly id: string;
}

/**
 * event: its data parsed; open: the connection stands; waiting: it broke, and is made again in `seconds`.
 * The last one, unless the caller's signal was aborted, is end: the event called `end` has come; problem: the service
 * refuses; or lost: nobody has answered for a while.
 */
export type Heard =
  | { readonly kind: "event"; readonly name: string; readonly data: unknown }
  | { readonly kind: "open" }
  | { readonly kind: "waiting"; readonly seconds: number }
  | { readonly kind: "end" }
  | { readonly kind: "problem"; readonly problem: Problem }
  | { readonly kind: "lost" };

export interface Listening {
  readonly language: string;
  readonly signal: AbortSignal;
  readonly base?: string;
  readonly send?: typeof fetch;
  /** Resolves after so many seconds, or when the signal is aborted. */
  readonly wait?: (seconds: number, signal: AbortSignal) => Promise<void>;
}

/** Seconds before each new try, from the one that last succeeded. */
const WAITS: readonly number[] = [1, 2, 4, 8, 15, 15];

/** The events at `path`, to the one called `end`. */
export async function* listen(
  path: string,
  { language, signal, base = "/api/v1", send = (...sent) => fetch(...sent), wait = waited }: Listening,
): AsyncGenerator<Heard, void> {
  const address = `${base}${path}?lang=${encodeURIComponent(language)}`;
  let last = "";
  let tries = 0;
  while (!signal.aborted) {
    try {
      const response: Response = await send(address, {
        headers: { Accept: "text/event-stream", ...(last !== "" && { "Last-Event-ID": last }) },
        cache: "no-store",
        signal,
      });
      // All has been told.
      if (response.status === 204) return yield { kind: "end" };
      if (response.ok && response.body) {
        yield { kind: "open" };
        for await (const event of serverEvents(response.body)) {
          last = event.id;
          tries = 0;
          yield { kind: "event", name: event.name, data: JSON.parse(event.data) };
          if (signal.aborted) return;
          if (event.name === "end") return yield { kind: "end" };
        }
      } else {
        const reply = replyOf(await arrivedFrom(response), () => null);
        if (reply.kind === "problem") return yield reply;
      }
    } catch (error) {
      // The network reports its failures as TypeErrors, a caller who has left as an AbortError.
      if (!signal.aborted && !(error instanceof TypeError)) throw error;
    }
    if (signal.aborted) return;
    const seconds = WAITS[tries++];
    if (seconds === undefined) return yield { kind: "lost" };
    yield { kind: "waiting", seconds };
    await wait(seconds, signal);
  }
}

/** The events in a stream; one that is cut off is none. */
export async function* serverEvents(bytes: ReadableStream<Uint8Array>): AsyncGenerator<ServerEvent, void> {
  const reader = bytes.getReader();
  const decoder = new TextDecoder();
  let text = "";
  let id = "";
  let name = "message";
  let data: string[] = [];
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      const lines = (text + decoder.decode(value, { stream: true })).split(/\r\n|\n/);
      text = lines.pop() ?? "";
      for (const line of lines) {
        const [, field = "", content = ""] = /^([^:]*):? ?(.*)$/s.exec(line) ?? [];
        if (field === "event") name = content;
        else if (field === "id") id = content;
        else if (field === "data") data.push(content);
        else if (line === "") {
          if (data.length > 0) yield { name, data: data.join("\n"), id };
          [name, data] = ["message", []];
        }
      }
    }
  } finally {
    await reader.cancel().catch(() => {});
  }
}

async function arrivedFrom(response: Response): Promise<Arrived> {
  return { response, bytes: await response.arrayBuffer() };
}

function waited(seconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, 1000 * seconds);
    signal.addEventListener("abort", () => {
      clearTimeout(timer);
      resolve();
    });
  });
}
