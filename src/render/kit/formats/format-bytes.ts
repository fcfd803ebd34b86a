const UNITS = ["bytes", "KB", "MB"];

/** A size in words, in steps of a thousand as file managers show it: `812 bytes`, `1.2 KB`, `340 KB`. */
export function formatBytes(bytes: number): string {
  if (bytes === 1) return "1 byte";
  let [size, unit] = [bytes, 0];
  while (size >= 999.5 && unit < UNITS.length - 1) [size, unit] = [size / 1000, unit + 1];
  const text = unit === 0 || size >= 9.95 ? String(Math.round(size)) : String(Math.round(size * 10) / 10);
  return `${text} ${UNITS[unit]}`;
}
