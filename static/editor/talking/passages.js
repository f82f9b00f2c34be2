// What threads are about, underlined in the text that one writes.
import { StateEffect, StateField } from "@codemirror/state";
import { Decoration, EditorView } from "@codemirror/view";

export const put = StateEffect.define(); // [{id, from, to}]
export const pick = StateEffect.define(); // the id of the chosen one

const NOTHING = { passages: [], chosen: null };

export const passages = StateField.define({
  create: () => NOTHING,
  update(value, transaction) {
    let { passages: kept, chosen } = value;
    if (transaction.docChanged)
      kept = kept.map((one) => ({
        ...one,
        from: transaction.changes.mapPos(one.from, 1),
        to: transaction.changes.mapPos(one.to, -1),
      }));
    for (const effect of transaction.effects) {
      if (effect.is(put)) kept = effect.value;
      if (effect.is(pick)) chosen = effect.value;
    }
    return kept === value.passages && chosen === value.chosen ? value : { passages: kept, chosen };
  },
  provide: (self) => EditorView.decorations.from(self, drawn),
});

function drawn({ passages: kept, chosen }) {
  const ranges = kept
    .filter(({ from, to }) => from < to)
    .map(({ id, from, to }) =>
      Decoration.mark({
        class: id === chosen ? "talked chosen" : "talked",
        attributes: { "data-thread-passage": String(id) },
      }).range(from, to),
    );
  return Decoration.set(ranges, true);
}
