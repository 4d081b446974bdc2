/** The pictures on buttons: strokes on a 24 × 24 grid. Those that the first picture does without come later. */

import { svg } from "./dom.ts";

const PATHS: Record<string, string> = {
  first: "M4.5 6v12M13 6l-6 6 6 6zM20 6l-6 6 6 6z",
  previous: "M14 6l-8 6 8 6zM18 6v12",
  play: "M8 5.5v13l10-6.5z",
  pause: "M9 6v12M15 6v12",
  next: "M6 6v12M10 6l8 6-8 6z",
  last: "M19.5 6v12M11 6l6 6-6 6zM4 6l6 6-6 6z",
  inspector: "M4 5h16v14H4zM14 5v14",
  program: "M8 8l-4 4 4 4M16 8l4 4-4 4M13.5 6l-3 12",
  theme: "M20 14.5A8.5 8.5 0 0 1 9.5 4 8.5 8.5 0 1 0 20 14.5z",
  share:
    "M7 12a2.6 2.6 0 1 1-5.2 0 2.6 2.6 0 0 1 5.2 0M21.6 5.6a2.6 2.6 0 1 1-5.2 0 2.6 2.6 0 0 1 5.2 0M21.6 18.4a2.6 2.6 0 1 1-5.2 0 2.6 2.6 0 0 1 5.2 0M6.8 10.8l9.8-4.2M6.8 13.2l9.8 4.2",
  help: "M9.2 9.2a2.8 2.8 0 1 1 4 2.6c-.8.4-1.2 1-1.2 1.9v.3M12 17.2v.1",
  menu: "M4 7h16M4 12h16M4 17h16",
  down: "M6 9l6 6 6-6",
  projection: "M3 5h18v11H3zM12 16v4M8 20h8",
};

export function addIcons(paths: Readonly<Record<string, string>>): void {
  Object.assign(PATHS, paths);
}

/** Solid where the strokes close into an arrow of a tape recorder. */
const SOLID = new Set(["first", "previous", "play", "stop", "next", "last"]);

export function icon(name: string): SVGElement {
  return svg(
    "svg",
    {
      class: SOLID.has(name) ? "icon solid" : "icon",
      viewBox: "0 0 24 24",
      "aria-hidden": "true",
      focusable: "false",
    },
    svg("path", { d: PATHS[name] ?? "" }),
  );
}
