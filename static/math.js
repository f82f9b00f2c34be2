import katex from "katex";

/** Draws one formula in place. What TeX does not understand stays readable as it was typed. */
export function draw(formula) {
  const source = formula.textContent;
  const displayMode = formula.classList.contains("block");
  try {
    katex.render(source, formula, {
      displayMode,
      throwOnError: true,
      trust: false,
      maxSize: 50,
      maxExpand: 500,
    });
    formula.classList.add("drawn");
    if (displayMode) formula.tabIndex = 0; // a wide one scrolls, for the keyboard too
  } catch {
    formula.textContent = source;
  }
}
