// Things that float by a place in the text: below it, or above it where there is no room; always on the screen.

const GAP = 6; // px
const EDGE = 8; // px

/** Put `element`, which is fixed to the screen, by the rectangle of a place in the text. */
export function float(element, at, { above = false } = {}) {
  const { innerWidth, innerHeight } = globalThis;
  const view = globalThis.visualViewport;
  const bottom = view ? view.offsetTop + view.height : innerHeight;
  const { width, height } = element.getBoundingClientRect();
  const over = at.top - height - GAP;
  const under = at.bottom + GAP;
  const fitsUnder = under + height + EDGE <= bottom;
  const top = (above && over > EDGE) || (!fitsUnder && over > EDGE) ? over : under;
  const left = Math.max(EDGE, Math.min(at.left, innerWidth - width - EDGE));
  element.style.translate = `${Math.round(left)}px ${Math.round(Math.max(EDGE, top))}px`;
}

/** Keep it there while anything scrolls or changes size; call the answer to let go. */
export function follow(place) {
  const again = () => requestAnimationFrame(place);
  const heard = [
    [globalThis, "scroll", { capture: true, passive: true }],
    [globalThis, "resize", {}],
    [globalThis.visualViewport, "resize", {}],
  ].filter(([target]) => target);
  for (const [target, name, options] of heard) target.addEventListener(name, again, options);
  return () => {
    for (const [target, name, options] of heard) target.removeEventListener(name, again, options);
  };
}

/** Where they hang in the page: within its main part, which screen readers know. */
export const ground = (view) => view.dom.closest("main");
