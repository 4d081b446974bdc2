/** A sheet as an SVG file that needs nothing beside it: every style written out, its fonts inside. */

import type { Shape } from "../../scene/shapes.ts";
import { embeddedFonts } from "./faces.ts";
import type { Looked, Style } from "./look.ts";
import type { Sheet } from "./sheet.ts";

const GEOMETRY = ["x", "y", "width", "height", "rx", "cx", "cy", "r", "d", "transform", "pathLength"];
/** From the middle of a line to where its letters stand, in ems. */
const BASELINE = 0.35;

export async function svgFile(sheet: Sheet, look: Looked, title: string): Promise<Blob> {
  const { width, height, shapes } = sheet;
  const fonts = await embeddedFonts();
  const content = [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}">`,
    `<title>${escaped(title)}</title>`,
    `<style>${fonts}</style>`,
    ...shapes.map((shape) => written(shape, look)),
    "</svg>\n",
  ].join("\n");
  return new Blob([content], { type: "image/svg+xml" });
}

function written(shape: Shape, parent: Looked): string {
  const look = parent.of(shape);
  const { tag, attributes, text, children = [] } = shape;
  const geometry = GEOMETRY.flatMap((name) => (name in attributes ? [[name, attributes[name] ?? ""]] : []));
  const pairs: (readonly [string, string | number])[] =
    tag === "g"
      ? [...(geometry as [string, string | number][]), ...opacityOf(look.style)]
      : [
          ...(geometry as [string, string | number][]),
          ...inked(look.style),
          ...(tag === "text" ? lettered(look.style) : []),
        ];
  const list = pairs.map(([name, value]) => ` ${name}="${escaped(String(value))}"`).join("");
  const inside = text === undefined ? children.map((child) => written(child, look)).join("") : escaped(text);
  if (inside === "" && tag === "g") return "";
  return inside === "" ? `<${tag}${list}/>` : `<${tag}${list}>${inside}</${tag}>`;
}

type Pair = readonly [string, string | number];

function opacityOf({ opacity }: Style): Pair[] {
  return opacity === 1 ? [] : [["opacity", opacity]];
}

function inked(style: Style): Pair[] {
  const { fill, fillOpacity, stroke, strokeWidth, strokeOpacity, dashes, outlined } = style;
  const lines: Pair[] =
    stroke === "none" || strokeWidth === 0
      ? []
      : [
          ["stroke", stroke],
          ["stroke-width", strokeWidth],
          ...(strokeOpacity === 1 ? [] : [["stroke-opacity", strokeOpacity] as const]),
          ...(dashes.length > 0 ? [["stroke-dasharray", dashes.join(" ")] as const] : []),
          ...(outlined ? [["paint-order", "stroke"] as const, ["stroke-linejoin", "round"] as const] : []),
        ];
  return [
    ["fill", fill],
    ...(fillOpacity === 1 ? [] : [["fill-opacity", fillOpacity] as const]),
    ...lines,
    ...opacityOf(style),
  ];
}

function lettered({ size, weight, family, anchor, underlined }: Style): Pair[] {
  return [
    ["dy", `${BASELINE}em`],
    ["font-family", family],
    ["font-size", size],
    ["font-weight", weight],
    ...(anchor === "start" ? [] : [["text-anchor", anchor] as const]),
    ...(underlined ? [["text-decoration", "underline"] as const] : []),
  ];
}

const ENTITIES: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };

function escaped(text: string): string {
  return text.replace(/[&<>"]/g, (character) => ENTITIES[character] ?? character);
}
