/** Kinds of fields that a state can have, each with its default and its form in the address. */

import type { Place } from "./place.ts";

export interface Field<T> {
  readonly initial: T;
  /** The value that `params` give; undefined where they give none, or none that fits. */
  load(params: URLSearchParams): T | undefined;
  save(value: T, params: URLSearchParams): void;
}

export type Values<F> = { -readonly [K in keyof F]: F[K] extends Field<infer T> ? T : never };

export function text(key: string, initial: string, limit = 262_144): Field<string> {
  return {
    initial,
    load: (params) => {
      const given = params.get(key);
      return given !== null && given.length <= limit ? given : undefined;
    },
    save: (value, params) => params.set(key, value),
  };
}

const PLACE = /^([1-9]\d{0,6})(?:\.([1-9]\d{0,3}))?$/;

/** A step, from 0 in the state and from 1 in the address, and after a point the detail inside it. */
export function place(key: string): Field<Place> {
  return {
    initial: { step: 0, detail: 0 },
    load: (params) => {
      const [, step, detail = "0"] = PLACE.exec(params.get(key) ?? "") ?? [];
      return step === undefined ? undefined : { step: Number(step) - 1, detail: Number(detail) };
    },
    save: ({ step, detail }, params) => params.set(key, detail > 0 ? `${step + 1}.${detail}` : `${step + 1}`),
  };
}

export function choice<const T extends string>(
  key: string,
  options: readonly T[],
  initial: NoInfer<T>,
): Field<T> {
  return {
    initial,
    load: (params) => options.find((option) => option === params.get(key)),
    save: (value, params) => params.set(key, value),
  };
}

/** A place in a row, from 0 in the state and from 1 in the address. */
export function count(key: string): Field<number> {
  return {
    initial: 0,
    load: (params) => {
      const given = params.get(key) ?? "";
      return /^[1-9]\d{0,5}$/.test(given) ? Number(given) - 1 : undefined;
    },
    save: (value, params) => params.set(key, String(value + 1)),
  };
}

/** On where the address names it. */
export function flag(key: string): Field<boolean> {
  return {
    initial: false,
    load: (params) => params.has(key) || undefined,
    save: (_, params) => params.set(key, "on"),
  };
}

/** A place in a row for each of some keys, counted from 1 in the address: `unit=Z1:17,Z2:3`. */
export function counts(key: string): Field<Readonly<Record<string, number>>> {
  return {
    initial: {},
    load: (params) => {
      const given = params.get(key)?.matchAll(/([^,:]+):([1-9]\d{0,5})(?=,|$)/g);
      return given && Object.fromEntries(Array.from(given, ([, name, at]) => [name, Number(at) - 1]));
    },
    save: (value, params) =>
      params.set(
        key,
        Object.entries(value)
          .map(([name, at]) => `${name}:${at + 1}`)
          .join(","),
      ),
  };
}

const NAME = /^[\p{L}_][\p{L}\p{N}_]*$/u;

/** Names or ids, separated by commas. */
export function names(key: string): Field<readonly string[]> {
  return {
    initial: [],
    load: (params) => {
      const given = params.get(key)?.split(",");
      return given?.every((name) => NAME.test(name)) ? given : undefined;
    },
    save: (value, params) => params.set(key, value.join(",")),
  };
}

/** Ids, separated by commas; null where nothing is said, which is not the same as none. */
export function ids(key: string): Field<readonly string[] | null> {
  return {
    initial: null,
    load: (params) => {
      const given = params
        .get(key)
        ?.split(",")
        .filter((id) => id !== "");
      return given?.every((id) => ID.test(id)) ? given : undefined;
    },
    save: (value, params) => params.set(key, value?.join(",") ?? ""),
  };
}

/** Some of the options, separated by commas; what is none of them is passed over. */
export function several<const T extends string>(key: string, options: readonly T[]): Field<readonly T[]> {
  return {
    initial: [],
    load: (params) => {
      const given = params.get(key)?.split(",");
      return given && options.filter((option) => given.includes(option));
    },
    save: (value, params) => params.set(key, value.join(",")),
  };
}

const ID = /^[\p{L}_][\p{L}\p{N}_#]*$/u;

/** A text for each name: `in.x=1&in.y=2`. */
export function texts(
  prefix: string,
  initial: Readonly<Record<string, string>>,
): Field<Readonly<Record<string, string>>> {
  return {
    initial,
    load: (params) => {
      const given = [...params].filter(([key]) => key.startsWith(`${prefix}.`));
      const entries = given.map(([key, value]) => [key.slice(prefix.length + 1), value] as const);
      return entries.length > 0 ? Object.fromEntries(entries.filter(([name]) => NAME.test(name))) : undefined;
    },
    save: (value, params) => {
      for (const [name, entry] of Object.entries(value)) params.set(`${prefix}.${name}`, entry);
    },
  };
}
