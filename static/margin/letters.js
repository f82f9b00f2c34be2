// Passages by their words, as the server finds them in the Markdown (wiki/comments/passages.py): signs and spaces aside.

const UNSEEN = /<\/?[a-zA-Z](?![^<>]*:\/\/)[^<>\n]*>|[\s*_~`=[\]()#|\\>^!]/g;
const AROUND = 40;

export const lettersOf = (words) => words.replaceAll(UNSEEN, "");

/** Texts one after the other, and where in which of them each letter stands. */
export class Letters {
  letters = "";
  #places = [];

  constructor(texts) {
    const parts = [];
    for (const [index, text] of texts.entries()) {
      let done = 0;
      const take = (end) => {
        for (let at = done; at < end; at++) this.#places.push(index, at);
        parts.push(text.slice(done, end));
      };
      for (const { index: at, 0: unseen } of text.matchAll(UNSEEN)) {
        take(at);
        done = at + unseen.length;
      }
      take(text.length);
    }
    this.letters = parts.join("");
  }

  /** `{from, to}`, each `{text, at}`, where most of what is around these words fits; `near(text)` is 0 where they are expected. */
  find({ words, prefix = "", suffix = "" }, near = () => 0) {
    const wanted = lettersOf(words);
    if (!wanted) return null;
    const around = [lettersOf(prefix), lettersOf(suffix)];
    let best = null;
    for (let at = this.letters.indexOf(wanted); at >= 0; at = this.letters.indexOf(wanted, at + 1)) {
      const score = this.#fits(at, at + wanted.length, around) - near(this.#places[2 * at]) / 1000;
      if (!best || score > best.score) best = { at, score };
    }
    return best && { from: this.#place(best.at, 0), to: this.#place(best.at + wanted.length - 1, 1) };
  }

  /** What stands around a passage from the letter at `from` to before that at `to`. */
  around(from, to) {
    return {
      prefix: this.letters.slice(Math.max(0, from - AROUND), from),
      suffix: this.letters.slice(to, to + AROUND),
    };
  }

  /** How many letters stand before a place. */
  before(text, at) {
    let [low, high] = [0, this.#places.length / 2];
    while (low < high) {
      const middle = (low + high) >> 1;
      const [its, there] = [this.#places[2 * middle], this.#places[2 * middle + 1]];
      if (its < text || (its === text && there < at)) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  #fits(from, to, [prefix, suffix]) {
    const { prefix: before, suffix: after } = this.around(from, to);
    return alike([...before].reverse(), [...prefix].reverse()) + alike([...after], [...suffix]);
  }

  #place(letter, more) {
    return { text: this.#places[2 * letter], at: this.#places[2 * letter + 1] + more };
  }
}

function alike(one, other) {
  const differs = one.findIndex((letter, at) => letter !== other[at]);
  return differs < 0 ? one.length : differs;
}
