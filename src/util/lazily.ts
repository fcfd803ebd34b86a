/** An object of which each field is computed when it is first asked for, and kept. */
export function lazily<T extends object>(compute: { readonly [Field in keyof T]: () => T[Field] }): T {
  const object = {} as T;
  for (const field of Object.keys(compute) as (keyof T)[])
    Object.defineProperty(object, field, {
      enumerable: true,
      configurable: true,
      get: () => {
        const value = compute[field]();
        Object.defineProperty(object, field, { enumerable: true, value });
        return value;
      },
    });
  return object;
}
