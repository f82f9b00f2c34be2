// Where files on their way will stand: beside the text, so that nobody else sees them, and moving with what is typed.
import { StateEffect, StateField } from "@codemirror/state";
import { Decoration, EditorView } from "@codemirror/view";

export const put = StateEffect.define(); // [{id, pos, widget}], positions in the new text; nothing shows without a widget
export const take = StateEffect.define(); // the id of one that is there no more

const drawn = (self) => (state) =>
  Decoration.set(
    [...state.field(self).values()]
      .filter(({ widget }) => widget)
      .map(({ pos, widget }) => Decoration.widget({ widget, side: -1 }).range(pos)),
    true,
  );

/** What is typed at such a place comes behind it. */
export const places = StateField.define({
  create: () => new Map(),
  update(before, { changes, docChanged, effects }) {
    const told = effects.filter((effect) => effect.is(put) || effect.is(take));
    if (!told.length && !(docChanged && before.size)) return before;
    const next = new Map([...before].map(([id, one]) => [id, { ...one, pos: changes.mapPos(one.pos, -1) }]));
    for (const effect of told) {
      if (effect.is(take)) next.delete(effect.value);
      else for (const one of effect.value) next.set(one.id, { ...next.get(one.id), ...one });
    }
    return next;
  },
  provide: (self) => EditorView.decorations.compute([self], drawn(self)),
});

let count = 0;

/** Mark places for so many files; answers their ids, which no other tab has. */
export function mark(view, pos, files) {
  const ids = files.map(() => `${Date.now()}-${Math.random().toString(36).slice(2)}-${++count}`);
  view.dispatch({ effects: put.of(ids.map((id) => ({ id, pos }))) });
  return ids;
}
