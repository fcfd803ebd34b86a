/**
 * The places of the greatest numbers of a list, in the order of the list.
 * @param max how many: more only where the last of them are equal
 * @param min smaller numbers are left out
 */
export function greatestIn(numbers: Float64Array, max: number, min: number): number[] {
  const least = max < numbers.length ? leastOfGreatest(numbers, max, min) : min;
  const places: number[] = [];
  for (let place = 0; place < numbers.length; place++) if ((numbers[place] as number) >= least) places.push(place);
  return places;
}

/** The least of so many greatest numbers; `min` where fewer are greater. */
function leastOfGreatest(numbers: Float64Array, count: number, min: number): number {
  /** Ascending. */
  const greatest = new Float64Array(count).fill(min);
  for (let place = 0; place < numbers.length; place++) {
    const number = numbers[place] as number;
    if (!(number > (greatest[0] as number))) continue;
    let [from, to] = [1, count];
    while (from < to) {
      const middle = (from + to) >> 1;
      if ((greatest[middle] as number) < number) from = middle + 1;
      else to = middle;
    }
    greatest.copyWithin(0, 1, from);
    greatest[from - 1] = number;
  }
  return greatest[0] as number;
}
