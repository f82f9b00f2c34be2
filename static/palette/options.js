/** All options of all groups, in their order. */
export const flat = (groups) => groups.flatMap(({ options }) => options);

/** Which of so many is chosen after this key; undefined: the key is no way to choose. They go round. */
export function moved(key, at, count) {
  const step = { ArrowDown: 1, ArrowUp: -1, PageDown: 5, PageUp: -5 }[key];
  if (step === undefined || !count) return undefined;
  if (Math.abs(step) > 1) return Math.min(Math.max(at + step, 0), count - 1);
  return (at + step + count) % count;
}
