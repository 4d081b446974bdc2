/** The colours of the program in the editor, and the mark on the piece that the current step works on. */

import { type Range, StateEffect, StateField, type Text } from "@codemirror/state";
import { Decoration, type DecorationSet, EditorView } from "@codemirror/view";
import type { Span } from "../../model/marks.ts";
import { tokenize } from "../../model/program.ts";

/** Moves the mark of the current step. */
export const markHere = StateEffect.define<Span | null>();

const HERE = Decoration.mark({ class: "here" });
const KINDS = new Map(
  ["comment", "number", "call", "operator"].map((kind) => [kind, Decoration.mark({ class: `t-${kind}` })]),
);

function coloured(doc: Text): DecorationSet {
  const pieces = tokenize(doc.toString()).flatMap(({ kind, text, start }): Range<Decoration>[] => {
    const mark = KINDS.get(kind);
    return mark ? [mark.range(start, start + text.length)] : [];
  });
  return Decoration.set(pieces);
}

const colours = StateField.define<DecorationSet>({
  create: ({ doc }) => coloured(doc),
  update: (value, { docChanged, newDoc }) => (docChanged ? coloured(newDoc) : value),
  provide: (field) => EditorView.decorations.from(field),
});

const here = StateField.define<DecorationSet>({
  create: () => Decoration.none,
  update(value, { docChanged, effects }) {
    const moved = effects.findLast((effect) => effect.is(markHere))?.value as Span | null | undefined;
    if (moved === undefined) return docChanged ? Decoration.none : value;
    return moved && moved.end > moved.start
      ? Decoration.set(HERE.range(moved.start, moved.end))
      : Decoration.none;
  },
  provide: (field) => EditorView.decorations.from(field),
});

export const paint = [colours, here];
