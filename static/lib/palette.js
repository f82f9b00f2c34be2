// Opens the palette, which is loaded with its first use: Ctrl K anywhere, or whatever leads to searching.

export function offerPalette() {
  document.addEventListener("keydown", (event) => {
    const { key, ctrlKey, metaKey, altKey, shiftKey } = event;
    if (key === "k" && (ctrlKey || metaKey) && !altKey && !shiftKey && !event.defaultPrevented) show(event);
  });
  document.addEventListener("click", (event) => {
    const link = event.target.closest?.("[data-palette]");
    if (link && !event.ctrlKey && !event.metaKey && !event.shiftKey) show(event, link);
  });
}

/** What is typed while it is on its way stands in it then. Where it cannot be had, the page for searching does. */
function show(event, link = document.querySelector("[data-palette]")) {
  if (!link) return;
  event.preventDefault();
  let typed = "";
  const hold = (press) => {
    if (press.key.length > 1 || press.ctrlKey || press.metaKey) return;
    press.preventDefault();
    typed += press.key;
  };
  const taken = () => {
    removeEventListener("keydown", hold, true);
    return typed;
  };
  addEventListener("keydown", hold, true);
  import("../palette/palette.js")
    .then(({ open }) => open(link.dataset.palette, taken))
    .catch(() => location.assign(link.href))
    .finally(taken);
}
