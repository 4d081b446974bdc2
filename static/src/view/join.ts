/** The one join: shapes in, SVG elements made, changed and removed by key. Only what differs is touched. */

import { select } from "d3-selection";
import type { Shape } from "../scene/shapes.ts";

const drawn = new WeakMap<Element, Shape>();
const SVG = "http://www.w3.org/2000/svg";

export function join(parent: Element, shapes: readonly Shape[]): void {
  select(parent)
    .selectChildren<SVGElement, Shape>()
    .data(shapes, ({ tag, key }) => `${tag} ${key}`)
    .join((enter) => enter.append(({ tag }) => document.createElementNS(SVG, tag)))
    .each(function patchOne(shape) {
      patch(this, shape);
    });
}

function patch(element: SVGElement, shape: Shape): void {
  const before = drawn.get(element);
  if (before === shape) return;
  drawn.set(element, shape);
  for (const name of Object.keys(before?.attributes ?? {}))
    if (!(name in shape.attributes)) element.removeAttribute(name);
  for (const [name, value] of Object.entries(shape.attributes))
    if (before?.attributes[name] !== value) element.setAttribute(name, String(value));
  if (shape.text !== undefined) {
    if (before?.text !== shape.text) element.textContent = shape.text;
  } else join(element, shape.children ?? []);
}
