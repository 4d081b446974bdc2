/** Over the graph: the connection is gone, the numbers are no longer finite, there is no net. And the camera's buttons. */

import { stopOf } from "../model/broken.ts";
import { timelineIn } from "../model/derived.ts";
import { isLarge } from "../model/handed.ts";
import type { State } from "../model/session.ts";
import type { Key } from "../text/i18n.ts";
import { type App, perform, wordsOf } from "./app.ts";
import { actionButton } from "./button.ts";
import { type Child, fill, h, prose, say } from "./dom.ts";
import { icon } from "./icons.ts";
import { netButton, refusalIn } from "./net/button.ts";

/** Never more than the stage holds. */
const MOST = 6;

export function mountNotices(app: App, corner: HTMLElement): void {
  const { store } = app;
  const trouble = h("div", { role: "status" });
  const list = h("div", { role: "status" });
  const refusal = h("div", { role: "status" });
  const origin = h("p", { class: "origin", role: "status" });
  const tools = h(
    "div",
    { class: "camera-tools" },
    netButton(app),
    actionButton(app, "zoom-out"),
    actionButton(app, "fit"),
    actionButton(app, "zoom-in"),
  );
  fill(corner, [h("div", { class: "notice-list" }, trouble, list, refusal, origin), tools]);

  /** The first one, which the others mostly follow from; all of them if the reader wishes. */
  let all = false;
  const warn = (state: State) => {
    const words = wordsOf(state);
    const stops = timelineIn(state)?.stops ?? [];
    const warnings = state.trace?.warnings ?? [];
    const notices = warnings.slice(0, all ? MOST : 1).map((warning) => {
      const at = stopOf(stops, warning);
      const go = () => store.set({ step: at, cursor: at, playing: false });
      return notice(h("span", {}, ...prose(warning.message)), button(words("warning.go", { i: at + 1 }), go));
    });
    const turn = () => {
      all = !all;
      warn(store.get());
      list.querySelector<HTMLElement>(".notice-more")?.focus();
    };
    const more = words(all ? "warning.less" : "warning.more", { n: warnings.length });
    const style = { type: "button", class: "link notice-more", "aria-expanded": String(all), onclick: turn };
    notices.at(-1)?.append(warnings.length > 1 ? h("button", style, more) : "");
    fill(list, notices);
  };

  /** Neurons were asked for. */
  const refuse = (state: State) => {
    const why = state.view === "net" ? refusalIn(state) : null;
    fill(refusal, why === null ? [] : [notice(why, null)]);
  };

  const connection = (state: State) => {
    const row = TROUBLE[state.connection];
    if (!row) return fill(trouble, []);
    const words = wordsOf(state);
    const help = row.help && button(words(row.help.label), () => row.help?.act(app));
    fill(trouble, [notice(message, help ?? null)]);
  };

  /** The seconds run without being read out one by one. */
  const message = h("span", { "aria-live": "off" });
  const count = (state: State) => {
    const { retryIn: seconds } = state;
    const row = TROUBLE[state.connection];
    if (row) say(message, wordsOf(state)(seconds === 1 ? (row.one ?? row.key) : row.key, { seconds }));
  };

  store.watch(["handed", "origin", "trace", "language"], (state) => say(origin, originIn(state)));
  store.watch(["connection", "retryIn", "language"], count);
  store.watch(["connection", "language"], connection);
  store.watch(["trace", "language", "granularity"], warn);
  store.watch(["trace", "net", "language", "view"], refuse);
}

/** Where a net was handed over from; that it is not here, where its address was opened elsewhere. */
function originIn(state: State): string {
  const { handed, origin, inputs } = state;
  const words = wordsOf(state);
  if (!handed) return "";
  if (origin === null) return words(isLarge(inputs) ? "net.kept_here" : "net.lost");
  if (origin.kind === "sizes") return words("net.from_sizes", { sizes: origin.sizes, seed: origin.seed });
  const { run, step, sample } = origin;
  return sample === undefined
    ? words("net.from_run", { run, step })
    : words("net.from_run_sample", { run, step, sample });
}

interface Trouble {
  readonly key: Key;
  /** With one second left. */
  readonly one?: Key;
  readonly help?: { readonly label: Key; readonly act: (app: App) => void };
}

const TROUBLE: Readonly<Partial<Record<State["connection"], Trouble>>> = {
  slow: { key: "problem.slow" },
  offline: {
    key: "problem.offline",
    help: { label: "action.retry", act: (app) => perform(app, "retry") },
  },
  busy: { key: "problem.busy", one: "problem.busy_one" },
  unexpected: {
    key: "problem.unexpected",
    help: { label: "action.reload", act: () => location.reload() },
  },
};

function notice(message: Child, help: Child): HTMLElement {
  return h("div", { class: "notice" }, icon("warning"), message, help);
}

function button(name: string, act: () => void): HTMLElement {
  return h("button", { type: "button", class: "button text outlined", onclick: act }, name);
}
