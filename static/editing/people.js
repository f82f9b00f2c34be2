/** The first letters of a person's first and last name. */
export function initials(name) {
  const parts = name.trim().split(/\s+/u);
  const ends = parts.length > 1 ? [parts[0], parts.at(-1)] : parts;
  return ends
    .map((part) => [...part][0] ?? "")
    .join("")
    .toLocaleUpperCase();
}
