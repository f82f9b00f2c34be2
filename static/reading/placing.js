const GAP = 6; // px between what floats and what it belongs to
const EDGE = 8; // px that it keeps from the edges of the window

/** Put what floats below the line of `anchor` that is pointed at, or above where there is no room. It scrolls along. */
export function besides(floating, anchor, { clientX, clientY }) {
  const lines = [...anchor.getClientRects()];
  const on = ({ left, right, top, bottom }) =>
    left <= clientX && clientX <= right && top <= clientY && clientY <= bottom;
  const line = lines.find(on) ?? lines[0] ?? anchor.getBoundingClientRect();
  const { width, height } = floating.getBoundingClientRect();
  const below = line.bottom + GAP;
  const top = below + height > innerHeight && line.top - GAP - height > 0 ? line.top - GAP - height : below;
  const most = document.documentElement.clientWidth - width - EDGE;
  floating.style.left = `${scrollX + Math.max(EDGE, Math.min(line.left, most))}px`;
  floating.style.top = `${scrollY + top}px`;
}
