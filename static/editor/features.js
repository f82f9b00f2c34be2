// What the editor can do beside typing: one extension each, from a folder of its own.
import { afterwards } from "./afterwards.js";
import { files } from "./files/index.js";
import { touching } from "./preview/touching.js";
import { rules } from "./rules.js";

/**
 * The extensions of one copy of a page. `context`: `{page, account, words, nonce, live, undo, presence, session}`, where
 * `page` and `account` are ids, `words` what this page's scripts may say, `live` the copy (`live.text` is the Y.Text) and
 * `undo` one's own (`undo()`, `redo()`, `stopCapturing()`: what comes next is a step of its own). When another copy comes,
 * all are asked again; the view, the undo and state fields that live at the top of a module go on.
 */
export const features = (context) => [
  touching,
  afterwards("rest", async () => (await import("./rest.js")).rest(context)),
  files(context),
  afterwards("menus", async () => (await import("./menus/index.js")).menus(context)),
  afterwards("talking", async () => (await import("./talking/index.js")).talking(context)),
  rules,
];
