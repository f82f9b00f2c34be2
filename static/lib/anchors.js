/** A link on every heading. Hidden from screen readers, which would read it as part of the heading: they have the contents. */
export function addAnchors(prose) {
  for (const heading of prose?.querySelectorAll(":is(h2, h3, h4, h5, h6)[id]") ?? []) {
    const link = document.createElement("a");
    link.className = "anchor";
    link.href = `#${heading.id}`;
    link.textContent = "#";
    link.tabIndex = -1;
    link.ariaHidden = "true";
    heading.append(link);
  }
}
