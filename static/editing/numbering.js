// The numbers of lists after an item has gone in or out: each list counts up from where it starts.

const ITEM = /^(\s*(?:>\s?)*)(\d{1,9})([.)])[ \t]/;

function itemAt(doc, number) {
  const found = ITEM.exec(doc.line(number).text);
  return found && { number, depth: found[1].length, value: Number(found[2]), digits: found[2], sign: found[3] };
}

const indentOf = (text) => /^\s*(?:>\s?)*/.exec(text)[0].length;

/** The numbers of the list that an item is in, in their order: up and down as far as what is between belongs to them. */
function listOf(doc, item) {
  const items = [item];
  for (const step of [-1, 1])
    for (let number = item.number + step; number > 0 && number <= doc.lines; number += step) {
      const { text } = doc.line(number);
      if (!text.trim() || indentOf(text) > item.depth) continue;
      const other = itemAt(doc, number);
      if (!other || other.depth !== item.depth || other.sign !== item.sign) break;
      items[step < 0 ? "unshift" : "push"](other);
    }
  return items;
}

/** What makes a list count up; one that begins at `from` or below starts anew, one that repeats a number is left so. */
function counted(doc, items, from) {
  const [first, second] = items;
  if (second?.value === first.value && first.number < from) return [];
  const start = first.number < from ? first.value : 1;
  return items.flatMap(({ number, depth, value, digits }, place) => {
    const insert = String(start + place);
    // A longer number would need its children moved with it.
    if (value === start + place || insert.length > digits.length) return [];
    const at = doc.line(number).from + depth;
    return { from: at, to: at + digits.length, insert };
  });
}

/** The changes for the list that line `number` has come into, and for the one right below it that it has left. */
export function renumbered(doc, number) {
  const item = itemAt(doc, number);
  if (!item) return [];
  return [item, ...below(doc, item)].flatMap((one) => counted(doc, listOf(doc, one), number));
}

function below(doc, { number, depth }) {
  for (let next = number + 1; next <= doc.lines; next++) {
    const other = itemAt(doc, next);
    if (other && other.depth !== depth) return [other];
    if (!other && doc.line(next).text.trim()) return [];
  }
  return [];
}
