// An editor over a shared text: what is typed goes into it, what others write comes out of it.
import { Annotation, Transaction } from "@codemirror/state";
import { ViewPlugin } from "@codemirror/view";
import { wholeCharacters } from "../editing/characters.js";
import { changesOf, write } from "../editing/sharing.js";
import { steadied } from "./steady.js";

const shared = Annotation.define();
const REMOTE = [shared.of(true), Transaction.remote.of(true), Transaction.addToHistory.of(false)];

/** Take over changes that the shared text has already, without moving what is looked at. */
export function showRemote(view, changes, more = {}) {
  const set = view.state.changes(changes);
  const settle = steadied(view, set);
  view.dispatch({ ...more, changes: set, annotations: REMOTE, userEvent: "remote" });
  settle();
}

class Binding {
  constructor(view, text) {
    Object.assign(this, { view, text });
    this.hear = ({ delta }, { origin }) => origin !== this && showRemote(view, changesOf(delta));
    text.observe(this.hear);
  }

  update({ transactions }) {
    for (const { changes, docChanged, startState, newDoc, annotation } of transactions.map(readable))
      if (docChanged && !annotation) write(this.text, wholeCharacters(changes, startState.doc, newDoc), this);
  }

  destroy() {
    this.text.unobserve(this.hear);
  }
}

function readable(transaction) {
  const { changes, docChanged, startState, newDoc } = transaction;
  return { changes, docChanged, startState, newDoc, annotation: transaction.annotation(shared) };
}

export const binding = (text) => ViewPlugin.define((view) => new Binding(view, text));
