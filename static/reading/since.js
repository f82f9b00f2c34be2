/** Step through the passages that are marked as changed, round and round. */
export function begin(_element, event) {
  document.querySelector("[data-since-bar]").addEventListener("click", step);
  if (event.type === "click") step(event);
}

function step(event) {
  const by = Number(event.target.closest("[data-since-step]")?.dataset.sinceStep);
  if (!by) return;
  event.preventDefault();
  const passages = [...document.querySelectorAll(".prose [data-since]")];
  const now = passages.indexOf(document.activeElement);
  const next = passages[now < 0 && by < 0 ? passages.length - 1 : (now + by + passages.length) % passages.length];
  if (!next.hasAttribute("tabindex")) next.tabIndex = -1;
  next.scrollIntoView({ block: "center" });
  next.focus({ preventScroll: true });
}
