/**
 * The one join: shapes in, SVG elements made, changed, moved and removed by key. Only what differs is touched.
 *
 * d3-selection does the same in three lines and 4 kB of the first load; it comes later, with d3-zoom.
 */

import type { Shape } from "../scene/shapes.ts";

/** What each element was last drawn as, and its children. */
const drawn = new WeakMap<Element, Shape>();
const joined = new WeakMap<Element, readonly Shape[]>();
const SVG = "http://www.w3.org/2000/svg";

export function join(parent: Element, shapes: readonly Shape[]): void {
  const before = joined.get(parent) ?? [];
  joined.set(parent, shapes);
  // Most pictures have the parts of the one before, in the same order: then there is nobody to look for.
  if (before.length === shapes.length && shapes.every((shape, i) => alike(shape, before[i]))) {
    for (const [i, shape] of shapes.entries())
      if (shape !== before[i]) patch(parent.children[i] as Element, shape);
    return;
  }
  const wanted = new Set(shapes.map(nameOf));
  const known = new Map<string, Element>();
  for (const child of [...parent.children]) {
    const shape = drawn.get(child);
    const name = shape ? nameOf(shape) : "";
    if (wanted.has(name)) known.set(name, child);
    else child.remove();
  }
  let place = parent.firstElementChild;
  for (const shape of shapes) {
    const element = known.get(nameOf(shape)) ?? document.createElementNS(SVG, shape.tag);
    patch(element, shape);
    if (element === place) place = place.nextElementSibling;
    else parent.insertBefore(element, place);
  }
}

function alike(a: Shape, b: Shape | undefined): boolean {
  return a === b || (a.key === b?.key && a.tag === b.tag);
}

function nameOf({ tag, key }: Shape): string {
  return `${tag} ${key}`;
}

function patch(element: Element, shape: Shape): void {
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
