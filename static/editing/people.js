/** The first letters of a person's first and last name. */
export function initials(name) {
  const parts = name.trim().split(/\s+/u);
  const ends = parts.length > 1 ? [parts[0], parts.at(-1)] : parts;
  return ends
    .map((part) => [...part][0] ?? "")
    .join("")
    .toLocaleUpperCase();
}

/** What tells people on a page apart; the tabs of one person share it. */
export const keyOf = ({ name, slot }) => `${slot} ${name}`;

/** Each person once, in the order in which they came. */
export const distinct = (people) => [...new Map([...people].map((one) => [keyOf(one), one])).values()];
