// Pictures and files: pasted, dropped or chosen. What is more than noticing them is loaded when it is quiet, or at once.
import { Facet } from "@codemirror/state";
import { EditorView, ViewPlugin } from "@codemirror/view";
import { whenIdle } from "../../lib/page.js";
import { mark, places } from "./places.js";

const around = Facet.define({ combine: ([context]) => context });
const loaded = new WeakMap(); // the uploader of each view, to come

function uploader(view) {
  if (!loaded.has(view))
    loaded.set(
      view,
      import("./uploader.js").then(({ Uploader }) => new Uploader(view)),
    );
  return loaded.get(view).then(
    (one) => one.with(view.state.facet(around)),
    (error) => {
      loaded.delete(view); // Without a network; whoever asks again may have one.
      throw error;
    },
  );
}

/** Bring files to this place of the page. Answers whether there were any. */
export function addFiles(view, files, pos = view.state.selection.main.to) {
  const given = [...files];
  if (!given.length || view.state.readOnly) return false;
  const ids = mark(view, pos, given);
  uploader(view).then((one) => one.add(given, ids));
  return true;
}

/** Let a person choose files, or on a phone take a picture. */
export function pickFiles(view) {
  const input = document.createElement("input");
  Object.assign(input, { type: "file", multiple: true, accept: "image/*,*/*" });
  input.addEventListener("change", () => addFiles(view, input.files));
  input.click();
}

/** Programs that copy words or cells bring a picture of them along; a file manager, the file's name. */
function pasted({ files, items }, text) {
  const named = [...files].some(({ name }) => name === text.trim());
  return [...items].some(({ kind }) => kind === "file") && (!text.trim() || named) ? files : [];
}

const handlers = EditorView.domEventHandlers({
  paste: ({ clipboardData: data }, view) => Boolean(data) && addFiles(view, pasted(data, data.getData("text/plain"))),
  drop({ dataTransfer, clientX: x, clientY: y }, view) {
    if (!dataTransfer?.files.length) return false;
    addFiles(view, dataTransfer.files, view.posAtCoords({ x, y }, false));
    return true;
  },
});

const resume = ViewPlugin.define((view) => {
  whenIdle(() =>
    uploader(view).then(
      (one) => one.resume(),
      () => {},
    ),
  );
  return {};
});

export const files = (context) => [around.of(context), places, handlers, resume];
