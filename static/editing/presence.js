// Who else is on the page, and where their carets are.
import * as Y from "yjs";
import { fromBase64, toBase64 } from "./bytes.js";

const AT_MOST_EVERY = 80; // ms between two messages about the own caret

const encoded = (text, index, assoc) =>
  toBase64(Y.encodeRelativePosition(Y.createRelativePositionFromTypeIndex(text, index, assoc)));

/** A selection as others can place it, whatever is typed meanwhile. */
export function cursorAt(text, { anchor, head }) {
  return { a: encoded(text, anchor, -1), h: encoded(text, head, -1) };
}

const placed = (text, position) =>
  Y.createAbsolutePositionFromRelativePosition(Y.decodeRelativePosition(fromBase64(position)), text.doc);

/**
 * `{anchor, head}` of a cursor in this text, `{}` of one in another text of the page, or null when it points at what has not
 * arrived, or at nothing.
 */
export function rangeOf(text, cursor) {
  try {
    const [anchor, head] = [placed(text, cursor.a), placed(text, cursor.h)];
    if (!anchor || !head) return null;
    return anchor.type === text && head.type === text ? { anchor: anchor.index, head: head.index } : {};
  } catch {
    return null; // Another browser wrote it; it may be anything.
  }
}

export class Presence extends EventTarget {
  others = new Map();
  #you = null;
  #mine = () => null;
  #sent = "null"; // as JSON; nobody needs to hear that there is no caret yet
  #timer = null;

  /** `send(cursor)` returns whether it could be sent. */
  constructor(send) {
    super();
    this.send = send;
  }

  /** Begin anew: who is here, and under which id others see this tab. */
  reset(others, you = null) {
    this.#you = you;
    this.others = new Map(others.map((other) => [other.id, other]));
    this.#sent = "null";
    this.#tell([...this.others.keys()]);
    this.#soon();
  }

  change(changes) {
    for (const { gone, ...other } of changes) {
      if (other.id === this.#you) continue;
      if (gone) this.others.delete(other.id);
      else this.others.set(other.id, other);
    }
    this.#tell(changes.map(({ id }) => id));
  }

  clear() {
    this.reset([]);
  }

  /** The own caret moved; `where()` gives the cursor when it is time to send it. */
  show(where) {
    this.#mine = where;
    this.#soon();
  }

  stop() {
    clearTimeout(this.#timer);
  }

  #soon() {
    this.#timer ??= setTimeout(() => {
      this.#timer = null;
      const cursor = this.#mine();
      const said = JSON.stringify(cursor);
      if (said !== this.#sent && this.send(cursor)) this.#sent = said;
    }, AT_MOST_EVERY);
  }

  #tell(ids) {
    this.dispatchEvent(new CustomEvent("change", { detail: ids }));
  }
}
