/** The films that can be saved: one row each, with how it is made. The encoders are fetched when they are wanted. */

import type { State } from "../../model/session.ts";
import { wordsOf } from "../app.ts";
import type { Encoding } from "./encoding.ts";
import { type Film, filmOf } from "./film.ts";
import { makeLook } from "./look.ts";
import type { Subject } from "./subject.ts";

export type FilmKind = "gif" | "mp4" | "webm";

type Encode = (film: Film, encoding: Encoding) => Promise<Blob | null>;

const MAKERS: Readonly<Record<FilmKind, { readonly width: number; readonly encode: Encode }>> = {
  gif: {
    width: 960,
    encode: async (film, encoding) => (await import("./gif.ts")).encodeGif(film, encoding),
  },
  mp4: { width: 1280, encode: (film, encoding) => video(film, "mp4", encoding) },
  webm: { width: 1280, encode: (film, encoding) => video(film, "webm", encoding) },
};

async function video(film: Film, container: "mp4" | "webm", encoding: Encoding): Promise<Blob | null> {
  if (canEncode()) return (await import("./video.ts")).encodeVideo(film, container, encoding);
  return (await import("./recorder.ts")).recordVideo(film, encoding);
}

/** Only a secure page may: not one that a school serves by plain http. */
export function canEncode(): boolean {
  return "VideoEncoder" in window;
}

export async function savedFilm(
  kind: FilmKind,
  state: State,
  subject: Subject,
  encoding: Encoding,
): Promise<Blob | null> {
  await document.fonts.ready;
  const { root, done } = makeLook(document.body);
  try {
    const { width, encode } = MAKERS[kind];
    const film = filmOf(state, subject, wordsOf(state), root, width);
    return film && (await encode(film, encoding));
  } finally {
    done();
  }
}
