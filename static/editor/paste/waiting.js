// Where something better is coming for what was pasted: places that move along with what everybody writes meanwhile.
import { isolateHistory, redoDepth } from "@codemirror/commands";
import { StateEffect, StateField, Transaction } from "@codemirror/state";

const wait = StateEffect.define(); // {id, from, to} in the new text
const arrived = StateEffect.define(); // an id
let last = 0;

export const waiting = StateField.define({
  create: () => new Map(),
  update(places, { changes, docChanged, effects }) {
    const mine = effects.filter((effect) => effect.is(wait) || effect.is(arrived));
    if (!mine.length && (!docChanged || !places.size)) return places;
    const next = new Map();
    for (const [id, { from, to }] of places)
      next.set(id, { from: changes.mapPos(from, 1), to: changes.mapPos(to, -1) });
    for (const effect of mine) effect.is(wait) ? next.set(effect.value.id, effect.value) : next.delete(effect.value);
    return next;
  },
});

/** Put `insert` in place of a range as one step of undo. Gives the id under which `replace` finds it again. */
export function put(view, { from, to }, insert, userEvent) {
  const id = ++last;
  const end = from + insert.length;
  view.dispatch({
    changes: { from, to, insert },
    selection: { anchor: end },
    effects: wait.of({ id, from, to: end }),
    annotations: isolateHistory.of("full"),
    userEvent,
    scrollIntoView: true,
  });
  return id;
}

/** The better thing as a step of its own, unless somebody has changed what waits; `change(doc, range)` gives it. Answers that.
 * While something is undone it is no step at all, since that would be the end of what can be done again. */
export function replace(view, id, expected, change) {
  const range = view.state.field(waiting).get(id);
  const effects = arrived.of(id);
  const untouched = range && view.state.sliceDoc(range.from, range.to) === expected && !view.state.readOnly;
  const changes = untouched ? change?.(view.state.doc, range) : null;
  if (!changes) {
    view.dispatch({ effects });
    return null;
  }
  const { main } = view.state.selection;
  const follows = main.empty && main.head === range.to;
  const set = view.state.changes(changes);
  const selection = follows ? { anchor: set.mapPos(range.to, 1) } : undefined;
  const annotations = redoDepth(view.state) ? Transaction.addToHistory.of(false) : isolateHistory.of("full");
  const more = { annotations, userEvent: "input.paste", scrollIntoView: follows };
  view.dispatch({ changes: set, selection, effects, ...more });
  return changes;
}
