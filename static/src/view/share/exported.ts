/** Files that the service writes. */

import { requestOf } from "../../model/request.ts";
import type { State } from "../../model/session.ts";
import type { ExportFormat } from "../../wire/calls.ts";
import type { Client, Download, Reply } from "../../wire/client.ts";

/** A file for the present request; null where the values cannot be read. */
export function exported(
  client: Client,
  state: State,
  format: ExportFormat,
): Promise<Reply<Download>> | null {
  const request = requestOf(state);
  return request && client.export(format, request, { language: state.language });
}
