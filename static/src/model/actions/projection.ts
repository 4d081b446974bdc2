/** Showing the page to a class. */

import { isNarrow } from "../camera.ts";
import type { Cover, State } from "../session.ts";
import { DOCKS, ROOMS } from "../state.ts";
import { type Action, always } from "./action.ts";
import { LEAVING } from "./leaving.ts";
import { after } from "./page.ts";

const projecting = ({ projection }: State) => projection === "on";

const ENTERING = { projection: "on", fullScreen: true, drawer: "none", dialog: "none" } as const;

function begin({ camera }: State): Partial<State> {
  return { ...ENTERING, camera: { ...camera, free: false } };
}

const covered = (kind: Exclude<Cover, "none">) => (state: State) => ({
  cover: state.cover === kind ? ("none" as const) : kind,
});

export const PROJECTION_ACTIONS: readonly Action[] = [
  {
    id: "projection",
    group: "projection",
    label: (state) => (projecting(state) ? "projection.leave" : "projection.begin"),
    keys: ["p"],
    icon: () => "projection",
    // A phone has no back row.
    enabled: (state) => projecting(state) || !isNarrow(state.viewport),
    perform: (state) => (projecting(state) ? LEAVING : begin(state)),
  },
  {
    id: "full-screen",
    group: "projection",
    label: ({ fullScreen }) => (fullScreen ? "projection.window" : "projection.full_screen"),
    keys: ["f"],
    icon: () => "fit",
    enabled: always,
    perform: ({ fullScreen }) => ({ fullScreen: !fullScreen, refused: false }),
  },
  {
    id: "black",
    group: "projection",
    label: () => "projection.black",
    keys: ["b", "."],
    icon: () => "black",
    enabled: always,
    perform: covered("black"),
  },
  {
    id: "white",
    group: "projection",
    label: () => "projection.white",
    keys: ["w"],
    icon: () => "white",
    enabled: always,
    perform: covered("white"),
  },
  {
    id: "spotlight",
    group: "projection",
    label: () => "projection.spotlight",
    keys: ["s"],
    hears: projecting,
    icon: () => "spotlight",
    enabled: projecting,
    perform: ({ spotlight }) => ({ spotlight: !spotlight }),
  },
  {
    id: "mask",
    group: "projection",
    label: ({ mask }) => (mask === "on" ? "projection.unmask" : "projection.mask"),
    keys: ["m"],
    icon: () => "mask",
    enabled: always,
    perform: ({ mask }) => ({ mask: mask === "on" ? "off" : "on" }),
  },
  {
    id: "test-card",
    group: "projection",
    label: () => "projection.test_card",
    keys: ["c"],
    hears: projecting,
    icon: () => "grid",
    enabled: projecting,
    perform: ({ testCard }) => ({ testCard: !testCard }),
  },
  {
    id: "room",
    group: "projection",
    label: ({ room }) => `projection.room_${room}`,
    keys: [],
    icon: () => "theme",
    enabled: always,
    perform: ({ room }) => ({ room: after(ROOMS, room) }),
  },
  {
    id: "dock",
    group: "projection",
    label: ({ dock }) => `projection.dock_${dock}`,
    keys: [],
    icon: () => "dock",
    enabled: always,
    perform: ({ dock }) => ({ dock: after(DOCKS, dock) }),
  },
  {
    id: "tools",
    group: "projection",
    label: () => "projection.tools",
    keys: [],
    icon: () => "menu",
    enabled: projecting,
    perform: ({ drawer }) => ({ drawer: drawer === "menu" ? "none" : "menu" }),
  },
  {
    // The Start button of a remote: a projection ignores it, and elsewhere it reloads unless a setting gives it to us.
    id: "start",
    group: "projection",
    label: () => "projection.remote_start",
    keys: ["F5"],
    hears: (state) => projecting(state) || state.remote === "on",
    enabled: (state) => !projecting(state) && state.remote === "on",
    perform: begin,
  },
  {
    id: "uncover",
    group: "projection",
    label: () => "projection.uncover",
    keys: [],
    enabled: ({ cover }) => cover !== "none",
    perform: () => ({ cover: "none" }),
  },
];
