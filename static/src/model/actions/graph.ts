/** Looking at the graph. */

import { zoomed } from "../camera.ts";
import { tellingIn } from "../derived.ts";
import type { State } from "../session.ts";
import type { Action } from "./action.ts";

const hasGraph = ({ trace }: State) => trace !== null;

/** The node that the inspector speaks of: the one selected, else the one of the current step. */
export function inspectedIn(state: State): string | null {
  const frame = tellingIn(state);
  if (!frame) return null;
  const selected = frame.trace.nodes.find(({ key }) => key === state.selection);
  const step = frame.stop.step;
  return selected?.id ?? ("node" in step ? step.node : null);
}

function groupOf(state: State) {
  const id = inspectedIn(state);
  const node = id === null ? undefined : state.trace?.node(id);
  if (!node?.group) return null;
  const opened = state.expand.includes(node.group);
  return opened || node.expandable ? { id: node.group, opened } : null;
}

export const GRAPH_ACTIONS: readonly Action[] = [
  {
    id: "zoom-in",
    group: "graph",
    label: () => "action.zoom_in",
    keys: ["+", "="],
    icon: () => "plus",
    enabled: hasGraph,
    perform: (state) => ({ camera: zoomed(state, 1.25) }),
  },
  {
    id: "zoom-out",
    group: "graph",
    label: () => "action.zoom_out",
    keys: ["-", "_"],
    icon: () => "minus",
    enabled: hasGraph,
    perform: (state) => ({ camera: zoomed(state, 0.8) }),
  },
  {
    id: "fit",
    group: "graph",
    label: () => "action.fit",
    keys: ["0"],
    icon: () => "fit",
    enabled: hasGraph,
    perform: ({ camera }) => ({ camera: { ...camera, free: false } }),
  },
  {
    id: "expand",
    group: "graph",
    label: (state) => (groupOf(state)?.opened ? "action.collapse" : "action.expand"),
    keys: ["x"],
    icon: (state) => (groupOf(state)?.opened ? "collapse" : "expand"),
    enabled: (state) => groupOf(state) !== null,
    perform: (state) => {
      const group = groupOf(state);
      if (!group) return {};
      const others = state.expand.filter((id) => id !== group.id);
      return { expand: group.opened ? others : [...others, group.id] };
    },
  },
  {
    id: "inspector",
    group: "graph",
    label: () => "action.inspector",
    keys: ["i"],
    icon: () => "inspector",
    enabled: hasGraph,
    perform: ({ drawer }) => ({ drawer: drawer === "inspector" ? "none" : "inspector" }),
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
