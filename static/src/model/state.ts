/** What the page remembers: every field once, with its default, its type and its form in the address. */

import { hashOf, paramsOf } from "./address.ts";
import { CONTROL_NAMES } from "./controls.ts";
import {
  choice,
  count,
  counts,
  type Field,
  flag,
  ids,
  names,
  place,
  several,
  text,
  texts,
  type Values,
} from "./fields.ts";
import { inputNames } from "./program.ts";

export const LANGUAGES = ["en", "zh-CN"] as const;
export const THEMES = ["system", "light", "dark"] as const;
export const NOTATIONS = ["partial", "grad", "short"] as const;
export const GRANULARITIES = ["layers", "nodes", "details"] as const;
export const ROOMS = ["lit", "dark", "weak"] as const;
export const DOCKS = ["bottom", "left", "right"] as const;
export const SPEEDS = ["0.5", "1", "2"] as const;

export const FIELDS = {
  program: text("program", "L = (x + y) ** 2"),
  /** Text of each input as typed; kept when a name leaves the program, so that it may come back. */
  inputs: texts("in", { x: "1", y: "2" }),
  /** Empty: the last name assigned. */
  output: text("output", "", 200),
  /** Empty: 1. */
  upstream: text("upstream", ""),
  /** Empty: no update step. */
  rate: text("rate", "", 40),
  parameters: names("parameters"),
  expand: names("expand"),
  /** Layers drawn as one card each; null: as suits the size of the graph. */
  closed: ids("closed"),
  /** Where the reader stands: `step=7`, `step=7.2`. */
  place: place("step"),
  granularity: choice("steps", GRANULARITIES, "nodes"),
  language: choice("lang", LANGUAGES, "en"),
  theme: choice("theme", THEMES, "system"),
  notation: choice("notation", NOTATIONS, "partial"),
  speed: choice("speed", SPEEDS, "1"),
  /** Single-letter shortcuts. */
  letters: choice("letters", ["on", "off"], "on"),
  /** The layout for the back row. */
  projection: choice("projection", ["off", "on"], "off"),
  /** Where it is projected: the lights are on, or off, or the projector is weak. */
  room: choice("room", ROOMS, "lit"),
  /** Where the buttons of a projection are within reach. */
  dock: choice("dock", DOCKS, "bottom"),
  /** The Start button of a presenter's remote begins the projection. */
  remote: choice("remote", ["off", "on"], "off"),
  /** Gradients are question marks. */
  mask: choice("mask", ["off", "on"], "off"),
  /** The trace drawn as cards and wires, or as the units of a net. */
  view: choice("view", ["graph", "net"], "graph"),
  /** The row of a batch that is shown one at a time. */
  sample: count("sample"),
  /** Of columns of a net too long to be drawn, the unit that is. */
  units: counts("unit"),
  /** Program and values are kept in this tab: they are too large for an address. */
  handed: flag("handed"),
  /** Key of the node in the inspector; empty: the current one. */
  selection: text("node", "", 400),
  /** Controls that are left out. */
  hide: several("hide", CONTROL_NAMES),
} as const satisfies Record<string, Field<never> | Field<unknown>>;

export type Settings = Readonly<Values<typeof FIELDS>>;
export type SettingName = keyof Settings;

const ENTRIES = Object.entries(FIELDS) as [SettingName, Field<unknown>][];

export const DEFAULTS = Object.fromEntries(ENTRIES.map(([name, field]) => [name, field.initial])) as Settings;

/** What an address leaves out of a state that was handed over. */
const HANDED: readonly SettingName[] = ["program", "inputs", "parameters"];

/** Reads the part of an address after `#`. What it does not say, or says wrongly, stays as in `base`. */
export function readAddress(hash: string, base: Settings = DEFAULTS): Settings {
  const params = paramsOf(hash);
  const given = ENTRIES.map(([name, field]) => [name, field.load(params)]).filter(
    ([, value]) => value !== undefined,
  );
  const found = Object.fromEntries(given) as Partial<Settings>;
  // A program of its own does not inherit the default values of another one.
  const inputs = found.inputs ?? (found.program === undefined ? base.inputs : {});
  return { ...base, ...found, inputs };
}

/** The address of a state: what differs from `base`, program and inputs always together, and what `always` names. */
export function writeAddress(
  settings: Settings,
  base: Settings = DEFAULTS,
  always: readonly SettingName[] = [],
): string {
  const used = new Set(inputNames(settings.program));
  const inputs = Object.fromEntries(Object.entries(settings.inputs).filter(([name]) => used.has(name)));
  const shown: Settings = { ...settings, inputs };
  const left = settings.handed ? HANDED : [];
  const same = (name: SettingName) => JSON.stringify(shown[name]) === JSON.stringify(base[name]);
  const together = settings.handed || (same("program") && same("inputs"));
  const params = new URLSearchParams();
  for (const [name, field] of ENTRIES) {
    if (left.includes(name)) continue;
    const keep = name === "program" || name === "inputs" ? !together : !same(name);
    if (keep || always.includes(name)) field.save(shown[name], params);
  }
  return hashOf(params);
}
