import { distinct, initials, keyOf } from "../editing/people.js";
import { fill } from "../lib/page.js";
import { avatar, MOST } from "../lib/people.js";
import { tellOf } from "../lib/tidings.js";
import { words } from "../lib/words.js";

const FEW = 3; // avatars on a phone

/** Who else is writing here: avatars to press, and all of them in a list. Who is pressed is followed. */
class KringWriters extends HTMLElement {
  people = [];

  connectedCallback() {
    this.plural = new Intl.PluralRules(document.documentElement.lang);
    this.told = tellOf(() => words().writers);
    document.addEventListener("kring:editing", ({ detail: { editor } }) => this.watch(editor.session));
    document.addEventListener("kring:following", ({ detail }) => this.mark(detail));
    this.addEventListener("click", ({ target }) => this.press(target.closest("[data-person]")));
  }

  watch({ presence, status }) {
    if (!status.joined || this.presence) return;
    this.presence = presence;
    presence.addEventListener("change", () => this.meet());
    this.meet();
  }

  /** While the connection is gone nobody has left. */
  meet() {
    const people = distinct(this.presence.others.values());
    this.told(people);
    if (people.map(keyOf).join() !== this.people.map(keyOf).join()) this.show(people);
  }

  show(people) {
    this.people = people;
    this.hidden = !people.length;
    const held = document.activeElement?.closest("[data-person]");
    const first = people.length > MOST ? people.slice(0, MOST - 1) : people;
    this.put(
      "first",
      first.map((one) => this.button(one)),
    );
    this.put(
      "few",
      people.slice(0, FEW).map((one) => drawn(one)),
    );
    this.put(
      "all",
      people.map((one) => this.row(one)),
    );
    this.put("count", [fill(words().writers[this.plural.select(people.length)], { n: people.length })]);
    this.mark(this.followed);
    if (held) this.again(held)?.focus();
  }

  put(place, children) {
    this.querySelector(`[data-${place}]`).replaceChildren(...children);
  }

  again({ dataset, className }) {
    const same = [...this.querySelectorAll("[data-person]")].filter((one) => one.dataset.person === dataset.person);
    return same.find((one) => one.className === className) ?? this.querySelector("summary");
  }

  button(person) {
    const button = document.createElement("button");
    button.className = `av xs p${person.slot & 7}`;
    button.textContent = initials(person.name);
    return this.following(button, person);
  }

  row(person) {
    const row = document.createElement("li");
    const button = document.createElement("button");
    const name = document.createElement("span");
    button.className = "opt";
    name.dir = "auto";
    name.textContent = person.name;
    button.append(drawn(person), name);
    row.append(this.following(button, person));
    return row;
  }

  following(button, person) {
    button.type = "button";
    button.dataset.person = keyOf(person);
    button.title = button.ariaLabel = fill(words().writers.follow, person);
    return button;
  }

  press(button) {
    if (button) document.dispatchEvent(new CustomEvent("kring:follow", { detail: button.dataset.person }));
  }

  mark(followed) {
    this.followed = followed;
    for (const button of this.querySelectorAll("[data-person]"))
      button.ariaPressed = String(button.dataset.person === followed);
  }
}

const drawn = (person) => avatar({ ...person, initials: initials(person.name) }, { size: "xs" });

customElements.define("kring-writers", KringWriters);
