import { announcePeople } from "../lib/announce.js";
import { fill } from "../lib/page.js";
import { avatar } from "../lib/people.js";
import { apart, blockOf } from "../lib/readers.js";
import { ReadingRoom } from "../lib/reading-room.js";

const ROOM = 32; // px from one avatar to the next

/** Colleagues who read this page, each on the margin line at the paragraph on their screen. */
class KringReaders extends HTMLElement {
  connectedCallback() {
    this.words = JSON.parse(this.dataset.words);
    this.people = [];
    this.room = new ReadingRoom(this.dataset.page, document.querySelector(".folio > .prose"));
    this.room.addEventListener("people", ({ detail }) => this.meet(detail));
    this.room.enter();
    new ResizeObserver(() => this.draw()).observe(this.parentElement);
  }

  disconnectedCallback() {
    this.room.leave();
  }

  meet({ people, came, left }) {
    this.people = people;
    for (const { name } of came) announcePeople(fill(this.words.here, { name }));
    for (const { name } of left) announcePeople(fill(this.words.gone, { name }));
    document.dispatchEvent(new CustomEvent("kring:here", { detail: people }));
    this.draw();
  }

  draw() {
    const blocks = this.room.blocks();
    if (!blocks.length) return;
    const top = this.getBoundingClientRect().top;
    const wished = this.people.map((person) => ({ person, at: blockOf(blocks, person.line).top - top }));
    this.replaceChildren(...apart(wished, ROOM).map(({ person, at }) => this.reader(person, at)));
  }

  reader(person, height) {
    const element = document.createElement("div");
    element.className = "reader";
    element.style.setProperty("--at", `${Math.round(height)}px`);
    const contents = document.querySelector(".folio > .toc");
    element.append(avatar(person, { here: true }));
    if (height > (contents?.scrollHeight ?? 0)) element.append(this.label(person));
    return element;
  }

  label({ name }) {
    const label = document.createElement("span");
    label.ariaHidden = "true";
    label.textContent = fill(this.words.here, { name: name.split(" ")[0] });
    return label;
  }
}

customElements.define("kring-readers", KringReaders);
