/** What a link for students can leave out: each control, with the actions that go with it. */

export const CONTROLS = {
  play: ["play", "slower", "faster"],
  granularity: ["granularity"],
  notation: ["notation"],
  edit: ["program", "edit-value", "undo", "redo"],
  check: ["check"],
  labs: [],
  inspector: ["inspector"],
  examples: [],
  share: ["share"],
} as const satisfies Readonly<Record<string, readonly string[]>>;

export type Control = keyof typeof CONTROLS;

export const CONTROL_NAMES = Object.keys(CONTROLS) as readonly Control[];

/** Whether an action belongs to a control that is left out. */
export function isLeftOut(action: string, { hide }: { readonly hide: readonly Control[] }): boolean {
  return hide.some((control) => (CONTROLS[control] as readonly string[]).includes(action));
}
