// What may be meant by what is typed into one of the fields of the row: arrows choose, Enter or a press takes.
import { Suggestions } from "../../editing/menus/suggestions.js";
import { announce } from "../../lib/announce.js";
import { fill } from "../../lib/page.js";
import { emojiLike } from "../menus/emoji.js";
import { MenuList, optionId } from "../menus/list.js";

const MOST_EMOJI = 48;
const IN_A_ROW = 8;
const USUAL = "📄 📌 📎 📁 📅 ✅ 🚀 💡 🔧 🔑 🎯 📊 📣 🧭 🧪 🎉 ❓ 📞 👥 🏠 🌍 🌱 🔒 💬".split(" ");

async function emoji(typed) {
  const found = await emojiLike(typed, document.documentElement.lang);
  const shown = typed
    ? found.slice(0, MOST_EMOJI)
    : found.filter(({ glyph }) => USUAL.includes(glyph.replace("\uFE0F", "")));
  return shown.map(({ glyph, label }) => ({ label, glyph, value: glyph }));
}

const sources = (suggestions) => ({
  emoji,
  tags: async (q) =>
    (await suggestions.of("tags", { q }))?.map((tag) => ({ label: `#${tag}`, icon: "hash", value: tag })),
  people: async (q) =>
    (await suggestions.of("people", { q, readers: 1 }))?.map((person) => ({
      label: person.name,
      hint: `@${person.handle}`,
      person,
      value: `@${person.handle}`,
    })),
});

class Choosing {
  constructor(form, { page, words }) {
    Object.assign(this, { form, words: words.menus, found: [], chosen: -1 });
    this.kind = form.dataset.suggests;
    this.ask = sources(new Suggestions(`/p/${page}/suggested`))[this.kind];
    this.field = form.querySelector("input:not([type=hidden])");
    this.list = new MenuList({ label: this.words.label, choose: (place) => this.take(place) });
    Object.assign(this.list.dom, { id: `${this.field.id}-list`, className: `menu-list ${this.kind}` });
    form.append(this.list.dom);
    Object.assign(this.field, { role: "combobox", ariaAutoComplete: "list" });
    this.field.setAttribute("aria-controls", this.list.dom.id);
    this.field.addEventListener("input", () => this.look());
    this.field.addEventListener("keydown", (event) => this.press(event));
    form.addEventListener("kring:taken", () => this.look());
    form.closest("details").addEventListener("toggle", ({ target }) => target.open || this.show([]));
    this.show([]);
  }

  async look() {
    const typed = this.field.value.trim().replace(/^[#@]/, "");
    const found = await this.ask(typed);
    if (!found || !this.form.closest("details")?.open) return;
    this.show(found);
    // A new tag is as good as a known one; of the others only what is found can be meant.
    this.choose(typed && found.length && this.kind !== "tags" ? 0 : -1);
    if (typed) announce(fill(this.words.count, { n: found.length }));
  }

  show(found) {
    this.found = found;
    this.list.show(found);
    this.list.dom.hidden = !found.length;
    this.field.ariaExpanded = String(found.length > 0);
  }

  choose(place) {
    this.chosen = place;
    this.list.choose(place);
    if (place < 0) this.field.removeAttribute("aria-activedescendant");
    else this.field.setAttribute("aria-activedescendant", optionId(place));
  }

  press(event) {
    const { key, isComposing } = event;
    const step = this.steps()[key];
    if (isComposing || !this.found.length) return;
    if (step) this.choose(Math.max(-1, Math.min(this.chosen + step, this.found.length - 1)));
    else if (key === "Enter" && this.chosen >= 0) this.take(this.chosen);
    else return;
    event.preventDefault();
  }

  /** Emoji stand in rows of their own; along them the arrows go once one is chosen. */
  steps() {
    if (this.kind !== "emoji") return { ArrowDown: 1, ArrowUp: -1 };
    const down = this.chosen < 0 ? 1 : IN_A_ROW;
    return { ArrowDown: down, ArrowUp: -IN_A_ROW, ...(this.chosen < 0 ? {} : { ArrowRight: 1, ArrowLeft: -1 }) };
  }

  take(place) {
    this.field.value = this.found[place].value;
    this.form.requestSubmit();
  }
}

const known = new WeakMap();

/** Begin to suggest in this form, which has just opened. */
export function suggest(form, context) {
  if (!known.has(form)) known.set(form, new Choosing(form, context));
  const choosing = known.get(form);
  choosing.field.focus();
  choosing.look();
}
