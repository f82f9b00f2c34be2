// What a paste is, told from what the clipboard holds and where it goes. The rest is loaded when it is more than words.
import { syntaxTree } from "@codemirror/language";

/** What our own copies carry, so that they come back byte for byte. */
export const OURS = "data-kring-copy";
const ADDRESS = /^(?:https?:\/\/|mailto:)[^\s<>"]+$/;
const VERBATIM = /^(?:FencedCode|CodeBlock|InlineCode|HTMLBlock|Table)$/;
const HOLDS_NO_LINK = /^(?:Link|Image|WikiLink|URL|Autolink|ATXHeading\d)$/;

function inside(state, { from, to }, pattern) {
  for (const side of [1, -1])
    for (let node = syntaxTree(state).resolveInner(from, side); node; node = node.parent)
      if (pattern.test(node.name) && node.from <= from && node.to >= to) return true;
  return false;
}

/** Words in one line, without a link among them, that an address can be laid under. */
function takesLink(state, { from, to }) {
  if (from === to || state.doc.lineAt(from).to < to || inside(state, { from, to }, /^(?:Link|WikiLink|Image)$/))
    return false;
  let free = true;
  syntaxTree(state).iterate({
    from,
    to,
    enter: (node) => {
      if (HOLDS_NO_LINK.test(node.name) && node.from >= from && node.to <= to && !node.name.startsWith("ATX"))
        free = false;
    },
  });
  return free;
}

/** The page an address of this wiki leads to, or null. */
export function ownPage(address, origin) {
  const found =
    address.startsWith(`${origin}/p/`) && /^\/p\/(\d+)(?:-[^/?#]*)?\/?(?:#(.*))?$/.exec(address.slice(origin.length));
  return found ? { id: Number(found[1]), anchor: found[2] ?? "" } : null;
}

/** An address as it is written behind words: short when it is this wiki's own. */
export function target(address, origin) {
  const short = address.startsWith(`${origin}/`) ? address.slice(origin.length) : address;
  return /[()\s]/.test(short) ? `<${short}>` : short;
}

function codeLanguage(read) {
  try {
    return JSON.parse(read("vscode-editor-data")).mode ?? null;
  } catch {
    return null;
  }
}

/**
 * `{kind}`: "plain" (as the editor does it), "link" with `address`, "page" with `page`, "code" with `language`, "html".
 * `read(type)` gives what the clipboard holds, or "".
 */
export function kindOf(read, state, range, { plainly, origin }) {
  const [text, html] = [read("text/plain"), read("text/html")];
  if (plainly || html.includes(OURS) || inside(state, range, VERBATIM)) return { kind: "plain" };
  const address = text.trim();
  if (ADDRESS.test(address)) {
    if (takesLink(state, range)) return { kind: "link", address };
    const page = ownPage(address, origin);
    return page ? { kind: "page", page } : { kind: "plain" };
  }
  const language = codeLanguage(read);
  if (language)
    return /^(?:markdown|plaintext)$/.test(language) || !text.trim().includes("\n")
      ? { kind: "plain" }
      : { kind: "code", language };
  return html ? { kind: "html" } : { kind: "plain" };
}
