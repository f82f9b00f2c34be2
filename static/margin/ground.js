// The text as it is read, for the margin beside it.
import { chip } from "./chips.js";
import { lettersIn, lineOf, paint, textsOf } from "./painting.js";

export class Ground {
  chips = true;
  marks = new Map();

  constructor(prose) {
    this.prose = prose;
  }

  paint(passages) {
    this.marks = this.prose ? paint(this.prose, passages) : new Map();
    return new Set(this.marks.keys());
  }

  top(id) {
    return this.marks.get(id)[0].getBoundingClientRect().top;
  }

  choose(id) {
    for (const marks of this.marks.values())
      for (const mark of marks) mark.classList.toggle("chosen", idsOf(mark).includes(id));
  }

  reveal(id, block) {
    const behavior = matchMedia("(prefers-reduced-motion: reduce)").matches ? "auto" : "smooth";
    this.marks.get(id)[0].scrollIntoView({ block, behavior });
  }

  idsAt(target) {
    const mark = target.closest?.("a") ? null : target.closest?.("mark.talked");
    return mark ? idsOf(mark) : [];
  }

  putChips(margin) {
    for (const old of this.prose?.querySelectorAll(":scope > .notechip") ?? []) old.remove();
    const blocks = new Map();
    for (const [id, [mark]] of this.marks) {
      const block = [...this.prose.children].find((child) => child.contains(mark));
      blocks.set(block, [...(blocks.get(block) ?? []), id]);
    }
    for (const [block, ids] of blocks) {
      const threads = ids.map((id) => margin.thread(id));
      block.after(chip(threads, margin.words, (by) => margin.open(ids, by)));
    }
  }

  selected() {
    const selection = getSelection();
    const range = selection.rangeCount && !selection.isCollapsed ? selection.getRangeAt(0) : null;
    return range && this.prose?.contains(range.commonAncestorContainer) && `${range}`.trim() ? range : null;
  }

  /** The end of what is selected, where a button may stand. */
  end() {
    const range = this.selected();
    const boxes = range?.getClientRects() ?? [];
    return boxes[boxes.length - 1] ?? range?.getBoundingClientRect();
  }

  /** What is selected, as the server finds it, and where it stands. */
  passage() {
    const range = this.selected();
    if (!range) return null;
    const nodes = textsOf(this.prose);
    const within = nodes.filter((node) => range.intersectsNode(node));
    const letters = lettersIn(nodes);
    const [first, last] = [within[0], within.at(-1)];
    const start = first === range.startContainer ? range.startOffset : 0;
    const end = last === range.endContainer ? range.endOffset : last.data.length;
    const [from, to] = [letters.before(nodes.indexOf(first), start), letters.before(nodes.indexOf(last), end)];
    const parts = within.map((node) => node.data.slice(node === first ? start : 0, node === last ? end : undefined));
    const place = range.cloneRange();
    getSelection().removeAllRanges();
    return {
      said: { quote: parts.join("").trim(), ...letters.around(from, to), line: lineOf(first) },
      top: () => place.getBoundingClientRect().top,
    };
  }

  /** The text says something else now: it is shown anew, unless somebody is writing here. */
  changed() {
    const typed = [...document.querySelectorAll("textarea")].some(({ value, defaultValue }) => value !== defaultValue);
    if (!typed) location.reload();
  }

  /** Everything that is read is with the server. */
  async settled() {
    return true;
  }
}

const idsOf = (mark) => mark.dataset.threads.split(" ").map(Number);
