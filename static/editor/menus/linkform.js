// The form for a link: an address, or a page found by its title. It floats by the words that are to lead there.
import { linkAt, linked } from "../../editing/linking.js";
import { icon } from "../../lib/icon.js";
import { float, follow, ground } from "./floating.js";
import { MenuList } from "./list.js";

function button(name, words, press) {
  const made = document.createElement("button");
  Object.assign(made, { type: "button", className: "btn square", title: words, ariaLabel: words });
  made.append(icon(name));
  made.addEventListener("click", press);
  return made;
}

export class LinkForm {
  constructor(view, { suggestions, words }) {
    Object.assign(this, { view, suggestions, words });
  }

  open() {
    this.close();
    const { main } = this.view.state.selection;
    this.draw(linkAt(this.view.state, main)?.address ?? "");
    ground(this.view).append(this.dom);
    this.release = follow(() => this.place());
    this.place();
    this.field.focus();
    this.field.select();
  }

  draw(address) {
    this.dom = document.createElement("form");
    this.dom.className = "pop link-form";
    this.field = document.createElement("input");
    Object.assign(this.field, { value: address, placeholder: this.words.placeholder, ariaLabel: this.words.label });
    Object.assign(this.field, { inputMode: "url", autocomplete: "off", spellcheck: false, className: "field" });
    const remove = button("trash-2", this.words.remove, () => this.apply(""));
    remove.hidden = !address;
    this.list = new MenuList({ label: this.words.pages, choose: (at) => this.apply(`/p/${this.found[at].id}`) });
    this.dom.append(
      this.field,
      button("check", this.words.apply, () => this.apply(this.field.value)),
      remove,
      this.list.dom,
    );
    this.field.addEventListener("input", () => this.suggest());
    this.dom.addEventListener("pointerdown", (event) => event.target !== this.field && event.preventDefault());
    this.dom.addEventListener("submit", (event) => event.preventDefault());
    this.dom.addEventListener("keydown", (event) => this.press(event));
    this.dom.addEventListener("focusout", ({ relatedTarget }) => !this.dom?.contains(relatedTarget) && this.close());
    this.offer([]);
  }

  async suggest() {
    const query = this.field.value.trim();
    const found = query && !/[/:#]/.test(query) ? await this.suggestions.of("pages", { q: query }) : [];
    if (!found || !this.dom) return;
    this.offer(found);
    this.place();
  }

  offer(found) {
    this.found = found;
    this.chosen = -1;
    this.list.show(found.map(({ title, space }) => ({ label: title, hint: space, icon: "file-text" })));
  }

  step(by) {
    this.chosen = Math.max(-1, Math.min(this.chosen + by, this.found.length - 1));
    this.list.choose(this.chosen);
  }

  press(event) {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step && this.found.length) this.step(step);
    else if (event.key === "Enter" && event.target === this.field) this.apply(this.meant());
    else if (event.key === "Escape") this.leave();
    else return;
    event.preventDefault();
  }

  meant() {
    return this.chosen < 0 ? this.field.value : `/p/${this.found[this.chosen].id}`;
  }

  apply(address) {
    const { state } = this.view;
    const old = linkAt(state, state.selection.main);
    if (address.trim() || old)
      this.view.dispatch({ ...linked(state, state.selection.main, address.trim()), userEvent: "input.format" });
    this.leave();
  }

  leave() {
    this.close();
    this.view.focus();
  }

  place() {
    const { main } = this.view.state.selection;
    this.view.requestMeasure({
      key: this,
      read: () => this.view.coordsAtPos(main.from, 1),
      write: (at) => at && this.dom && float(this.dom, at),
    });
  }

  close() {
    const { dom } = this;
    this.dom = null;
    this.release?.();
    dom?.remove();
  }
}
