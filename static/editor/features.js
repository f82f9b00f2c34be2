// What the editor can do beside typing: one extension each, from a folder of its own.
import { touching } from "./preview/touching.js";

/**
 * The extensions of one copy of a page. `context`: `{page, account, words, nonce, live, undo, presence, session}`, where
 * `page` and `account` are ids, `words` what this page's scripts may say, `live` the copy (`live.text` is the Y.Text) and
 * `undo` its Y.UndoManager.
 */
export const features = (_context) => [touching];
