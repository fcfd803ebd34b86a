/**
 * Gives each place a row so that no two in a row are closer than `gap`: 0 where there is room, else the next that is free.
 * The order of `places` decides who comes first.
 */
export function dodge(places: readonly number[], gap: number): number[] {
  const rows: number[][] = [];
  return places.map((place) => {
    const free = rows.findIndex((row) => row.every((other) => Math.abs(other - place) >= gap));
    const row = free < 0 ? rows.length : free;
    rows[row] = [...(rows[row] ?? []), place];
    return row;
  });
}

/** Rows around a middle: 0, 1, −1, 2, −2 and so on. */
export function aroundMiddle(row: number): number {
  return row % 2 === 1 ? (row + 1) / 2 : 0 - row / 2;
}
