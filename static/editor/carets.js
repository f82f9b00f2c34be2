// The carets and selections of others. Colours are classes, so that no inline style is needed.
import { StateEffect, StateField } from "@codemirror/state";
import { Decoration, EditorView, ViewPlugin, WidgetType } from "@codemirror/view";
import { keyOf } from "../editing/people.js";
import { cursorAt, rangeOf } from "../editing/presence.js";

const NAME_SHOWS_FOR = 2000; // ms after a move; then a dot remains

const moved = StateEffect.define(); // [{id, name, slot, anchor, head}], or {id} alone for who is gone
let moves = 0;

class Caret extends WidgetType {
  constructor({ id, name, slot }) {
    super();
    Object.assign(this, { id, name, slot });
  }

  eq(other) {
    return other.id === this.id && other.name === this.name && other.slot === this.slot;
  }

  toDOM({ dom: { ownerDocument } }) {
    const caret = ownerDocument.createElement("span");
    caret.className = `rc rc-${this.slot} p${this.slot}`;
    caret.ariaHidden = "true";
    caret.dataset.of = this.id;
    const label = ownerDocument.createElement("span");
    label.className = "rc-label";
    label.textContent = this.name;
    caret.append("\u2060", label, "\u2060"); // Word joiners: the line may not break at a caret.
    stir(caret);
    return caret;
  }

  ignoreEvent() {
    return true;
  }
}

const calming = new WeakMap();

/** Show the name for a while. A change of the text that moves a caret along leaves the element as it is. */
export function stir(caret) {
  clearTimeout(calming.get(caret));
  caret.classList.remove("rc-calm");
  calming.set(
    caret,
    setTimeout(() => caret.classList.add("rc-calm"), NAME_SHOWS_FOR),
  );
}

/** Where they are after a change. What comes in at the end of a selection is no part of it. */
export function mapped(one, changes) {
  const { anchor, head } = one;
  const side = (place, other) => (place > other ? -1 : 1);
  return { ...one, anchor: changes.mapPos(anchor, side(anchor, head)), head: changes.mapPos(head, side(head, anchor)) };
}

/** The carets and selections of these people in a text of this length. */
export function drawn(people, length) {
  const ranges = [...people].flatMap(({ id, name, slot, anchor, head }) => {
    const place = Math.min(head, length);
    const caret = Decoration.widget({ widget: new Caret({ id, name, slot: slot & 7 }), side: head > anchor ? -1 : 1 });
    const [from, to] = [Math.min(anchor, place), Math.min(Math.max(anchor, place), length)];
    const selection = Decoration.mark({ class: `rs rs-${slot & 7} p${slot & 7}` });
    return from < to ? [selection.range(from, to), caret.range(place)] : [caret.range(place)];
  });
  return Decoration.set(ranges, true);
}

const field = StateField.define({
  create: () => new Map(),
  update(people, transaction) {
    const changes = transaction.effects.filter((effect) => effect.is(moved)).flatMap(({ value }) => value);
    if (!changes.length && (!transaction.docChanged || !people.size)) return people;
    const next = new Map();
    for (const [id, one] of people) next.set(id, mapped(one, transaction.changes));
    for (const one of changes)
      one.head === undefined ? next.delete(one.id) : next.set(one.id, { ...one, move: ++moves });
    return next;
  },
  provide: (self) =>
    EditorView.decorations.compute([self, "doc"], (state) => drawn(state.field(self).values(), state.doc.length)),
});

/** Where others are: `{name, slot, anchor, head, move}` by id. */
export const carets = (state) => state.field(field, false);

/** The caret of this person that moved last, of all their tabs. */
export function caretOf(state, key) {
  const theirs = [...(carets(state)?.values() ?? [])].filter((one) => keyOf(one) === key);
  return theirs.toSorted((a, b) => b.move - a.move)[0];
}

class Watch {
  constructor(view, { text, presence }) {
    Object.assign(this, { view, text, presence, missing: new Set(), hear: ({ detail }) => this.place(detail) });
    presence.addEventListener("change", this.hear);
    queueMicrotask(() => this.place([...presence.others.keys()]));
  }

  update({ selectionSet, docChanged, focusChanged, view }) {
    if (view.hasFocus && (selectionSet || docChanged || focusChanged))
      this.presence.show(() => cursorAt(this.text, view.state.selection.main));
    if (docChanged && this.missing.size) queueMicrotask(() => this.place([...this.missing]));
  }

  place(ids) {
    if (this.gone) return;
    const placed = ids.map((id) => this.placeOf(id)).filter((one) => one !== null);
    const news = placed.filter((one) => !this.isThere(one));
    if (news.length) this.view.dispatch({ effects: moved.of(news) });
    for (const { id } of placed) this.view.contentDOM.querySelectorAll(`[data-of="${CSS.escape(id)}"]`).forEach(stir);
  }

  /** null for a caret in text that has not come yet. */
  placeOf(id) {
    const person = this.presence.others.get(id);
    const range = person?.cursor ? rangeOf(this.text, person.cursor) : {};
    this.missing[range === null ? "add" : "delete"](id);
    return range && { id, name: person?.name, slot: person?.slot, ...range };
  }

  /** Whoever types is where their words have moved them already, and nothing needs to be drawn. */
  isThere({ id, anchor, head }) {
    const known = this.view.state.field(field).get(id);
    return known ? known.anchor === anchor && known.head === head : head === undefined;
  }

  destroy() {
    this.gone = true;
    this.presence.removeEventListener("change", this.hear);
  }
}

export const othersCarets = (text, presence) => [
  field,
  ViewPlugin.define((view) => new Watch(view, { text, presence })),
];
