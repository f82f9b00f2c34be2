// Drawing people: an avatar is initials on a person's own colour, and a name beside it or on it.

export const MOST = 5;

export function avatar({ name, initials, slot }, { size = "", here = false } = {}) {
  const circle = document.createElement("span");
  circle.className = ["av", size, `p${Number(slot) || 0}`, here && "here"].filter(Boolean).join(" ");
  circle.textContent = initials;
  circle.title = name;
  circle.role = "img";
  circle.ariaLabel = name;
  return circle;
}

/** The first five, then a number. */
export function avatars(people, most = MOST) {
  const drawn = people.slice(0, most).map((person) => avatar(person, { size: "xs" }));
  if (people.length > most) {
    const more = document.createElement("span");
    more.className = "av xs more";
    more.textContent = `+${people.length - most}`;
    drawn.push(more);
  }
  return drawn;
}
