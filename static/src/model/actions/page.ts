/** The page as a whole: words, colours, notation, help. */

import { redone, undone } from "../history.ts";
import type { State } from "../session.ts";
import { LANGUAGES, NOTATIONS } from "../state.ts";
import { type Action, always } from "./action.ts";
import { LEAVING } from "./leaving.ts";

/** The option after the current one, in a circle. */
export function after<T>(options: readonly T[], current: T): T {
  return options[(options.indexOf(current) + 1) % options.length] ?? current;
}

export const PAGE_ACTIONS: readonly Action[] = [
  {
    id: "program",
    group: "page",
    label: () => "action.program",
    keys: ["/"],
    icon: () => "program",
    enabled: always,
    perform: () => ({ focus: "program", drawer: "program" }),
  },
  {
    id: "undo",
    group: "page",
    label: () => "action.undo",
    keys: ["Mod+z"],
    icon: () => "undo",
    enabled: ({ past }) => past.length > 0,
    perform: undone,
  },
  {
    id: "redo",
    group: "page",
    label: () => "action.redo",
    keys: ["Mod+Shift+z", "Mod+y"],
    icon: () => "redo",
    enabled: ({ future }) => future.length > 0,
    perform: redone,
  },
  {
    id: "retry",
    group: "page",
    label: () => "action.retry",
    keys: [],
    enabled: always,
    perform: ({ attempts }) => ({ attempts: attempts + 1 }),
  },
  {
    id: "notation",
    group: "page",
    label: () => "action.notation",
    keys: ["t"],
    enabled: always,
    perform: ({ notation }) => ({ notation: after(NOTATIONS, notation) }),
  },
  {
    id: "language",
    group: "page",
    label: () => "action.language",
    keys: ["l"],
    icon: () => "language",
    enabled: always,
    perform: ({ language }) => ({ language: after(LANGUAGES, language) }),
  },
  {
    id: "theme",
    group: "page",
    label: () => "action.theme",
    keys: ["d"],
    icon: () => "theme",
    enabled: always,
    // In a projection the room says how dark it is.
    perform: (state) => {
      const dark = isDark(state);
      return state.projection === "on" ? { room: dark ? "lit" : "dark" } : { theme: dark ? "light" : "dark" };
    },
  },
  {
    id: "menu",
    group: "page",
    label: () => "header.settings",
    keys: [],
    icon: () => "menu",
    enabled: always,
    perform: ({ drawer }) => ({ drawer: drawer === "menu" ? "none" : "menu" }),
  },
  {
    id: "text",
    group: "page",
    label: () => "alternative.open",
    keys: [],
    enabled: always,
    perform: () => ({ dialog: "text" }),
  },
  {
    id: "share",
    group: "page",
    label: () => "action.share",
    keys: [],
    icon: () => "share",
    enabled: ({ trace }) => trace !== null,
    perform: () => ({ dialog: "share" }),
  },
  {
    id: "check",
    group: "page",
    label: () => "place.check",
    keys: ["k"],
    enabled: ({ trace }) => trace !== null,
    perform: () => ({ leaving: "check" }),
  },
  {
    id: "help",
    group: "page",
    label: () => "action.help",
    keys: ["?"],
    icon: () => "help",
    enabled: always,
    perform: ({ dialog }) => ({ dialog: dialog === "help" ? "none" : "help" }),
  },
  {
    id: "close",
    group: "page",
    label: () => "action.close",
    keys: ["Escape"],
    icon: () => "close",
    enabled: (state) => topLayer(state) !== undefined,
    perform: (state) => topLayer(state)?.close ?? {},
  },
];

interface Layer {
  readonly open: (state: State) => boolean;
  readonly close: Partial<State>;
}

/** What can be closed, the top layer first. */
const LAYERS: readonly Layer[] = [
  { open: ({ dialog }) => dialog !== "none", close: { dialog: "none" } },
  { open: ({ drawer }) => drawer !== "none", close: { drawer: "none" } },
  { open: ({ testCard }) => testCard, close: { testCard: false } },
  { open: ({ block }) => block !== 0, close: { block: 0 } },
  { open: ({ spotlight }) => spotlight, close: { spotlight: false } },
  { open: ({ cover }) => cover !== "none", close: { cover: "none" } },
  { open: ({ projection }) => projection === "on", close: LEAVING },
  { open: ({ selection }) => selection !== "", close: { selection: "" } },
];

function topLayer(state: State): Layer | undefined {
  return LAYERS.find(({ open }) => open(state));
}

export function isDark({
  theme,
  darkSystem,
  projection,
  room,
}: Pick<State, "theme" | "darkSystem" | "projection" | "room">): boolean {
  if (projection === "on") return room === "dark";
  return theme === "system" ? darkSystem : theme === "dark";
}
