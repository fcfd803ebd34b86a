/** The first items of an order, out of many that are added in any order. */
export class Best<T> {
  /** Sorted. */
  readonly items: T[] = [];

  constructor(
    readonly maxItems: number,
    readonly compare: (a: T, b: T) => number,
  ) {}

  /** The last of as many items as there may be: what comes after it is not kept. Undefined while there is room. */
  get last(): T | undefined {
    return this.items[this.maxItems - 1];
  }

  add(item: T): void {
    const { items, maxItems, compare } = this;
    if (items.length >= maxItems && compare(item, items[items.length - 1] as T) >= 0) return;
    let [from, to] = [0, items.length];
    while (from < to) {
      const middle = (from + to) >> 1;
      if (compare(item, items[middle] as T) < 0) to = middle;
      else from = middle + 1;
    }
    items.splice(from, 0, item);
    if (items.length > maxItems) items.pop();
  }
}
