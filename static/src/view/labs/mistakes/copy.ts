/** The copy that the mistake is planted in: its forward pass, drawn with the mark that it is broken. */

import { timelineIn } from "../../../model/derived.ts";
import { startLoader } from "../../../model/loader.ts";
import { opened } from "../../../model/request.ts";
import { EMPTY, type State } from "../../../model/session.ts";
import { DEFAULTS } from "../../../model/state.ts";
import { createStore } from "../../../model/store.ts";
import type { Locale, Translate } from "../../../text/i18n.ts";
import type { Client } from "../../../wire/client.ts";
import type { Mistake } from "../../../wire/mistakes.ts";
import { dress, h, say } from "../../dom.ts";
import { mountGraph } from "../../graph.ts";
import { timer } from "../../timer.ts";

export interface Copy {
  readonly element: HTMLElement;
  show(mistake: Mistake, mended: boolean): void;
}

interface Making {
  readonly client: Client;
  readonly language: Locale;
  readonly words: Translate;
}

export function makeCopy({ client, language, words }: Making): Copy {
  const flag = h("p", { class: "copy-flag" });
  const canvas = h("div", { class: "copy-canvas" });
  const element = h("section", { class: "copy", "aria-label": words("labs.mistakes.graph") }, flag, canvas);
  const store = createStore<State>({
    ...EMPTY,
    ...DEFAULTS,
    language,
    program: "",
    inputs: {},
    brief: true,
  });
  let whole = false;
  let begun = false;
  mountGraph({ store }, canvas);

  /** Forward as it is; the right gradients only when the mistake is mended. */
  const stand = () => {
    const stops = timelineIn(store.get())?.stops ?? [];
    const loss = stops.findIndex(({ step }) => step.kind === "loss");
    const step = whole ? stops.length - 1 : loss;
    if (step < 0) return;
    store.set({ step, cursor: step, landing: false });
  };
  store.watch(["trace"], stand);

  let shown = "";
  return {
    element,
    show({ id, program, inputs, checked }, mended) {
      dress(element, { "data-mended": mended ? "true" : null });
      say(flag, words(mended ? "labs.mistakes.mended" : "labs.mistakes.broken"));
      if (shown !== id) {
        shown = id;
        store.set(opened({ program, inputs, parameters: checked }));
        if (!begun) startLoader(store, client, timer);
        begun = true;
      }
      if (whole === mended) return;
      whole = mended;
      stand();
    },
  };
}
