/**
 * A function of an object that computes its result once for each object: large models have many operations, each of which needs what is
 * known of all. The object must not change.
 */
export function once<Input extends object, Result>(compute: (input: Input) => Result): (input: Input) => Result {
  const known = new WeakMap<Input, { readonly result: Result }>();
  return (input) => {
    const found = known.get(input) ?? { result: compute(input) };
    known.set(input, found);
    return found.result;
  };
}
