// Following somebody who writes: the view keeps their caret in sight until I scroll, press or click anything.
import { EditorView, ViewPlugin } from "@codemirror/view";
import { keyOf } from "../../editing/people.js";
import { caretOf, carets } from "../carets.js";
import { frame } from "./frame.js";

const MINE = ["keydown", "wheel", "touchmove", "pointerdown"];
const CHOICES = ["keydown", "pointerdown"];
const ROOM = 96; // px around their caret, in which words to be read stand

/** `document` hears "kring:follow" with a person's key and tells "kring:following" with that or null. */
class Following {
  constructor(view, { presence, session, words }) {
    Object.assign(this, { view, presence, session, words: words.following, person: null });
    this.ask = ({ detail }) => this.follow(detail);
    this.check = () => this.person && session.status.joined && !this.find() && this.stop();
    this.mine = (event) => this.interrupt(event);
    document.addEventListener("kring:follow", this.ask);
    presence.addEventListener("change", this.check);
  }

  follow(key) {
    const person = this.person?.key === key ? null : this.find(key);
    this.stop();
    if (!person) return;
    this.person = { ...person, key };
    this.frame = frame(this.person, this.words);
    for (const name of MINE) addEventListener(name, this.mine, { capture: true, passive: name !== "keydown" });
    this.tell();
    this.look();
  }

  stop() {
    if (!this.person) return;
    this.person = null;
    this.frame.remove();
    for (const name of MINE) removeEventListener(name, this.mine, { capture: true });
    this.tell();
  }

  /** Those who choose whom to follow do not stop by it. */
  interrupt(event) {
    const isEscape = event.key === "Escape";
    if (CHOICES.includes(event.type) && event.target.closest?.("kring-writers") && !isEscape) return;
    if (isEscape) {
      event.preventDefault();
      event.stopPropagation();
    }
    this.stop();
  }

  find(key = this.person.key) {
    return [...this.presence.others.values()].find((one) => keyOf(one) === key);
  }

  update({ startState, state }) {
    if (this.person && carets(startState) !== carets(state)) queueMicrotask(() => this.look());
  }

  look() {
    const caret = this.person && caretOf(this.view.state, this.person.key);
    if (caret) this.view.dispatch({ effects: EditorView.scrollIntoView(caret.head, { yMargin: ROOM }) });
  }

  tell() {
    document.dispatchEvent(new CustomEvent("kring:following", { detail: this.person?.key ?? null }));
  }

  destroy() {
    this.stop();
    document.removeEventListener("kring:follow", this.ask);
    this.presence.removeEventListener("change", this.check);
  }
}

export const following = (context) => ViewPlugin.define((view) => new Following(view, context));
