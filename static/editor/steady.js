// What others write above must not move what is looked at. CodeMirror keeps its place only with the focus in it and one
// change a frame.

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
