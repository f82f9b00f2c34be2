// Others' carets in the cell that one has open oneself.
import { ViewPlugin } from "@codemirror/view";
import { around } from "./context.js";

const lent = (view) => view.state.facet(around).lent;

function here({ view, place }, length) {
  if (!place || place.missing) return [];
  const { from } = place;
  const moved = [...lent(view).carets(view.state).values()].map((one) => ({
    ...one,
    anchor: one.anchor - from,
    head: one.head - from,
  }));
  return moved.filter(({ anchor, head }) => Math.max(anchor, head) >= 0 && Math.min(anchor, head) <= length);
}

function decorations(cells, { state: { doc } }) {
  const clipped = (at) => Math.max(0, Math.min(at, doc.length));
  const people = here(cells, doc.length).map((one) => ({
    ...one,
    anchor: clipped(one.anchor),
    head: clipped(one.head),
  }));
  return lent(cells.view).drawn(people, doc.length);
}

export const guests = (cells) =>
  ViewPlugin.define(
    (inner) => ({
      decorations: decorations(cells, inner),
      update({ view }) {
        this.decorations = decorations(cells, view);
      },
    }),
    { decorations: ({ decorations }) => decorations },
  );
