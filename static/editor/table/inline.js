// A cell's words as nodes.
import { piecesOf } from "../../editing/table/inline.js";

const ELEMENTS = { code: "code", strong: "strong", em: "em", del: "del", mark: "mark", br: "br" };
const CLASSES = { link: "md-link", tag: "tag" };
const SAFE = /^(?:https?:|mailto:|\/(?!\/)|#)/i;
const OWN = /^\/(?!\/)/;

let members = {};

/** The colours of those who are named, by handle; who is not among them is words. */
export function know(given) {
  members = given;
}

export function nodesOf(words, owner) {
  return words ? piecesOf(words).map((piece) => nodeOf(piece, owner)) : [];
}

function nodeOf({ kind, text, pieces, to }, owner) {
  if (kind === "text") return owner.createTextNode(text);
  if (kind === "image") return picture(text, to, owner);
  const node = owner.createElement(ELEMENTS[kind] ?? "span");
  if (kind === "mention") node.className = lookOf(pieces[0].text.slice(1));
  else if (CLASSES[kind]) node.className = CLASSES[kind];
  if (SAFE.test(to)) node.dataset.to = to;
  node.append(...(pieces ? pieces.map((piece) => nodeOf(piece, owner)) : [text ?? ""].filter(Boolean)));
  return node;
}

const lookOf = (handle) => (Object.hasOwn(members, handle) ? `mention p${members[handle]}` : "");

/** Only those of this wiki: nothing else is fetched from elsewhere while one writes. */
function picture(text, to, owner) {
  if (!OWN.test(to)) return owner.createTextNode(text);
  const image = owner.createElement("img");
  image.alt = text;
  image.src = to;
  return image;
}
