// Asking for the address of a link. The form comes when it is first wanted.
import { StateEffect } from "@codemirror/state";
import { ViewPlugin } from "@codemirror/view";
import { linkAt } from "../../editing/linking.js";

const asked = StateEffect.define();

/** Ask for the address of the selected words, or of the link at the caret; a command. */
export function askForLink(view) {
  const { main } = view.state.selection;
  const around = main.empty ? (linkAt(view.state, main) ?? view.state.wordAt(main.head) ?? main) : main;
  view.dispatch({ selection: { anchor: around.from, head: around.to }, effects: asked.of(null) });
  return true;
}

class Asking {
  constructor(view, context) {
    Object.assign(this, { view, context });
  }

  update({ transactions, docChanged }) {
    if (transactions.some(({ effects }) => effects.some((effect) => effect.is(asked)))) this.ask();
    else if (docChanged) this.form?.place();
  }

  async ask() {
    const { LinkForm } = await import("./linkform.js");
    if (this.gone) return;
    this.form ??= new LinkForm(this.view, this.context);
    this.form.open();
  }

  destroy() {
    this.gone = true;
    this.form?.close();
  }
}

export const linkForm = (context) => ViewPlugin.define((view) => new Asking(view, context));
