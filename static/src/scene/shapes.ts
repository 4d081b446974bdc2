/** What a picture is made of: keyed marks, each a pure description that the view joins to the page. */

export type Attributes = Readonly<Record<string, string | number>>;

export interface Shape {
  /** Unique among its siblings; what has the same key in the next picture is the same thing. */
  readonly key: string;
  readonly tag: "g" | "rect" | "path" | "circle" | "text" | "title";
  readonly attributes: Attributes;
  readonly text?: string;
  readonly children?: readonly Shape[];
}

export function group(key: string, attributes: Attributes, children: readonly (Shape | null)[]): Shape {
  return { key, tag: "g", attributes, children: children.filter((shape) => shape !== null) };
}

export function rect(key: string, box: BoxLike, attributes: Attributes): Shape {
  return {
    key,
    tag: "rect",
    attributes: { x: box.x, y: box.y, width: box.width, height: box.height, ...attributes },
  };
}

export function path(key: string, d: string, attributes: Attributes): Shape {
  return { key, tag: "path", attributes: { d, ...attributes } };
}

export function circle(key: string, at: PointLike, r: number, attributes: Attributes): Shape {
  return { key, tag: "circle", attributes: { cx: at.x, cy: at.y, r, ...attributes } };
}

export function text(key: string, at: PointLike, content: string, attributes: Attributes): Shape {
  return { key, tag: "text", attributes: { x: at.x, y: at.y, ...attributes }, text: content };
}

export interface PointLike {
  readonly x: number;
  readonly y: number;
}

export interface BoxLike extends PointLike {
  readonly width: number;
  readonly height: number;
}
