import { whenIdle } from "./page.js";

/** Load the margin where there are comments, once one arrives, and when somebody is about to write one. */
export function onComments(section, load) {
  const heard = new AbortController();
  const begin = async () => {
    heard.abort();
    (await load()).begin(section);
  };
  if (section.querySelector(".thread") || location.hash === "#comments") return whenIdle(begin);
  const { signal } = heard;
  document.addEventListener("kring:thread", begin, { signal });
  document.addEventListener("selectionchange", () => !getSelection().isCollapsed && begin(), { signal });
  section.addEventListener("focusin", begin, { signal });
}
