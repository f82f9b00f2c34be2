// The panel to find and replace with: two lines, of which one who only reads has the first.
import {
  closeSearchPanel,
  findNext,
  findPrevious,
  getSearchQuery,
  replaceAll,
  replaceNext,
  SearchQuery,
  setSearchQuery,
} from "@codemirror/search";
import { runScopeHandlers } from "@codemirror/view";
import { icon } from "../lib/icon.js";
import { fill } from "../lib/page.js";
import { words } from "../lib/words.js";

const MOST = 999;

/** `{all, at}`: how many places are found, and which of them is chosen, counted from 1; 0 for none. */
function counted(state) {
  const query = getSearchQuery(state);
  let [all, at] = [0, 0];
  if (!query.valid) return { all, at };
  const cursor = query.getCursor(state);
  for (let found = cursor.next(); !found.done && all < MOST; found = cursor.next()) {
    all += 1;
    if (found.value.from === state.selection.main.from && found.value.to === state.selection.main.to) at = all;
  }
  return { all, at };
}

function make(tag, properties, ...children) {
  const element = Object.assign(document.createElement(tag), properties);
  element.append(...children);
  return element;
}

class SearchPanel {
  top = true;

  constructor(view) {
    this.view = view;
    this.dom = make("div", { className: "find-panel", role: "search", ariaLabel: this.phrase("Find") });
    this.draw(view.state.readOnly);
    this.dom.addEventListener("input", () => this.commit());
    this.dom.addEventListener("keydown", (event) => this.press(event));
  }

  phrase = (words) => this.view.state.phrase(words);

  draw(readOnly) {
    this.search = this.field("search", "Find");
    this.search.setAttribute("main-field", "true"); // so CodeMirror finds what to focus
    this.replace = this.field("replace", "Replace with");
    this.count = make("span", { className: "find-count", role: "status" });
    this.box = {};
    const boxes = { caseSensitive: "match case", wholeWord: "by word", regexp: "regexp" };
    const labels = Object.entries(boxes).map(([name, label]) => this.check(name, label));
    const steps = [this.sign("arrow-up", "previous", findPrevious), this.sign("arrow-down", "next", findNext)];
    this.dom.append(this.search, this.count, ...steps, this.sign("x", "close", closeSearchPanel));
    if (!readOnly)
      this.dom.append(this.replace, this.worded("replace", replaceNext), this.worded("replace all", replaceAll));
    this.dom.append(make("div", { className: "find-how" }, ...labels));
    this.show(getSearchQuery(this.view.state));
  }

  field(name, label) {
    const words = this.phrase(label);
    return make("input", { name, className: "field", placeholder: words, ariaLabel: words, autocomplete: "off" });
  }

  check(name, label) {
    this.box[name] = make("input", { type: "checkbox", name });
    return make("label", {}, this.box[name], this.phrase(label));
  }

  sign(name, label, act) {
    const words = this.phrase(label);
    return this.button({ className: "btn square", title: words, ariaLabel: words, name: label }, act, icon(name));
  }

  worded(label, act) {
    return this.button({ className: "btn line", name: label }, act, this.phrase(label));
  }

  button(properties, act, content) {
    const made = make("button", { type: "button", ...properties }, content);
    made.addEventListener("click", () => act(this.view));
    return made;
  }

  commit() {
    const how = Object.fromEntries(Object.entries(this.box).map(([name, { checked }]) => [name, checked]));
    const query = new SearchQuery({ search: this.search.value, replace: this.replace.value, ...how });
    if (!query.eq(getSearchQuery(this.view.state))) this.view.dispatch({ effects: setSearchQuery.of(query) });
  }

  show(query) {
    if (this.search.value !== query.search) this.search.value = query.search;
    if (this.replace.value !== query.replace) this.replace.value = query.replace;
    for (const [name, box] of Object.entries(this.box)) box.checked = query[name];
  }

  press(event) {
    const enters = { search: event.shiftKey ? findPrevious : findNext, replace: replaceNext }[event.target.name];
    if (runScopeHandlers(this.view, event, "search-panel")) event.preventDefault();
    else if (event.key === "Enter" && enters && !event.isComposing && event.target.matches("input")) {
      event.preventDefault();
      enters(this.view);
    }
  }

  update({ state, docChanged, selectionSet, transactions }) {
    const asked = transactions.some(({ effects }) => effects.some((effect) => effect.is(setSearchQuery)));
    if (asked) this.show(getSearchQuery(state));
    if (asked || docChanged || selectionSet) this.tell(state);
  }

  tell(state) {
    const { all, at } = counted(state);
    const { of, none, some } = words().found;
    this.count.textContent = getSearchQuery(state).search ? fill(at ? of : all ? some : none, { all, at }) : "";
  }

  mount() {
    this.tell(this.view.state);
    this.search.select();
  }
}

export const searchPanel = (view) => new SearchPanel(view);
