import katex from "katex";

/** Draws one formula in place. What TeX does not understand stays readable as it was typed. */
export function draw(formula) {
  const source = formula.textContent;
  try {
    katex.render(source, formula, {
      displayMode: formula.classList.contains("block"),
      throwOnError: true,
      trust: false,
      maxSize: 50,
      maxExpand: 500,
    });
    formula.classList.add("drawn");
  } catch {
    formula.textContent = source;
  }
}
