import { announce } from "../../lib/announce.js";
import { fill } from "../../lib/page.js";

/** A thin line around the page in the colour of whom one follows, and the words how it ends. Answers the element. */
export function frame({ name, slot }, words) {
  const around = document.createElement("div");
  around.className = `following p${slot & 7}`;
  const said = document.createElement("p");
  said.dir = "auto";
  said.textContent = fill(matchMedia("(pointer: coarse)").matches ? words.touch : words.keys, { name });
  around.append(said);
  document.body.append(around);
  announce(said.textContent);
  return around;
}
