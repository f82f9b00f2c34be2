import "../../elements/kring-details.js";

/** The row under the title; no extension of the text. */
export function detailed(context) {
  document.querySelector("kring-details")?.follow(context);
  return [];
}
