/** Looking at the graph. */

import type { Trace } from "../../wire/trace.ts";
import { zoomed } from "../camera.ts";
import { foldingIn, tellingIn } from "../derived.ts";
import { closedAtFirst, type Layer, layersOf } from "../folding.ts";
import { remember } from "../remember.ts";
import { isNetShown, type State } from "../session.ts";
import type { Action } from "./action.ts";

const hasGraph = ({ trace }: State) => trace !== null;

const selected = remember((trace: Trace, selection: string) =>
  trace.nodes.find(({ key }) => key === selection),
);

/** The node that the inspector speaks of: the one selected, else the one of the current step. */
export function inspectedIn(state: State): string | null {
  const frame = tellingIn(state);
  if (!frame) return null;
  const { step } = frame.stop;
  return selected(frame.trace, state.selection)?.id ?? ("node" in step ? step.node : null);
}

/** What opens or closes at a node: its card, its op, or the innermost layer around it. */
type Hinge =
  | { readonly kind: "open" | "close"; readonly layer: Layer }
  | { readonly kind: "expand"; readonly group: string };

function hingeAt(state: State, id: string | null): Hinge | null {
  const folding = foldingIn(state);
  if (id === null || !folding) return null;
  const closed = folding.layerAt(folding.cardOf(id));
  if (closed) return { kind: "open", layer: closed };
  const { expandable, group } = folding.trace.node(id);
  if (expandable && group) return { kind: "expand", group };
  const around = layersOf(folding.trace).find(({ members }) => members.has(id));
  return around ? { kind: "close", layer: around } : null;
}

/** Opens or closes what is at a node. */
export function turned(state: State, id: string | null): Partial<State> {
  const hinge = hingeAt(state, id);
  const { trace } = state;
  if (!hinge || !trace) return {};
  const closed = state.closed ?? closedAtFirst(trace);
  if (hinge.kind === "expand") return { closed, expand: [...state.expand, hinge.group] };
  const { id: name, root } = hinge.layer;
  const others = closed.filter((one) => one !== name);
  return { closed: hinge.kind === "open" ? others : [...others, name], selection: trace.node(root).key };
}

function closes(state: State): boolean {
  return hingeAt(state, inspectedIn(state))?.kind === "close";
}

/** The order in which a projection brings the blocks of the inspector. */
const BLOCKS = [0, 3, 4, 5, 1, 2];

const NEAREST = 4;

/** A projection is never looked at from farther away than can be read. */
function nearer(state: State, by: number): Partial<State> {
  if (state.projection === "off") return { camera: zoomed(state, by) };
  const zoom = Math.min(NEAREST, Math.max(1, state.zoom * by));
  return { zoom, camera: { ...state.camera, free: false } };
}

export const GRAPH_ACTIONS: readonly Action[] = [
  {
    id: "zoom-in",
    group: "graph",
    label: () => "action.zoom_in",
    keys: ["+", "="],
    icon: () => "plus",
    enabled: hasGraph,
    perform: (state) => nearer(state, 1.25),
  },
  {
    id: "zoom-out",
    group: "graph",
    label: () => "action.zoom_out",
    keys: ["-", "_"],
    icon: () => "minus",
    enabled: hasGraph,
    perform: (state) => nearer(state, 0.8),
  },
  {
    id: "fit",
    group: "graph",
    label: () => "action.fit",
    keys: ["0"],
    icon: () => "fit",
    enabled: hasGraph,
    perform: ({ camera }) => ({ camera: { ...camera, free: false }, whole: true, zoom: 1 }),
  },
  {
    id: "net",
    group: "graph",
    label: (state) => (isNetShown(state) ? "net.leave" : "net.enter"),
    keys: ["n"],
    icon: (state) => (isNetShown(state) ? "graph" : "net"),
    // Where there is no net it is said why.
    enabled: hasGraph,
    perform: ({ view, camera }) => ({
      view: view === "net" ? "graph" : "net",
      camera: { ...camera, free: false },
    }),
  },
  {
    id: "expand",
    group: "graph",
    label: (state) => (closes(state) ? "action.collapse" : "action.expand"),
    keys: ["x"],
    icon: (state) => (closes(state) ? "collapse" : "expand"),
    enabled: (state) => hingeAt(state, inspectedIn(state)) !== null,
    perform: (state) => turned(state, inspectedIn(state)),
  },
  {
    id: "inspector",
    group: "graph",
    label: () => "action.inspector",
    keys: ["i"],
    icon: () => "inspector",
    enabled: hasGraph,
    perform: ({ drawer, projection, block }) =>
      projection === "on"
        ? { block: BLOCKS[BLOCKS.indexOf(block) + 1] ?? 0 }
        : { drawer: drawer === "inspector" ? "none" : "inspector" },
  },
  {
    id: "edit-value",
    group: "graph",
    label: () => "action.edit_value",
    keys: ["e"],
    enabled: (state) => {
      const id = inspectedIn(state);
      const kind = id === null ? undefined : state.trace?.node(id).kind;
      return kind === "input" || kind === "parameter" || kind === "label";
    },
    perform: (state) => {
      const id = inspectedIn(state);
      const key = id === null ? "" : (state.trace?.node(id).key ?? "");
      return { selection: key, focus: "value", drawer: "program" };
    },
  },
];
