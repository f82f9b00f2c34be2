// A picture with a handle that makes it wider and narrower.
import { WidgetType } from "@codemirror/view";
import { safe } from "./following.js";

export class Picture extends WidgetType {
  constructor(picture, words) {
    super();
    Object.assign(this, { ...picture, words });
  }

  eq({ address, alt, width }) {
    return address === this.address && alt === this.alt && width === this.width;
  }

  toDOM(view) {
    const { ownerDocument } = view.dom;
    const frame = ownerDocument.createElement("span");
    frame.className = "pv-picture";
    frame.append(ownerDocument.createElement("img"), this.handle(view, frame));
    frame.firstChild.addEventListener("load", () => view.requestMeasure());
    this.updateDOM(frame);
    return frame;
  }

  /** The same picture at another width stays where it is, and so does the focus on its handle. */
  updateDOM(frame) {
    const [image, handle] = frame.children;
    const source = safe(this.address) && new URL(this.address, location.href.replace(/\/edit\b.*/, "")).href;
    if (source && image.src !== source) image.src = source;
    image.alt = this.alt;
    if (this.width) image.width = this.width;
    else image.removeAttribute("width");
    if (this.width) handle.ariaValueNow = this.width;
    frame.picture = this;
    return true;
  }

  /** What it does is loaded when somebody comes near. */
  handle(view, frame) {
    const handle = view.dom.ownerDocument.createElement("span");
    handle.className = "pv-handle";
    handle.role = "slider";
    handle.ariaLabel = this.words.width;
    handle.ariaValueMin = "20";
    handle.ariaValueMax = "2000";
    handle.ariaValueNow = this.width ?? "0";
    handle.ariaValueText = this.width ?? this.words.own;
    handle.tabIndex = 0;
    const near = async () => (await import("./resizing.js")).resize(view, frame, handle);
    for (const name of ["pointerenter", "focus"]) frame.addEventListener(name, near, { once: true, capture: true });
    return handle;
  }

  ignoreEvent({ target }) {
    return target.role === "slider";
  }
}
