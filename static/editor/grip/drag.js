// Dragging by a grip: a line shows where it will go, Escape or a lost pointer ends it without a change.
import { dropped, gapsOf, takenAt } from "../../editing/dragging/index.js";
import { heightOf, sideOf } from "./places.js";

const A_PULL = 4; // px; less is a press
const EDGE = 96; // px at the top and bottom of the screen in which the page scrolls
const STEP = 12; // px a frame

export class Drag {
  #controller = new AbortController();
  #found = null; // {gap, place} that the line shows

  /** `from`: where what is taken begins, which moves along with what others write. `end()` is told when it is over. */
  constructor(view, { event, from, undo, end }) {
    Object.assign(this, { view, from, undo, ended: end, start: event, pointer: event });
    this.line = document.createElement("div");
    this.line.className = "grip-line";
    const { target, pointerId } = event;
    target.closest("button").setPointerCapture(pointerId);
    const listen = (name, act) => addEventListener(name, act, { capture: true, signal: this.#controller.signal });
    listen("pointermove", (moved) => this.move(moved));
    listen("pointerup", () => this.drop());
    listen("pointercancel", () => this.end());
    listen("blur", ({ target: lost }) => lost === window && this.end());
    listen("keydown", (key) => this.key(key));
  }

  /** What others write moves it. */
  follow(changes) {
    this.from = changes.mapPos(this.from, 1);
  }

  move(event) {
    this.pointer = event;
    const pulled = Math.hypot(event.clientX - this.start.clientX, event.clientY - this.start.clientY) >= A_PULL;
    if (!pulled && !this.pulled) return;
    this.pulled = true;
    this.frame ??= requestAnimationFrame(() => this.look());
  }

  /** Show where it would go now; go on scrolling at the edges. */
  look() {
    this.frame = null;
    if (this.gone) return;
    const { clientY: y } = this.pointer;
    const step = y < EDGE ? -STEP : y > innerHeight - EDGE ? STEP : 0;
    const before = scrollY;
    if (step) scrollBy({ top: step, behavior: "instant" });
    this.find();
    if (scrollY !== before) this.frame = requestAnimationFrame(() => this.look());
  }

  find() {
    const { view, from, pointer } = this;
    const taken = takenAt(view.state, from);
    const gaps = taken ? gapsOf(view.state, taken) : [];
    const gap = nearest(gaps, (one) => heightOf(view, one) - pointer.clientY);
    const place = gap?.places && nearest(gap.places, (one) => sideOf(view, one).side - pointer.clientX);
    this.#found = gap && { gap, place };
    if (gap) this.draw(gap, place);
    else this.line.remove();
  }

  draw(gap, place) {
    const home = this.view.dom.getBoundingClientRect();
    const { side, other } = sideOf(this.view, place);
    this.line.style.setProperty("--x", `${side - home.left}px`);
    this.line.style.setProperty("--y", `${heightOf(this.view, gap) - home.top}px`);
    this.line.style.setProperty("--wide", `${other - side}px`);
    if (!this.line.isConnected) this.view.dom.append(this.line);
  }

  key(event) {
    if (event.key !== "Escape") return;
    event.preventDefault();
    event.stopPropagation();
    this.end();
  }

  /** As the text is now: what others wrote in it meanwhile goes along. */
  drop() {
    if (this.pulled) this.find();
    const { view, from, undo } = this;
    const [found, taken] = [this.#found, takenAt(view.state, from)];
    this.end();
    if (!this.pulled && taken) return this.choose(taken);
    const spec = found && taken && !view.state.readOnly && dropped(view.state, taken, found.gap, found.place);
    if (!spec) return;
    undo.stopCapturing();
    view.dispatch(spec);
    undo.stopCapturing();
  }

  /** A press alone selects it. */
  choose({ from: anchor, to: head }) {
    this.view.dispatch({ selection: { anchor, head }, userEvent: "select.pointer" });
    this.view.focus();
  }

  end() {
    if (this.gone) return;
    this.gone = true;
    this.#controller.abort();
    this.line.remove();
    this.ended();
  }
}

function nearest(all, away) {
  const distances = all.map((one) => Math.abs(away(one)));
  return all[distances.indexOf(Math.min(...distances))] ?? null;
}
