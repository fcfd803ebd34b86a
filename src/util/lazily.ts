type Computations<T> = { readonly [Field in keyof T]: () => T[Field] };

/** An object of which each field is computed when it is first asked for, and kept. */
export function lazily<T extends object>(compute: Computations<T>): T {
  return withGetters(compute, (object, field) => {
    const value = compute[field]();
    Object.defineProperty(object, field, { enumerable: true, value });
    return value;
  });
}

/** The same, but nothing is kept: for large fields of which one at a time is needed. */
export function computed<T extends object>(compute: Computations<T>): T {
  return withGetters(compute, (_, field) => compute[field]());
}

function withGetters<T extends object>(
  compute: Computations<T>,
  get: <Field extends keyof T>(object: T, field: Field) => T[Field],
): T {
  const object = {} as T;
  for (const field of Object.keys(compute) as (keyof T)[])
    Object.defineProperty(object, field, { enumerable: true, configurable: true, get: () => get(object, field) });
  return object;
}
