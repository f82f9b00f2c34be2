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
    if (Math.abs(moved) >= 1) scrollBy({ top: moved, behavior: "instant" });
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
    Object.assign(this, { view, seen: null, scrolledAt: 0 });
    this.look = () => view.hasFocus || view.requestMeasure({ key: this, read: () => this.remember() });
    this.scroll = ({ timeStamp }) => {
      this.scrolledAt = timeStamp;
    };
    addEventListener("scroll", this.look, { passive: true });
    for (const name of BY_HAND) addEventListener(name, this.scroll, { passive: true });
  }

  update({ docChanged, geometryChanged, view }) {
    if (docChanged) this.seen = null;
    const grown = geometryChanged && !docChanged && !view.hasFocus;
    if (!grown || performance.now() - this.scrolledAt < JUST_NOW) return this.look();
    view.requestMeasure({ read: () => this.drift(), write: (px) => px && scrollBy({ top: px, behavior: "instant" }) });
  }

  /** By how many px what is looked at has moved other than by scrolling. */
  drift() {
    const before = this.seen;
    this.remember(before?.anchor);
    const drifted = before && this.seen ? this.seen.top - before.top + this.seen.scrolled - before.scrolled : 0;
    return Math.abs(drifted) >= 1 ? drifted : 0;
  }

  remember(anchor = lookedAt(this.view)) {
    const top = anchor === null ? undefined : this.view.coordsAtPos(anchor)?.top;
    this.seen = top === undefined ? null : { anchor, top, scrolled: scrollY };
  }

  destroy() {
    removeEventListener("scroll", this.look);
    for (const name of BY_HAND) removeEventListener(name, this.scroll);
  }
}

export const steadyGrowth = ViewPlugin.define((view) => new Growth(view));
