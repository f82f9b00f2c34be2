// Parts that are loaded when something on the page needs them.
import { StateEffect } from "@codemirror/state";

const loaded = StateEffect.define();

/** An effect that says that something has come. */
export const come = () => loaded.of(null);

/** Whether a transaction brings something that changes how the text looks. */
export const brings = ({ effects }) => effects.some((one) => one.is(loaded));
export const hasCome = ({ transactions }) => transactions.some(brings);

/** `part(view)` is what `load` gives, or null until it is there; then the view is told. Without a view nobody asks for it. */
export function later(load) {
  let [part, asked] = [null, null];
  return (view) => {
    if (!part && !asked && view) asked = load().then(keep, fail);
    if (!part && view) asked.then(() => part && view.dispatch({ effects: come() }));
    return part;
  };

  function keep(come) {
    part = come;
  }

  /** Without a network the signs stay in sight; the next one who needs it asks again. */
  function fail() {
    asked = null;
  }
}
