// What Confluence, GitHub and others wrap around text: panels and alerts, code with its language, tasks, formulas.
import { element, find, hasClass, is, mapped, raw, text, wordsOf } from "./tree.js";

const KINDS = {
  info: "NOTE",
  information: "NOTE",
  note: "NOTE",
  custom: "NOTE",
  tip: "TIP",
  success: "TIP",
  important: "IMPORTANT",
  warning: "WARNING",
  error: "CAUTION",
  caution: "CAUTION",
};
const PANEL = /^(?:confluence-information-macro-|markdown-alert-)(\w+)$/;
const PANEL_TITLE = /^(?:title|markdown-alert-title)$/;
const LANGUAGE = /^(?:language-|lang-|highlight-source-|brush:\s*|source-)([\w+#.-]+)/;
const NAMES = { js: "javascript", py: "python", sh: "bash", shell: "bash", yml: "yaml", cs: "csharp" };

function panelKind(node) {
  const named = (node.properties.className ?? []).map((name) => PANEL.exec(name)?.[1]).find((kind) => KINDS[kind]);
  return KINDS[node.properties.dataPanelType ?? named];
}

function callout(node) {
  const kind = is(node, "div", "section") && panelKind(node);
  if (!kind) return null;
  const title = find(node, (inner) => is(inner, "p", "div") && hasClass(inner, PANEL_TITLE));
  const body = mapped({ ...node, properties: {} }, (inner) => (inner === title || same(inner, title) ? null : inner));
  const words = title && wordsOf(title).trim();
  const said = words && words.toLowerCase() !== kind.toLowerCase() ? ` ${words}` : "";
  return element("blockquote", {}, [element("p", {}, [raw(`[!${kind}]${said}`)]), ...body.children]);
}

const same = (node, title) => title && node.type === "element" && node.properties === title.properties;

function languageOf(node) {
  const said = [
    ...(node.properties.className ?? []),
    String(node.properties.dataSyntaxhighlighterParams ?? "").replace(/^.*?(brush:\s*[\w+#.-]+).*$/s, "$1"),
  ];
  const named = said.map((name) => LANGUAGE.exec(name)?.[1]).find(Boolean);
  const language = node.properties.dataLanguage ?? node.properties.dataLang ?? named;
  return language && (NAMES[language] ?? language);
}

function code(words, language) {
  const inner = element("code", language ? { className: [`language-${language}`] } : {}, [text(words)]);
  return element("pre", {}, [inner]);
}

const wrapsCode = (node) => is(node, "div", "figure") && node.children.filter((child) => is(child, "pre")).length === 1;

function block(node) {
  if (hasClass(node, /^syntaxhighlighter$/) && !is(node, "pre")) return highlighted(node);
  if (is(node, "pre")) {
    const inner = find(node, (one) => is(one, "code"));
    return code(wordsOf(node), languageOf(node) ?? (inner && languageOf(inner)));
  }
  const language = wrapsCode(node) && languageOf(node);
  const pre = language && node.children.find((child) => is(child, "pre"));
  return pre ? code(wordsOf(pre), language) : null;
}

/** Confluence's table of line numbers and lines. */
function highlighted(node) {
  const lines = [];
  mapped(node, (inner) => {
    if (is(inner, "div") && hasClass(inner, /^line$/) && find(inner, (one) => is(one, "code")))
      lines.push(wordsOf(inner));
    return inner;
  });
  const language = (node.properties.className ?? []).find(
    (name) => !/^(?:syntaxhighlighter|sh-\w+|nogutter)$/.test(name),
  );
  return lines.length ? code(lines.join("\n"), language) : null;
}

/** Confluence's newer action list: a row of tasks without a list. */
function tasks(node) {
  if (node.properties.dataNodeType !== "actionList") return null;
  const items = node.children.filter((child) => child.properties?.dataTaskState);
  return element(
    "ul",
    {},
    items.map((item) => element("li", item.properties, item.children)),
  );
}

function formula(node) {
  if (!hasClass(node, /^katex(?:-display)?$/)) return null;
  const source = find(node, (inner) => is(inner, "annotation"));
  const sign = hasClass(node, /^katex-display$/) ? "$$" : "$";
  return source && raw(`${sign}${wordsOf(source).trim()}${sign}`);
}

function emoji(node) {
  if (!is(node, "img") || !hasClass(node, /^(?:emoji|emoticon)/)) return null;
  return text(node.properties.dataEmojiFallback ?? node.properties.alt ?? "");
}

function heading(node) {
  const { role, ariaLevel } = node.properties;
  return role === "heading" && is(node, "p", "div") ? element(`h${ariaLevel ?? 2}`, {}, node.children) : null;
}

const MEANT = [callout, block, tasks, formula, emoji, heading];

export const withMacros = (tree) =>
  mapped(tree, (node) => {
    if (node.type !== "element") return node;
    for (const meaning of MEANT) {
      const found = meaning(node);
      if (found) return found;
    }
    return node;
  });
