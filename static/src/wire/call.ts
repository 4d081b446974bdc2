/**
 * One request to the service. Every call resolves to a `Reply`: what can go wrong in a school's network is a value
 * like any other, told apart by `kind`. Only a fault of this code throws.
 */

import type { Problem } from "./calls.ts";
import { WireError } from "./numbers.ts";

/**
 * problem: the service refuses, and says why; busy: ask again in `seconds`; offline: nobody answered;
 * unexpected: an answer that cannot be read; cancelled: the caller's signal was aborted.
 */
export type Reply<T> =
  | { readonly kind: "answer"; readonly value: T }
  | { readonly kind: "problem"; readonly problem: Problem }
  | { readonly kind: "busy"; readonly seconds: number }
  | { readonly kind: "offline" }
  | { readonly kind: "unexpected"; readonly status: number }
  | { readonly kind: "cancelled" };

export interface Options {
  /** Of the words in the answer. */
  readonly language: string;
  readonly signal?: AbortSignal;
}

/** Beside the path: a body makes it a POST unless `method` says otherwise. */
export interface Sending {
  readonly method?: string;
  readonly json?: object;
  /** A file as it is. */
  readonly file?: Blob;
  /** Carries this request in place of what carries the others. */
  readonly send?: typeof fetch;
}

/** An answer that has arrived whole. */
export interface Arrived {
  readonly response: Response;
  readonly bytes: ArrayBuffer;
}

export type Read<T> = (arrived: Arrived) => T;

export type Call = <T>(path: string, options: Options, read: Read<T>, sending?: Sending) => Promise<Reply<T>>;

/** `base`: where the service's API is; `send`: what carries a request there. */
export function makeCall(base = "/api/v1", send: typeof fetch = (...sent) => fetch(...sent)): Call {
  return async (path, { language, signal }, read, sending = {}) => {
    const address = `${base}${path}${path.includes("?") ? "&" : "?"}lang=${encodeURIComponent(language)}`;
    let arrived: Arrived;
    try {
      const response = await (sending.send ?? send)(address, {
        ...initOf(sending),
        ...(signal && { signal }),
      });
      arrived = { response, bytes: await response.arrayBuffer() };
    } catch (error) {
      if (signal?.aborted) return { kind: "cancelled" };
      // `fetch` reports every failure of the network as a TypeError.
      if (error instanceof TypeError) return { kind: "offline" };
      throw error;
    }
    return signal?.aborted ? { kind: "cancelled" } : replyOf(arrived, read);
  };
}

function initOf({ method, json, file }: Sending): RequestInit {
  if (file) return { method: method ?? "POST", body: file };
  if (!json) return method ? { method } : {};
  return {
    method: method ?? "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify(json),
  };
}

export function replyOf<T>(arrived: Arrived, read: Read<T>): Reply<T> {
  const { ok, status, headers } = arrived.response;
  if (status === 429 || status === 503)
    return { kind: "busy", seconds: secondsUntil(headers.get("Retry-After")) };
  try {
    if (ok) return { kind: "answer", value: read(arrived) };
    const problem: unknown = jsonOf(arrived);
    if (isProblem(problem)) return { kind: "problem", problem };
  } catch (error) {
    // JSON that is none, or that holds something else than was asked for.
    if (!(error instanceof SyntaxError || error instanceof WireError)) throw error;
  }
  return { kind: "unexpected", status };
}

export function jsonOf<T>({ bytes }: Arrived): T {
  return JSON.parse(new TextDecoder().decode(bytes));
}

/** Of an answer without a body. */
export const nothing = (): null => null;

function isProblem(found: unknown): found is Problem {
  return typeof found === "object" && found !== null && "errors" in found && Array.isArray(found.errors);
}

/** How long to wait where the service does not say. */
const PATIENCE = 3;
const LONGEST_WAIT = 60;

/** The seconds that a `Retry-After` header asks for, given as seconds or as a date (RFC 9110 §10.2.3). */
function secondsUntil(header: string | null): number {
  const seconds =
    header === null
      ? Number.NaN
      : /^\d+$/.test(header.trim())
        ? Number(header)
        : (Date.parse(header) - Date.now()) / 1000;
  return Number.isNaN(seconds) ? PATIENCE : Math.min(LONGEST_WAIT, Math.max(1, Math.ceil(seconds)));
}
