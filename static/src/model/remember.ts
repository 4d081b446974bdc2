/** As many graphs may be on one page. */
const KEPT = 2;

/** `compute`, remembering its last answers. */
export function remember<A extends readonly unknown[], R>(compute: (...args: A) => R): (...args: A) => R {
  let known: readonly { readonly args: A; readonly result: R }[] = [];
  return (...args) => {
    const found = known.find((one) => one.args.every((arg, i) => Object.is(arg, args[i])));
    if (found) return found.result;
    const made = { args, result: compute(...args) };
    known = [made, ...known].slice(0, KEPT);
    return made.result;
  };
}
