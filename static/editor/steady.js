// What others write above must not move what is looked at. CodeMirror keeps its place only with the focus in it and one
// change a frame.
import { ViewPlugin } from "@codemirror/view";

const BELOW_BARS = 120; // px

/** The caret when it is on the screen, else what stands at the top of the screen; null when no text is there. */
function lookedAt(view) {
  const { head } = view.state.selection.main;
  const caret = view.hasFocus ? view.coordsAtPos(head) : null;
  if (caret && caret.bottom > 0 && caret.top < innerHeight) return head;
  const { left, top, bottom } = view.contentDOM.getBoundingClientRect();
  return top < BELOW_BARS && bottom > BELOW_BARS ? view.posAtCoords({ x: left + 1, y: BELOW_BARS }, false) : null;
}

function startOf(changes) {
  let start = Number.POSITIVE_INFINITY;
  changes.iterChangedRanges((from) => {
    start = Math.min(start, from);
  });
  return start;
}

const owed = new WeakMap(); // px by view: screens scroll by whole pixels, and what is left over is for the next time

/** Remembers where on the screen something stands; call the answer after the changes to put it back. */
export function steadied(view, changes) {
  const topOf = (anchor) => view.coordsAtPos(anchor)?.top ?? null;
  const anchor = lookedAt(view);
  const before = anchor === null || startOf(changes) >= anchor ? null : topOf(anchor);
  return () => {
    const after = before === null ? null : topOf(changes.mapPos(anchor, -1));
    if (after === null) return;
    const moved = after - before + (owed.get(view) ?? 0);
    const scrolled = scrollY;
    if (Math.abs(moved) >= 1) scrollDown(moved);
    owed.set(view, (moved - (scrollY - scrolled)) % 1);
  };
}

const BY_HAND = ["wheel", "touchmove"];
const JUST_NOW = 150; // ms

/**
 * What grows above without a change of the text, such as a picture that comes late. CodeMirror keeps its place with the focus
 * in it and just after a wheel or a finger; this is for who only looks.
 */
class Growth {
  constructor(view) {
    Object.assign(this, { view, seen: null, scrolledAt: Number.NEGATIVE_INFINITY });
    this.look = () => this.keep();
    this.scroll = ({ timeStamp }) => {
      this.scrolledAt = timeStamp;
    };
    addEventListener("scroll", this.look, { passive: true });
    for (const name of BY_HAND) addEventListener(name, this.scroll, { passive: true });
  }

  update({ docChanged }) {
    if (docChanged) this.seen = null;
    this.keep();
  }

  keep() {
    if (this.view.hasFocus) this.seen = null;
    else this.view.requestMeasure({ key: this, read: () => this.drift(), write: (px) => px && scrollDown(px) });
  }

  /** By how many px what was looked at has moved other than by scrolling. */
  drift() {
    const { view, seen } = this;
    const now = seen && placeOf(view, seen.anchor);
    const byHand = performance.now() - this.scrolledAt < JUST_NOW;
    this.seen = placeOf(view, lookedAt(view));
    const drifted = now && !byHand ? now.top - seen.top : 0;
    return Math.abs(drifted) >= 1 ? drifted : 0;
  }

  destroy() {
    removeEventListener("scroll", this.look);
    for (const name of BY_HAND) removeEventListener(name, this.scroll);
  }
}

/** `{anchor, top}` with px from the top of the page, which scrolling does not change; null for what is not drawn. */
function placeOf(view, anchor) {
  const at = anchor === null ? null : view.coordsAtPos(anchor);
  return at && { anchor, top: at.top + scrollY };
}

const scrollDown = (px) => scrollBy({ top: px, behavior: "instant" });

export const steadyGrowth = ViewPlugin.define((view) => new Growth(view));
