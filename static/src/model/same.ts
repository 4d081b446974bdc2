/** Whether two descriptions say the same. */

/** Equal part by part; a part that is made anew of the same things is the same. */
export function same<T extends object>(a: T, b: T): boolean {
  if (a === b) return true;
  for (const key in a) if (!alike(a[key], b[key])) return false;
  return true;
}

function alike(a: unknown, b: unknown): boolean {
  return (
    Object.is(a, b) ||
    (isRecord(a) && isRecord(b) && Object.keys(a).every((key) => Object.is(a[key], b[key])))
  );
}

function isRecord(x: unknown): x is Readonly<Record<string, unknown>> {
  return typeof x === "object" && x !== null && Object.getPrototypeOf(x) === Object.prototype;
}
