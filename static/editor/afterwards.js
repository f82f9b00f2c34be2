// Parts of the editor that nobody needs with the first key: they are loaded once it stands, and join it when they are there.
import { Compartment } from "@codemirror/state";
import { ViewPlugin } from "@codemirror/view";

/** What `load` gives as an extension, a moment later; the editor's element then has `data-has-<name>`. */
export function afterwards(name, load) {
  const place = new Compartment();
  const loading = ViewPlugin.define((view) => {
    const plugin = { destroy: () => Object.assign(plugin, { gone: true }) };
    const join = (part) => {
      if (plugin.gone) return;
      view.dispatch({ effects: place.reconfigure(part) });
      view.dom.setAttribute(`data-has-${name}`, "");
    };
    load().then(join, () => {}); // without a network the editor does without it
    return plugin;
  });
  return [loading, place.of([])];
}
