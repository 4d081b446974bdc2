/** Data sets: the one that comes with the product, and files that people bring. */

import { type Call, jsonOf, type Options, type Reply } from "./call.ts";

export interface DataSet {
  readonly id: string;
  readonly format: "csv" | "idx" | "npz";
  /** Whether there are both images and labels. */
  readonly complete: boolean;
  /** What the other IDX file holds that is still to be sent. */
  readonly missing: "images" | "labels" | null;
  readonly samples: number;
  readonly train: number | null;
  readonly test: number | null;
  readonly rows: number | null;
  readonly columns: number | null;
  readonly classes: number | null;
  readonly title: string | null;
  readonly source: string | null;
  readonly licence: string | null;
  /** When it is deleted unless it is used. */
  readonly expires: string | null;
}

export interface DataSample {
  readonly index: number;
  readonly set: "train" | "test";
  readonly label: number;
  /** Base64 of a byte for each pixel. */
  readonly pixels: string;
}

export interface DataSamples {
  readonly total: number;
  readonly rows: number;
  readonly columns: number;
  readonly samples: readonly DataSample[];
}

export interface DataSets {
  /** What comes with the product. */
  all(options: Options): Promise<Reply<readonly DataSet[]>>;
  find(id: string, options: Options): Promise<Reply<DataSet>>;
  /** Those for training come first. */
  samples(
    id: string,
    place: { readonly offset: number; readonly limit: number },
    options: Options,
  ): Promise<Reply<DataSamples>>;
  /** `file` as a new data set, or as the second half of `half`; `sent` hears the share that is on its way. */
  upload(
    file: Blob,
    half: string | null,
    sent: (share: number) => void,
    options: Options,
  ): Promise<Reply<DataSet>>;
}

export function makeDataSets(call: Call, sending: (sent: (share: number) => void) => typeof fetch): DataSets {
  const path = (id: string) => `/data-sets/${encodeURIComponent(id)}`;
  return {
    all: (options) => call("/data-sets", options, jsonOf<readonly DataSet[]>),
    find: (id, options) => call(path(id), options, jsonOf<DataSet>),
    samples: (id, { offset, limit }, options) =>
      call(`${path(id)}/samples?offset=${offset}&limit=${limit}`, options, jsonOf<DataSamples>),
    upload: (file, half, sent, options) =>
      call(half === null ? "/data-sets" : path(half), options, jsonOf<DataSet>, {
        file,
        send: sending(sent),
      }),
  };
}

/** Carries a file as `fetch` would, which does not tell how much of it has gone. */
export function sendingFile(sent: (share: number) => void): typeof fetch {
  return (address, { method = "POST", body, signal } = {}) =>
    new Promise((resolve, reject) => {
      const request = new XMLHttpRequest();
      request.open(method, String(address));
      request.responseType = "arraybuffer";
      request.upload.addEventListener("progress", ({ loaded, total }) =>
        sent(total > 0 ? loaded / total : 1),
      );
      request.addEventListener("load", () => {
        const head = request
          .getAllResponseHeaders()
          .trim()
          .split(/[\r\n]+/);
        const headers = head.map((line) => line.split(/: (.*)/s).slice(0, 2) as [string, string]);
        resolve(new Response(request.response, { status: request.status, headers }));
      });
      request.addEventListener("error", () => reject(new TypeError("The connection broke.")));
      request.addEventListener("abort", () => reject(new DOMException("Cancelled.", "AbortError")));
      signal?.addEventListener("abort", () => request.abort());
      request.send(body as XMLHttpRequestBodyInit);
    });
}
