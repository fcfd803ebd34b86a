/**
 * The function, with each result kept as long as the object that comes first in its arguments. The other arguments
 * must follow from that object.
 */
export function memoize<Key extends object, Rest extends unknown[], Result>(
  compute: (key: Key, ...rest: Rest) => Result,
): (key: Key, ...rest: Rest) => Result {
  const results = new WeakMap<Key, { result: Result }>();
  return (key, ...rest) => {
    const kept = results.get(key) ?? { result: compute(key, ...rest) };
    results.set(key, kept);
    return kept.result;
  };
}
