// Writes yjs_vectors.json: histories made by Yjs itself, and what Yjs says of them.
// node tests/editing/make_vectors.mjs, in a checkout with the node packages installed.

import { writeFileSync } from "node:fs";
import * as Y from "yjs";

const PIECES = [
  "a",
  "b ",
  "word",
  "é",
  "e\u0301",
  "漢字",
  "😀",
  "👩‍👩‍👧",
  "🇳🇱",
  "\r\n",
  "\n",
  "שלום",
  "مرحبا",
  "- [ ] ",
  "｟｠",
];
const base64 = (bytes) => Buffer.from(bytes).toString("base64");

function random(seed) {
  let state = seed;
  return (below) => {
    state = (state * 1103515245 + 12345) % 2147483648;
    return Math.floor((state / 2147483648) * below);
  };
}

/** One edit in six is of the title, which is one line. */
const ONE_IN = 6;

/** A place between two characters: no editor of ours divides an emoji. */
function place(text, next) {
  const at = next(text.length + 1);
  return at > 0 && at < text.length && text.charCodeAt(at) >> 10 === 0x37 ? at - 1 : at;
}

function edit(text, undo, next) {
  const now = text.toString();
  const [one, other] = [place(now, next), place(now, next)];
  const choice = next(20);
  if (choice === 0) return undo.undo();
  if (choice === 1) return undo.redo();
  if (choice < 6 && one !== other) {
    const start = Math.min(one, other);
    const end = Math.max(one, other);
    return text.delete(start, Math.min(end - start, next(2) ? end - start : now.codePointAt(start) > 0xffff ? 2 : 1));
  }
  if (choice < 8) {
    return text.doc.transact(() => {
      text.insert(one, PIECES[next(PIECES.length)]);
      text.insert(0, PIECES[next(PIECES.length)]);
    });
  }
  return text.insert(one, PIECES[next(PIECES.length)]);
}

function history(seed, people, edits) {
  const next = random(seed);
  const log = [];
  const docs = Array.from({ length: people }, (_, i) => {
    const doc = new Y.Doc();
    doc.clientID = [7, 3912345678, 901234567890123, 130][i];
    const text = doc.getText("text");
    const title = doc.getText("title");
    const undo = new Y.UndoManager([text, title], { captureTimeout: 0 });
    doc.on("update", (update, origin) => origin === "relay" || log.push([doc.clientID, update]));
    return { doc, text, title, undo, seen: 0 };
  });
  const catchUp = (person, until) => {
    for (; person.seen < until; person.seen++) Y.applyUpdate(person.doc, log[person.seen][1], "relay");
  };
  for (let i = 0; i < edits; i++) {
    const person = docs[next(people)];
    if (next(3) === 0) catchUp(person, log.length);
    edit(next(ONE_IN) ? person.text : person.title, person.undo, next);
  }
  for (const person of docs) catchUp(person, log.length);
  const { doc, text, title } = docs[0];
  return { doc, text, title, log };
}

/** What stands in a text, also what is gone from it, as [client, clock, length] in the order of the clocks. */
function standing(text) {
  const spans = [];
  for (let item = text._start; item; item = item.right) spans.push([item.id.client, item.id.clock, item.length]);
  spans.sort(([a, b], [c, d]) => a - c || b - d);
  return spans.reduce((all, [client, clock, length]) => {
    const last = all.at(-1);
    if (last?.[0] === client && last[1] + last[2] === clock) last[2] += length;
    else all.push([client, clock, length]);
    return all;
  }, []);
}

/** Client and length of each run of the visible text. */
function clients(text) {
  const runs = [];
  for (let item = text._start; item; item = item.right) {
    if (item.deleted) continue;
    const last = runs.at(-1);
    if (last?.[0] === item.id.client) last[1] += item.length;
    else runs.push([item.id.client, item.length]);
  }
  return runs;
}

/** Units from a clock on, without what is skipped, as [client, clock, length]. */
function parsed(update) {
  const { structs, ds } = Y.decodeUpdate(update);
  const spans = [];
  for (const struct of structs) {
    if (struct instanceof Y.Skip) continue;
    const { id, length } = struct;
    const last = spans.at(-1);
    if (last && last[0] === id.client && last[1] + last[2] === id.clock) last[2] += length;
    else spans.push([id.client, id.clock, length]);
  }
  const deletes = [...ds.clients].flatMap(([client, items]) => items.map(({ clock, len }) => [client, clock, len]));
  return { update: base64(update), spans, deletes };
}

const histories = [];
const updates = [];
for (let seed = 1; seed <= 24; seed++) {
  const { doc, text, title, log } = history(seed, 1 + (seed % 4), seed <= 20 ? 40 : 300);
  histories.push({
    log: log.map(([client, update]) => [client, base64(update)]),
    text: text.toString(),
    title: title.toString(),
    titled: standing(title),
    clients: clients(text),
    vector: [...Y.decodeStateVector(Y.encodeStateVector(doc))],
    state: base64(Y.encodeStateAsUpdate(doc)),
  });
  if (seed % 4 === 0 && seed <= 20) updates.push(...log.map(([, update]) => parsed(update)));
  updates.push(parsed(Y.encodeStateAsUpdate(doc)));
  updates.push(parsed(Y.mergeUpdates([log[0][1], log.at(-1)[1], log[Math.floor(log.length / 2)][1]])));
  updates.push(parsed(Y.diffUpdate(Y.encodeStateAsUpdate(doc), Y.encodeStateVectorFromUpdate(log[0][1]))));
}

/** What Yjs can make and a page does not hold. */
function foreign(change, name = "text") {
  const doc = new Y.Doc();
  doc.clientID = 9;
  let made;
  doc.getText("text");
  doc.on("update", (update) => {
    made = update;
  });
  change(doc, doc.getText(name));
  return base64(made);
}

const refused = {
  format: foreign((_, text) => text.insert(0, "bold", { bold: true })),
  embed: foreign((_, text) => text.insertEmbed(0, { image: "x" })),
  "nested type": foreign((_, text) => text.insertEmbed(0, new Y.Map())),
  "another root": foreign((_, text) => text.insert(0, "x"), "notes"),
  "a key of a map": foreign((doc) => doc.getMap("text2").set("key", "value")),
  "an attribute": foreign((_, text) => text.setAttribute("key", "value")),
  "values of any kind": foreign((doc) => doc.getArray("list").insert(0, [1, "two", null])),
  bytes: foreign((doc) => doc.getArray("list").insert(0, [new Uint8Array([1, 2])])),
  "a document": foreign((doc) => doc.getMap("docs").set("key", new Y.Doc({ guid: "another" }))),
  "an element": foreign((doc) => doc.getXmlFragment("xml").insert(0, [new Y.XmlElement("p")])),
};

writeFileSync(new URL("yjs_vectors.json", import.meta.url), `${JSON.stringify({ histories, updates, refused })}\n`);
