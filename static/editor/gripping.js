// The grip beside list items and headings, loaded when a mouse first comes near the text.
import { Compartment } from "@codemirror/state";
import { EditorView } from "@codemirror/view";

export function gripping(context) {
  const place = new Compartment();
  let asked = false;
  const near = EditorView.domEventHandlers({
    pointermove(pointer, view) {
      if (asked || pointer.pointerType === "touch") return;
      asked = true;
      import("./grip/index.js").then(
        ({ grip }) => view.dispatch({ effects: place.reconfigure(grip({ ...context, pointer })) }),
        () => {
          asked = false; // Without a network; the next one near may have one.
        },
      );
    },
  });
  return [near, place.of([])];
}
