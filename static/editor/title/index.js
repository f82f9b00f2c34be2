import "../../elements/kring-page-title.js";
import { ViewPlugin } from "@codemirror/view";
import { upwards } from "./upwards.js";

const follow = (context) => {
  document.querySelector("kring-page-title")?.follow(context);
  return {};
};

/** The title above the text. */
export const entitled = (context) => [upwards, ViewPlugin.define((text) => follow({ ...context, text }))];
