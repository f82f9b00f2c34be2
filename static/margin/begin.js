// The margin of a page: loaded where there are comments, or when somebody is about to write one.
import { Acts } from "./acts.js";
import { Ground } from "./ground.js";
import { Live } from "./live.js";
import { Margin } from "./margin.js";
import { Pictures } from "./pictures.js";
import { Seeing } from "./seeing.js";
import { Writing } from "./writing.js";

export function begin(section, ground = new Ground(section.closest(".folio").querySelector(":scope > .prose"))) {
  dress(section.dataset.style);
  const margin = new Margin(section, ground);
  const live = new Live(margin);
  const seeing = new Seeing(margin);
  const acts = new Acts(margin, (thread) => live.renew(thread));
  if (section.querySelector("template[data-write]")) {
    new Writing(margin, acts).look();
    new Pictures(margin);
  }
  const show = margin.show.bind(margin);
  margin.show = () => {
    show();
    seeing.follow();
  };
  margin.show();
  if (!margin.threads.length) live.renewAll(); // one that has just come may be why we are here
  for (const link of document.querySelectorAll('a[href="#comments"]'))
    link.addEventListener("click", (event) => {
      event.preventDefault();
      margin.open(null, link);
    });
  const asked = /^#thread-(\d+)$/.exec(location.hash);
  if (asked && margin.thread(asked[1])) margin.choose(Number(asked[1]), { scroll: true, focus: true });
  return margin;
}

/** Pages without comments come without their style. */
function dress(url) {
  if (document.querySelector(`link[href="${CSS.escape(url)}"]`)) return;
  const link = document.createElement("link");
  link.rel = "stylesheet";
  link.href = url;
  document.head.append(link);
}
