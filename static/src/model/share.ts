/** What is handed on: an address, a command or a snippet that brings a state back. Pure. */

import type { TraceRequest } from "../wire/types.ts";
import { DEFAULTS, type Settings, writeAddress } from "./state.ts";

/** The address of a state on the page at `page`; it says the program and the language even where they are the usual ones. */
export function linkTo(settings: Settings, page: string): string {
  return `${page}#${writeAddress(settings, DEFAULTS, ["program", "inputs", "language"])}`;
}

/** A frame with the page in it, for slides, notebooks and course pages. */
export function frameOf(address: string, title: string): string {
  return `<iframe src="${escaped(address)}" title="${escaped(title)}" width="100%" height="560" loading="lazy" allow="fullscreen"></iframe>`;
}

/** The command that asks the service at `origin` for the same trace. */
export function curlOf(request: TraceRequest, origin: string, language: string): string {
  const address = `${origin}/api/v1/trace?lang=${language}`;
  const body = JSON.stringify(request);
  return `curl -s ${quoted(address)} -H 'Content-Type: application/json' -d ${quoted(body)}`;
}

/** For a POSIX shell: nothing inside single quotes means anything but itself. */
function quoted(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`;
}

const ENTITIES: Readonly<Record<string, string>> = { "&": "&amp;", '"': "&quot;", "<": "&lt;", ">": "&gt;" };

function escaped(text: string): string {
  return text.replace(/[&"<>]/g, (character) => ENTITIES[character] ?? character);
}
