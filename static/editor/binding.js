// An editor over a shared text: what is typed goes into it, what others write comes out of it.
import { Annotation } from "@codemirror/state";
import { ViewPlugin } from "@codemirror/view";
import { wholeCharacters } from "../editing/characters.js";
import { changesOf, write } from "../editing/sharing.js";
import { steadied } from "./steady.js";

const shared = Annotation.define();

class Binding {
  constructor(view, { text, undo }) {
    Object.assign(this, { view, text, undo, hold: steadied(view) });
    this.hear = ({ delta }, { origin }) => origin !== this && this.show(changesOf(delta), origin === undo);
    text.observe(this.hear);
    undo.addTrackedOrigin(this);
  }

  update({ transactions }) {
    for (const { changes, docChanged, startState, newDoc, annotation } of transactions.map(readable))
      if (docChanged && !annotation) write(this.text, wholeCharacters(changes, startState.doc, newDoc), this);
  }

  show(changes, own) {
    const set = this.view.state.changes(changes);
    const settle = own ? null : this.hold(set);
    const caret = own && changes.length ? { selection: { anchor: endOf(set) }, scrollIntoView: true } : {};
    this.view.dispatch({ changes: set, ...caret, annotations: shared.of(true), userEvent: own ? "undo" : "remote" });
    settle?.();
  }

  destroy() {
    this.text.unobserve(this.hear);
    this.undo.removeTrackedOrigin(this);
  }
}

function readable(transaction) {
  const { changes, docChanged, startState, newDoc } = transaction;
  return { changes, docChanged, startState, newDoc, annotation: transaction.annotation(shared) };
}

function endOf(changes) {
  let end = 0;
  changes.iterChanges((_fromA, _toA, _fromB, toB) => {
    end = toB;
  });
  return end;
}

export const binding = (text, undo) => ViewPlugin.define((view) => new Binding(view, { text, undo }));
