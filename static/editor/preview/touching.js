// Where the selection counts as being: only with the focus in the editor, and not before the mouse button is up again, so
// that nothing moves below the pointer.
import { StateEffect, StateField } from "@codemirror/state";
import { EditorView, ViewPlugin } from "@codemirror/view";

const focused = StateEffect.define(); // whether the focus is in the editor
const held = StateEffect.define(); // whether a mouse button is down in it
const NOWHERE = { focus: false, hold: false, ranges: [] };

const attention = StateField.define({
  create: () => NOWHERE,
  update(before, { effects, changes, docChanged, selection, state }) {
    let { focus, hold } = before;
    for (const effect of effects) {
      if (effect.is(focused)) focus = effect.value;
      if (effect.is(held)) hold = effect.value;
    }
    if (focus === before.focus && hold === before.hold && !docChanged && !selection) return before;
    return { focus, hold, ranges: hold ? before.ranges.map((range) => range.map(changes)) : rangesOf(state, focus) };
  },
});

const rangesOf = ({ selection }, focus) => (focus ? selection.ranges : []);

/** Whether a selection is there, its ends included, while the editor has the focus. */
export const touched = (state, from, to) =>
  (state.field(attention, false)?.ranges ?? []).some((range) => range.from <= to && range.to >= from);

/** Whether this update changes what `touched` says; changes of the text aside. */
export const touchMoved = ({ startState, state }) =>
  startState.field(attention, false) !== state.field(attention, false);

/** The same of a transaction. */
export const attends = touchMoved;

/** For tests: the editor has the focus, or a mouse button is down in it. */
export const withFocus = (value) => focused.of(value);
export const withButton = (value) => held.of(value);

class Button {
  constructor(view) {
    this.view = view;
    this.release = () => this.hold(false);
    for (const name of RELEASES) addEventListener(name, this.release);
    // A view that changes to another copy of the page keeps the focus and says nothing.
    queueMicrotask(() => !this.gone && view.hasFocus && view.dispatch({ effects: focused.of(true) }));
  }

  hold(value) {
    if (value !== this.view.state.field(attention).hold) this.view.dispatch({ effects: held.of(value) });
  }

  destroy() {
    this.gone = true;
    for (const name of RELEASES) removeEventListener(name, this.release);
  }
}

const RELEASES = ["mouseup", "dragend", "blur"];
const button = ViewPlugin.fromClass(Button, {
  eventHandlers: {
    mousedown() {
      this.hold(true);
    },
  },
});

export const touching = [attention, button, EditorView.focusChangeEffect.of((_state, value) => focused.of(value))];
