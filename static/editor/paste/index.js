// Paste, drop and copy, loaded once the editor stands. What is pasted stands there at once as plain text; what it better is follows as a step of its own.
import { isolateHistory } from "@codemirror/commands";
import { EditorView } from "@codemirror/view";
import { withLineFeeds } from "../../editing/characters.js";
import { kindOf, target } from "../../editing/paste/kinds.js";
import { addFiles } from "../files/index.js";
import { copying } from "./copying.js";
import { put, replace, waiting } from "./waiting.js";

const { origin } = globalThis.location ?? {};
const turning = () => import("./turning.js");

/** Whether the next paste was asked for without its looks. The browser tells so by leaving all but the words out. */
let plainly = false;
let ownDrag = false;

const plainText = (data) => withLineFeeds(data.getData("text/plain"));

function link(view, { from, to }, { address }) {
  const words = view.state.sliceDoc(from, to);
  const insert = `[${words}](${target(address, origin)})`;
  const selection = { anchor: from + insert.length };
  const annotations = isolateHistory.of("full");
  view.dispatch({
    changes: { from, to, insert },
    selection,
    annotations,
    userEvent: "input.paste",
    scrollIntoView: true,
  });
}

/** First the words, then what `better(text)` makes of them, if it can be had. */
async function insert(view, range, data, userEvent, better) {
  const text = plainText(data);
  const id = put(view, range, text, userEvent);
  const made = await better(text).catch(() => null); // no network for a part that is not loaded yet: the words stay
  if (!view.dom.isConnected) return;
  const { from, places } = replace(view, id, text, made) ?? {};
  // Where somebody has changed the words, the pictures come to where one writes.
  for (const [at, file] of (made?.files ?? []).entries()) addFiles(view, [file], places && from + places[at]);
}

const betters = {
  code:
    (_view, { language }) =>
    async (text) =>
      (await turning()).code(text, language),
  html: (_view, _found, html) => async (text) => (await turning()).html(text, html, origin),
  page:
    (_view, { page }, _html, here) =>
    async () =>
      (await turning()).page(page, here),
};

function take(view, data, range, { userEvent, here }) {
  if (!data || view.state.readOnly) return false;
  const found = kindOf((type) => data.getData(type), view.state, range, { plainly, origin });
  if (found.kind === "plain" || (data.files.length && !data.getData("text/plain"))) return false;
  if (found.kind === "link") link(view, range, found);
  else insert(view, range, data, userEvent, betters[found.kind](view, found, data.getData("text/html"), here));
  return true;
}

const handlers = (here) =>
  EditorView.domEventHandlers({
    keydown({ key, shiftKey }) {
      plainly = shiftKey && key.toLowerCase() === "v";
    },
    paste(event, view) {
      const { main, ranges } = view.state.selection;
      if (ranges.length > 1 || !take(view, event.clipboardData, main, { userEvent: "input.paste", here })) return false;
      event.preventDefault();
      return true;
    },
    dragstart() {
      ownDrag = true;
    },
    dragend() {
      ownDrag = false;
    },
    drop(event, view) {
      plainly = false;
      const at = view.posAtCoords({ x: event.clientX, y: event.clientY }, false);
      const range = { from: at, to: at };
      if (ownDrag || !take(view, event.dataTransfer, range, { userEvent: "input.drop", here })) return false;
      event.preventDefault();
      view.focus();
      return true;
    },
  });

export const paste = ({ page }) => [waiting, handlers(page), copying];
