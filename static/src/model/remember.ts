/** `compute`, remembering its last answer. */
export function remember<A extends readonly unknown[], R>(compute: (...args: A) => R): (...args: A) => R {
  let last: { args: A; result: R } | null = null;
  return (...args) => {
    if (!last || last.args.some((arg, i) => !Object.is(arg, args[i])))
      last = { args, result: compute(...args) };
    return last.result;
  };
}
