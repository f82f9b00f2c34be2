// What is like this page and who saved it, fetched once the foot of the page comes near; until then, and without scripts, a
// link leads to it.
import { piece } from "../lib/renew.js";

const AHEAD = "600px";

export function begin(place) {
  const eye = new IntersectionObserver(
    async ([{ isIntersecting }]) => {
      if (!isIntersecting) return;
      eye.disconnect();
      const found = (await piece(place.dataset.around))?.querySelector("[data-piece]");
      if (!found || place.contains(document.activeElement)) return;
      const sections = [...found.querySelectorAll("section")];
      place.replaceChildren(...sections.map((section) => document.importNode(section, true)));
    },
    { rootMargin: AHEAD },
  );
  eye.observe(place);
}
