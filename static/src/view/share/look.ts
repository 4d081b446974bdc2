/** How shapes look: what the style sheet says of a chain of shapes, asked of the browser once for each chain. */

import type { Shape } from "../../scene/shapes.ts";
import { svg } from "../dom.ts";

export interface Style {
  readonly fill: string;
  readonly fillOpacity: number;
  readonly stroke: string;
  readonly strokeWidth: number;
  readonly strokeOpacity: number;
  readonly dashes: readonly number[];
  readonly opacity: number;
  readonly size: number;
  readonly weight: string;
  readonly family: string;
  readonly anchor: string;
  /** The outline of a text lies behind it. */
  readonly outlined: boolean;
  readonly underlined: boolean;
}

export interface Looked {
  readonly style: Style;
  of(shape: Shape): Looked;
}

/** Attributes that are styles too. */
const STYLED = ["class", "font-size", "stroke-width", "stroke-dasharray", "text-anchor", "data-sign"];

/** Begins a chain inside `host`, an element of the page with the theme that is wanted. `done` takes all probes away. */
export function makeLook(host: Element): { root: Looked; done: () => void } {
  const top = svg("svg", { class: "graph probe", width: 0, height: 0, "aria-hidden": "true" });
  host.append(top);
  return { root: look(top), done: () => top.remove() };
}

function look(element: SVGElement): Looked {
  const known = new Map<string, Looked>();
  return {
    style: styleOf(element),
    of({ tag, attributes }) {
      const styled = STYLED.flatMap((name) => (name in attributes ? [[name, attributes[name]]] : []));
      const key = JSON.stringify([tag, styled]);
      const found = known.get(key);
      if (found) return found;
      const probe = svg(tag, Object.fromEntries(styled));
      element.append(probe);
      const made = look(probe);
      known.set(key, made);
      return made;
    },
  };
}

function styleOf(element: Element): Style {
  const style = getComputedStyle(element);
  const number = (text: string) => Number.parseFloat(text) || 0;
  return {
    fill: plain(style.fill),
    fillOpacity: number(style.fillOpacity),
    stroke: plain(style.stroke),
    strokeWidth: number(style.strokeWidth),
    strokeOpacity: number(style.strokeOpacity),
    dashes: style.strokeDasharray === "none" ? [] : style.strokeDasharray.split(/[\s,]+/).map(number),
    opacity: number(style.opacity),
    size: number(style.fontSize),
    weight: style.fontWeight,
    family: style.fontFamily,
    anchor: style.textAnchor,
    outlined: style.paintOrder.startsWith("stroke"),
    underlined: style.textDecorationLine.includes("underline"),
  };
}

const plainColours = new Map<string, string>();

/** A colour as every program can read it, `#rrggbb`; mixed colours come from the browser in spaces that few know. */
export function plain(colour: string): string {
  if (colour === "none" || colour === "") return "none";
  const known = plainColours.get(colour);
  if (known) return known;
  const context = new OffscreenCanvas(1, 1).getContext("2d", { willReadFrequently: true });
  if (!context) return colour;
  context.fillStyle = colour;
  context.fillRect(0, 0, 1, 1);
  const [red = 0, green = 0, blue = 0, alpha = 0] = context.getImageData(0, 0, 1, 1).data;
  const hex = [red, green, blue].map((part) => part.toString(16).padStart(2, "0")).join("");
  const found = alpha === 0 ? "none" : `#${hex}`;
  plainColours.set(colour, found);
  return found;
}
