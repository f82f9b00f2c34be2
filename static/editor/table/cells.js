// The one open cell: an editor of its own over a part of the page's text. The page's editor holds the truth: what is typed in
// the cell becomes its change and its selection, and whatever happens there is shown in the cell.
import { EditorView, ViewPlugin } from "@codemirror/view";
import { within } from "../../editing/table/place.js";
import { cellAt, wordsAt } from "../../editing/table/rows.js";
import { attend } from "./attend.js";
import { makeCell } from "./cell.js";
import { choose } from "./chosen.js";
import { around } from "./context.js";
import { cellIn, rest, whereIs } from "./draw.js";
import { enter, placeOf, tableById, tables } from "./field.js";
import { Handles } from "./handles.js";
import { showPeople } from "./here.js";
import { openMenu } from "./menu.js";
import { byTable, fromPage } from "./typing.js";
import { keepers } from "./widget.js";

/** A pull over several cells goes on choosing in the first. */
const endsChoice = (one) => one.docChanged || (one.selection && !one.isUserEvent("select.pointer"));

const limited = ({ from, to }, at) => Math.max(from, Math.min(at, to)) - from;

class Cells {
  inner = null;
  end = null; // the last of the cells chosen together, the first is the open one
  pressed = false; // a mouse button went down in the open cell
  #visit = 0;
  #late = false;

  constructor(view) {
    this.view = view;
    this.handles = new Handles(this, openMenu);
    keepers.set(view, this);
    this.attendSoon();
  }

  get place() {
    return placeOf(this.view.state);
  }

  /** The cell's place in a table whose drawn cell is open, as long as one has not gone elsewhere. */
  placeFor(id) {
    const { place, visit } = this.view.state.field(tables);
    return this.inner && visit === this.#visit && place?.id === id ? place : null;
  }

  /** After each update of the page's editor, when all is drawn. */
  settle(update) {
    const { place, visit } = update.state.field(tables);
    if (this.inner && (!place || visit !== this.#visit)) this.close();
    if (place && !this.inner) this.open(place, visit);
    else if (place) this.follow(update, place);
    if (this.inner) this.mount(place);
    if (this.end && update.transactions.some(endsChoice)) choose(this, null);
    if (!place && (update.selectionSet || update.focusChanged || update.viewportChanged)) this.attendSoon();
    this.show(update);
  }

  show({ docChanged, selectionSet, startState, state }) {
    if (this.inner?.hasFocus && (docChanged || selectionSet)) this.tell();
    const { carets } = state.facet(around).lent;
    if (this.inner && carets(startState) !== carets(state)) this.inner.dispatch({});
    if (this.inner || this.handles.cell) this.handles.place();
    showPeople(this.view);
  }

  open(place, visit) {
    this.#visit = visit;
    this.inner = makeCell(this, place);
    this.select(place);
    if (this.mount(place)) this.inner.focus();
  }

  /** The drawn cell is where the table is drawn; a table far off the screen is not, and its cell is closed. */
  mount(place) {
    const box = this.view.contentDOM.querySelector(`[data-table="${place.id}"]`);
    const cell = box && cellIn(box, place);
    if (!cell) return this.leaveSoon();
    if (this.inner.dom.parentNode === cell) return true;
    const { attended } = this;
    cell.classList.add("tbl-open");
    cell.replaceChildren(this.inner.dom);
    if (attended) this.inner.focus();
    return true;
  }

  /** Whether one is in the cell; when the table was drawn anew around it, the focus went with what was drawn before. */
  get attended() {
    const { hasFocus, dom } = this.inner;
    const { activeElement, body } = dom.ownerDocument;
    return hasFocus || (!dom.isConnected && activeElement === body);
  }

  close() {
    const { inner, attended } = this;
    choose(this, null);
    const cell = inner.dom.parentNode;
    this.inner = null;
    inner.destroy();
    if (cell) this.putToRest(cell);
    if (attended && !this.place) this.view.focus();
  }

  putToRest(cell) {
    cell.classList.remove("tbl-open");
    const table = tableById(this.view.state, Number(cell.closest(".tbl")?.dataset.table));
    const where = table && whereIs(cell);
    if (table?.rows[where.row]) rest(cell, wordsAt(table, where), true);
  }

  /** Show in the cell what happened to its words and to the selection. */
  follow({ startState, state, transactions, docChanged, selectionSet, changes }, place) {
    if (transactions.every((one) => one.annotation(byTable) === "cell")) return;
    const { selection } = state;
    if (selectionSet && !this.holds(place, selection.main)) return this.leaveSoon();
    const before = placeOf(startState);
    const own = docChanged && before && !before.missing ? within(changes, before) : [];
    if (own.length) this.inner.dispatch({ changes: own, annotations: fromPage.of(true) });
    this.agree(place);
    if (selectionSet) this.select(place);
  }

  agree(place) {
    const words = place.missing ? "" : this.view.state.sliceDoc(place.from, place.to);
    const shown = this.inner.state.doc;
    if (shown.toString() === words) return;
    this.inner.dispatch({ changes: { from: 0, to: shown.length, insert: words }, annotations: fromPage.of(true) });
  }

  holds = ({ from, to }, range) => from <= range.from && range.to <= to;

  select(place) {
    const { anchor, head } = this.view.state.selection.main;
    const [start, end] = [limited(place, anchor), limited(place, head)];
    const { main } = this.inner.state.selection;
    if (main.anchor === start && main.head === end) return;
    this.inner.dispatch({ selection: { anchor: start, head: end }, annotations: fromPage.of(true) });
  }

  /** Others see the caret where it is in the page's text. */
  tell() {
    const { session, presence, lent } = this.view.state.facet(around);
    presence.show(() => lent.cursorAt(session.live.text, this.view.state.selection.main));
  }

  /** Go into a cell, with the selection at its start or end, all of it, or `{x, by}` as point says. */
  go({ id, row, column }, where = "end") {
    const table = tableById(this.view.state, id);
    const cell = table?.rows[row]?.cells[column] ?? table?.rows[row];
    if (!cell) return false;
    const [from, to] = [table.from + cell.from, table.from + (table.rows[row].cells[column] ? cell.to : cell.from)];
    const anchor = where === "start" || where === "all" ? from : to;
    const selection = { anchor, head: where === "all" ? to : anchor };
    this.handles.over(null);
    this.view.dispatch({ selection, effects: enter.of({ id, row, column }), userEvent: "select" });
    if (where.by) this.point(where);
    this.inner?.dom.scrollIntoView({ block: "nearest", inline: "nearest" });
    return true;
  }

  /** Coming from the row above or below, at this `x`. */
  point({ x, by }) {
    const { inner } = this;
    const line = inner?.coordsAtPos(by > 0 ? 0 : inner.state.doc.length);
    if (line)
      inner.dispatch({ selection: { anchor: inner.posAtCoords({ x, y: (line.top + line.bottom) / 2 }, false) } });
  }

  /** Out of the cell, to a place or a part of the text. */
  leave(anchor, head = anchor) {
    this.view.dispatch({
      selection: { anchor, head },
      effects: enter.of(null),
      scrollIntoView: true,
      userEvent: "select",
    });
    this.view.focus();
    return true;
  }

  /** The page's editor may be in the middle of something. */
  leaveSoon() {
    queueMicrotask(() => this.inner && this.view.dispatch({ effects: enter.of(null) }));
    return false;
  }

  /** The focus went somewhere else: not when it comes back at once, nor when the whole window lost it. */
  blurred() {
    const { inner } = this;
    setTimeout(() => {
      if (this.gone || !inner || inner !== this.inner) return;
      const { activeElement } = inner.dom.ownerDocument;
      const near = inner.dom.closest(".tbl")?.contains(activeElement);
      if (!near && inner.dom.ownerDocument.hasFocus()) this.view.dispatch({ effects: enter.of(null) });
    });
  }

  attendSoon() {
    if (this.#late) return;
    this.#late = true;
    queueMicrotask(() => {
      this.#late = false;
      if (!this.gone) attend(this);
    });
  }

  /** Where a place of a table is on the screen: the caret's in the open cell, in others the cell's own. */
  coordsAt(dom, at, side) {
    const { inner, place, view } = this;
    const table = tableById(view.state, Number(dom.dataset.table));
    const on = table && table.start + at;
    if (inner && place?.id === table?.id && !place.missing && place.from <= on && on <= place.to)
      return inner.coordsAtPos(Math.min(on - place.from, inner.state.doc.length), side);
    const where = table && cellAt(table, on);
    return (where && cellIn(dom, where)?.getBoundingClientRect()) ?? null;
  }

  destroy() {
    this.gone = true;
    this.handles.remove();
    const focused = this.inner?.hasFocus;
    this.inner?.destroy();
    if (focused) queueMicrotask(() => this.view.focus());
  }
}

export const cells = ViewPlugin.fromClass(Cells, {
  eventHandlers: {
    focus() {
      this.attendSoon();
    },
  },
});

export const settling = EditorView.updateListener.of((update) => update.view.plugin(cells)?.settle(update));
