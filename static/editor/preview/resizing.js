// Makes a picture wider and narrower, by its handle or by the arrow keys: `![what it shows|400](address)`.
const [NARROWEST, WIDEST] = [20, 2000]; // CSS px
const STEP = 10; // px
const LARGE_STEP = 50; // px, with Shift
const ALT = /^!\[((?:[^[\]\\]|\\.)*?)(\\?\|[1-9]\d{1,3})?\](?=[([])/;

/** Wire this handle; `frame.picture` is what is shown. */
export function resize(view, frame, handle) {
  if (handle.wired) return;
  handle.wired = true;
  const image = frame.firstChild;
  handle.addEventListener("pointerdown", (event) => drag(event, { view, frame, handle, image }));
  handle.addEventListener("keydown", (event) => step(event, { view, frame, image }));
}

const within = (width) => Math.round(Math.max(NARROWEST, Math.min(width, WIDEST)));

function drag(event, { view, frame, handle, image }) {
  if (view.state.readOnly) return;
  event.preventDefault();
  handle.setPointerCapture(event.pointerId);
  const [start, from] = [event.clientX, image.clientWidth];
  const outwards = getComputedStyle(image).direction === "rtl" ? -1 : 1;
  const move = ({ clientX }) => {
    image.width = within(from + (clientX - start) * outwards);
  };
  handle.addEventListener("pointermove", move);
  handle.addEventListener(
    "lostpointercapture",
    () => {
      handle.removeEventListener("pointermove", move);
      write(view, frame, image.width);
    },
    { once: true },
  );
}

function step(event, { view, frame, image }) {
  const towards = { ArrowRight: 1, ArrowUp: 1, ArrowLeft: -1, ArrowDown: -1 }[event.key];
  if (event.key === "Escape") return view.focus();
  if (!towards || view.state.readOnly) return;
  event.preventDefault();
  event.stopPropagation();
  write(view, frame, within(image.clientWidth + towards * (event.shiftKey ? LARGE_STEP : STEP)));
}

/** The smallest change: the digits, or the first of them behind the words. */
export function widthChange(source, width) {
  const found = ALT.exec(source);
  if (!found) return null;
  const [, alt, old] = found;
  const at = 2 + alt.length;
  if (!old) return { from: at, insert: `|${width}` };
  const digits = old.indexOf("|") + 1;
  return { from: at + digits, to: at + old.length, insert: String(width) };
}

function write(view, frame, width) {
  const at = view.posAtDOM(frame);
  const line = view.state.doc.lineAt(at);
  const start = startOf(line.text, at - line.from, frame.picture);
  const change = start < 0 ? null : widthChange(line.text.slice(start), width);
  if (!change || String(width) === frame.picture.width) return;
  const { from, to = from, insert } = change;
  const place = line.from + start;
  view.dispatch({ changes: { from: place + from, to: place + to, insert }, userEvent: "input.resize" });
}

/** Where the picture's source begins: here, or, when the caret is in it, before here. */
function startOf(text, at, { address }) {
  const here = text.startsWith("![", at) ? at : text.lastIndexOf("![", at);
  return here >= 0 && text.slice(here).includes(address) ? here : -1;
}
