const SVG = "http://www.w3.org/2000/svg";

/** An icon from the sprite, whose address is taken from one the server drew. */
export function icon(name, extra = "sm") {
  const sprite = document.querySelector("svg.icon use")?.getAttribute("href").split("#")[0];
  const svg = document.createElementNS(SVG, "svg");
  svg.setAttribute("class", `icon ${extra}`);
  svg.ariaHidden = "true";
  const use = document.createElementNS(SVG, "use");
  use.setAttribute("href", `${sprite}#i-${name}`);
  svg.append(use);
  return svg;
}

/** The emoji that somebody gave a page, in front of its title. */
export function pageIcon(emoji) {
  const element = document.createElement("span");
  element.className = "page-icon";
  element.ariaHidden = "true";
  element.textContent = emoji;
  return element;
}
