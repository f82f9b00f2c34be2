// The menu at the caret: it opens when a sign is typed that one of the sources can finish, and never takes the focus.
import { Prec, StateEffect, StateField } from "@codemirror/state";
import { EditorView, keymap, ViewPlugin } from "@codemirror/view";
import { stillLike } from "../../editing/menus/matching.js";
import { triggerAt } from "../../editing/menus/trigger.js";
import { announce } from "../../lib/announce.js";
import { fill } from "../../lib/page.js";
import { float, follow, ground } from "./floating.js";
import { MenuList, optionId } from "./list.js";

const BEGINS = ["input.type", "input.complete"];
const CLOSED = { trigger: null, asking: false, entries: [], chosen: 0, dismissed: null };
const found = StateEffect.define(); // {kind, from, query, entries}: what a source says
const chosen = StateEffect.define(); // the place of the entry to choose
const closing = StateEffect.define(); // whether it stays closed until the caret has been somewhere else
const opened = StateEffect.define(); // {kind, from}: without a sign, as from a button

const same = (one, other) =>
  one && other && one.kind === other.kind && one.from === other.from && one.query === other.query;

/** What is being named after this transaction: begun by typing, gone on with by any change that leaves it standing. */
function namedAfter({ trigger, dismissed: at }, transaction) {
  const from = trigger && transaction.changes.mapPos(trigger.from, trigger.bare ? -1 : 1);
  if (trigger?.bare) return goesOn(trigger, from, transaction.state);
  const now = triggerAt(transaction.state);
  if (!now || (at !== null && transaction.changes.mapPos(at, 1) === now.from)) return null;
  return BEGINS.some((event) => transaction.isUserEvent(event)) || now.from === from ? now : null;
}

/** One that a button opened has no sign: it holds what is typed behind its place. */
function goesOn(trigger, from, state) {
  const { head, empty } = state.selection.main;
  const query = head >= from ? state.sliceDoc(from, head) : " ";
  return empty && /^[\p{L}\p{N}]{0,30}$/u.test(query) ? { ...trigger, from, to: head, query } : null;
}

/** The menu after a change of the text or the caret: of what was found, what still fits stays in sight until more is known. */
function wherever(before, transaction) {
  const trigger = namedAfter(before, transaction);
  if (!trigger) {
    const stays = before.dismissed !== null && triggerAt(transaction.state);
    return { ...CLOSED, dismissed: stays ? transaction.changes.mapPos(before.dismissed, 1) : null };
  }
  if (same(trigger, before.trigger)) return { ...before, trigger, dismissed: null };
  const entries = trigger.kind === before.trigger?.kind ? stillLike(before.entries, trigger.query) : [];
  return { ...CLOSED, trigger, asking: true, entries };
}

function answered(menu, effects) {
  let next = menu;
  for (const effect of effects) {
    if (effect.is(found) && same(effect.value, next.trigger))
      next = { ...next, entries: effect.value.entries, asking: false, chosen: 0 };
    if (effect.is(chosen)) next = { ...next, chosen: effect.value };
    if (effect.is(closing)) next = { ...CLOSED, dismissed: effect.value ? (next.trigger?.from ?? null) : null };
    if (effect.is(opened))
      next = { ...CLOSED, trigger: { ...effect.value, to: effect.value.from, query: "", bare: true }, asking: true };
  }
  return next;
}

const isOpen = ({ trigger, entries }) => Boolean(trigger && entries.length);

export const menuField = StateField.define({
  create: () => CLOSED,
  update(before, transaction) {
    const moved = transaction.docChanged || transaction.selection;
    return answered(moved ? wherever(before, transaction) : before, transaction.effects);
  },
  provide: (self) =>
    EditorView.contentAttributes.compute([self], (state) => {
      const menu = state.field(self);
      return isOpen(menu)
        ? { "aria-autocomplete": "list", "aria-controls": "kring-menu", "aria-activedescendant": optionId(menu.chosen) }
        : {};
    }),
});

class Menu {
  constructor(view, { entries, words }) {
    Object.assign(this, { view, entries, words, asked: null, release: null });
    this.list = new MenuList({ label: words.label, choose: (place) => take(view, place) });
  }

  update({ startState, state }) {
    const [before, now] = [startState.field(menuField, false) ?? CLOSED, state.field(menuField)];
    if (now.trigger && !same(now.trigger, this.asked)) this.ask(now.trigger);
    if (!now.trigger) this.asked = null;
    if (before.entries !== now.entries || isOpen(before) !== isOpen(now)) this.draw(now);
    else if (isOpen(now)) this.place(now);
    if (before.chosen !== now.chosen) this.list.choose(now.chosen);
  }

  async ask(trigger) {
    this.asked = trigger;
    const entries = await this.entries(this.view, trigger);
    if (!entries || this.gone || this.asked !== trigger) return;
    this.view.dispatch({ effects: found.of({ ...trigger, entries }) });
  }

  draw(menu) {
    if (!isOpen(menu)) return this.hide();
    this.list.show(menu.entries);
    this.list.choose(menu.chosen);
    if (!menu.asking) announce(fill(this.words.count, { n: menu.entries.length }));
    if (!this.list.dom.isConnected) {
      ground(this.view).append(this.list.dom);
      this.release = follow(() => this.place(this.view.state.field(menuField)));
    }
    this.place(menu);
  }

  place({ trigger }) {
    if (!trigger || !this.list.dom.isConnected) return;
    this.view.requestMeasure({
      key: this,
      read: (view) => view.coordsAtPos(Math.min(trigger.from, view.state.doc.length)),
      write: (at) => at && float(this.list.dom, at),
    });
  }

  hide() {
    this.list.dom.remove();
    this.release?.();
  }

  destroy() {
    this.gone = true;
    this.hide();
  }
}

/** The focus may be in the cell of a table, and is to stay there. */
const focusIn = (view) => view.dom.contains(view.root.activeElement) || view.focus();

function take(view, place) {
  const { trigger, entries } = view.state.field(menuField);
  const entry = entries[place];
  if (!trigger || !entry) return false;
  view.dispatch({ effects: closing.of(false) });
  entry.run(view, { from: trigger.from, to: view.state.selection.main.head });
  focusIn(view);
  return true;
}

const whenOpen = (act) => (view) => isOpen(view.state.field(menuField)) && act(view, view.state.field(menuField));

const step = (by) =>
  whenOpen((view, { chosen: at, entries }) => {
    view.dispatch({ effects: chosen.of((at + by + entries.length) % entries.length) });
    return true;
  });

/** Also while the question is still open: Escape then means the menu, not the page. */
const close = (view) => {
  const menu = view.state.field(menuField);
  if (!isOpen(menu) && !menu.asking) return false;
  view.dispatch({ effects: closing.of(true) });
  return true;
};

const choose = whenOpen((view, { chosen: at }) => take(view, at));

const keys = Prec.highest(
  keymap.of([
    { key: "ArrowDown", run: step(1) },
    { key: "ArrowUp", run: step(-1) },
    { key: "Enter", run: choose },
    { key: "Tab", run: choose },
    { key: "Escape", run: close },
  ]),
);

const leaving = EditorView.domEventHandlers({ blur: (_event, view) => void close(view) });

/** Open the menu of a kind at the caret, in place of the selection, without a sign. */
export function openMenu(view, kind) {
  const { from, to } = view.state.selection.main;
  focusIn(view);
  if (from !== to) view.dispatch({ selection: { anchor: to } });
  view.dispatch({ effects: opened.of({ kind, from: to }) });
}

/** `entries(view, {kind, query})` gives what can be chosen, or null when the question was overtaken by another. */
export const menu = (context) => [menuField, ViewPlugin.define((view) => new Menu(view, context)), keys, leaving];
