/** What a lab remembers: its own fields and those that all labs have, each with its form in the address. */

import { hashOf, paramsOf } from "../address.ts";
import { choice, type Field, type Values } from "../fields.ts";
import { THEMES } from "../state.ts";

export type Fields = Readonly<Record<string, Field<never> | Field<unknown>>>;

export const COMMON = { theme: choice("theme", THEMES, "system") } as const satisfies Fields;

export interface Bounds {
  readonly min: number;
  readonly max: number;
  /** Only whole numbers. */
  readonly whole?: boolean;
}

/** Whether a field with these bounds takes `value`. */
export function within(value: number, { min, max, whole = false }: Bounds): boolean {
  return Number.isFinite(value) && value >= min && value <= max && (!whole || Number.isInteger(value));
}

/** A number within bounds. */
export function number(
  key: string,
  initial: number,
  bounds: Bounds,
): Field<number> & { readonly bounds: Bounds } {
  return {
    initial,
    bounds,
    load: (params) => {
      const given = params.get(key);
      const value = given === null || given.trim() === "" ? Number.NaN : Number(given);
      return within(value, bounds) ? value : undefined;
    },
    save: (value, params) => params.set(key, String(value)),
  };
}

export function initialOf<F extends Fields>(fields: F): Values<F> {
  return Object.fromEntries(
    Object.entries(fields).map(([name, field]) => [name, field.initial]),
  ) as Values<F>;
}

/** Some fields in one, each with `prefix` and a point before its key: `a.depth=5&a.w=1.5`. */
export function group<F extends Fields>(prefix: string, fields: F): Field<Values<F>> {
  const start = `${prefix}.`;
  return {
    initial: initialOf(fields),
    load(params) {
      const own = [...params].filter(([key]) => key.startsWith(start));
      if (own.length === 0) return undefined;
      return readFields(
        fields,
        new URLSearchParams(own.map(([key, text]) => [key.slice(start.length), text])),
      );
    },
    save(values, params) {
      const own = new URLSearchParams();
      saveFields(fields, values, own);
      for (const [key, text] of own) params.set(start + key, text);
    },
  };
}

/** Reads the part of an address after `#`; what it does not say, or says wrongly, is the default. */
export function readSettings<F extends Fields>(fields: F, hash: string): Values<F> {
  return readFields(fields, paramsOf(hash));
}

function readFields<F extends Fields>(fields: F, params: URLSearchParams): Values<F> {
  const given = Object.entries(fields).map(([name, field]) => [name, field.load(params)] as const);
  const found = Object.fromEntries(given.filter(([, value]) => value !== undefined));
  return { ...initialOf(fields), ...found };
}

/** What differs from the defaults. */
export function writeSettings<F extends Fields>(fields: F, settings: Values<F>): string {
  const params = new URLSearchParams();
  saveFields(fields, settings, params);
  return hashOf(params);
}

function saveFields<F extends Fields>(fields: F, settings: Values<F>, params: URLSearchParams): void {
  for (const [name, field] of Object.entries(fields) as [keyof F & string, Field<unknown>][])
    if (JSON.stringify(settings[name]) !== JSON.stringify(field.initial)) field.save(settings[name], params);
}
