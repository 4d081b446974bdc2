/**
 * The only place of the page that knows how numbers travel: NaN and infinities as text, long arrays as the
 * base64 of their doubles, repeated arrays as references. Inside the page a value is a number or a `Tensor`.
 */
import type { WireNested, WireNumber, WireTensor, WireValue } from "./types.ts";

/** Elements in row order. A tensor has at least one axis: a single number is a `number`. */
export interface Tensor {
  readonly shape: readonly number[];
  readonly data: Float64Array;
}

export type Value = number | Tensor;

/** Numbers as a person types them: one, or a rectangular nested list. */
export type Nested = number | readonly Nested[];

/** The service answered with something that is not a value; its message says what. */
export class WireError extends Error {
  override readonly name = "WireError";
}

export function isTensor(value: Value): value is Tensor {
  return typeof value !== "number";
}

export function shapeOf(value: Value): readonly number[] {
  return isTensor(value) ? value.shape : [];
}

export function sizeOf(value: Value): number {
  return isTensor(value) ? value.data.length : 1;
}

// ----- reading -----

/** A value of an answer. `tensors` is the answer's table of arrays. */
export function decodeValue(wire: WireValue, tensors: Readonly<Record<string, WireTensor>> = {}): Value {
  if (isList<WireNested>(wire)) return decodeList(wire);
  if (typeof wire !== "object") return decodeNumber(wire);
  const tensor = tensors[wire.tensor];
  if (!tensor) throw new WireError(`The answer refers to the tensor ${wire.tensor} and does not hold it.`);
  return decodeTensor(tensor);
}

export function decodeNumber(wire: WireNumber): number {
  if (typeof wire === "number") return wire;
  if (wire === "NaN" || wire === "Infinity" || wire === "-Infinity") return Number(wire);
  throw new WireError(`${JSON.stringify(wire)} stands where a number belongs.`);
}

export function decodeTensor(wire: WireTensor): Tensor {
  const bytes = Uint8Array.from(atob(wire.base64), (character) => character.charCodeAt(0));
  const size = count(wire.shape);
  if (bytes.length !== 8 * size) {
    throw new WireError(
      `A tensor of shape ${shapeText(wire.shape)} came with ${bytes.length} bytes, not ${8 * size}.`,
    );
  }
  const view = new DataView(bytes.buffer);
  const data = Float64Array.from({ length: size }, (_, i) => view.getFloat64(8 * i, true));
  return { shape: wire.shape, data };
}

function decodeList(wire: readonly WireNested[]): Tensor {
  const shape = nestedShape(wire);
  const data = new Float64Array(count(shape));
  let filled = 0;
  const fill = (part: WireNested, depth: number): void => {
    if (isList<WireNested>(part)) {
      if (part.length !== shape[depth]) throw ragged();
      for (const element of part) fill(element, depth + 1);
    } else {
      if (depth < shape.length) throw ragged();
      data[filled++] = decodeNumber(part);
    }
  };
  fill(wire, 0);
  return { shape, data };
}

// ----- writing -----

/** A value for a request: NaN and infinities as text. */
export function encodeNested(value: Nested): WireNested {
  return isList<Nested>(value) ? value.map(encodeNested) : encodeNumber(value);
}

export function encodeValue(value: Value): WireNested {
  return encodeNested(toNested(value));
}

/** A tensor as the nested list that a person would type. */
export function toNested(value: Value): Nested {
  if (!isTensor(value)) return value;
  const { shape, data } = value;
  let next = 0;
  const build = (depth: number): Nested =>
    depth === shape.length
      ? (data[next++] ?? Number.NaN)
      : Array.from({ length: shape[depth] ?? 0 }, () => build(depth + 1));
  return build(0);
}

export function fromNested(value: Nested): Value {
  return decodeValue(encodeNested(value));
}

function encodeNumber(x: number): WireNumber {
  if (Number.isFinite(x)) return x;
  return Number.isNaN(x) ? "NaN" : x > 0 ? "Infinity" : "-Infinity";
}

// ----- shapes -----

/** `2×3`, as the page writes a shape; a number has none. */
export function shapeText(shape: readonly number[]): string {
  return shape.length === 1 ? `(${shape[0]},)` : shape.join("×");
}

/** The element at `index`, one whole number per axis; NaN outside. */
export function elementAt(value: Value, index: readonly number[]): number {
  if (!isTensor(value)) return index.length === 0 ? value : Number.NaN;
  if (index.length !== value.shape.length) return Number.NaN;
  let offset = 0;
  for (const [axis, length] of value.shape.entries()) {
    const i = index[axis] ?? -1;
    if (i < 0 || i >= length) return Number.NaN;
    offset = offset * length + i;
  }
  return value.data[offset] ?? Number.NaN;
}

function nestedShape(wire: readonly WireNested[]): number[] {
  const shape: number[] = [];
  for (let part: WireNested | undefined = wire; isList<WireNested>(part); part = part[0])
    shape.push(part.length);
  return shape;
}

function count(shape: readonly number[]): number {
  return shape.reduce((product, length) => product * length, 1);
}

function isList<T>(part: unknown): part is readonly T[] {
  return Array.isArray(part);
}

function ragged(): WireError {
  return new WireError("A nested list has rows of different lengths.");
}
