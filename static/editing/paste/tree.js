// Small tools for the trees that HTML is parsed into (hast): plain objects, never a page's nodes.

export const text = (value) => ({ type: "text", value });
export const element = (tagName, properties, children) => ({ type: "element", tagName, properties, children });

/** Markdown that is put into the text as it stands. */
export const raw = (markdown) => element("kring-raw", { markdown }, []);

export const is = (node, ...names) => node?.type === "element" && (!names.length || names.includes(node.tagName));
export const hasClass = (node, pattern) => (node.properties?.className ?? []).some((name) => pattern.test(name));

/** The tree with each node, from the leaves up, replaced by what `change` makes of it: a node, several, or none (null). */
export function mapped(node, change) {
  const children = node.children?.flatMap((child) => mapped(child, change) ?? []);
  return change(children ? { ...node, children } : node);
}

export function wordsOf(node) {
  return node.type === "text" ? node.value : (node.children ?? []).map(wordsOf).join(is(node, "br") ? "\n" : "");
}

/** The first node below this one, or itself, that `wanted` says yes to. */
export function find(node, wanted) {
  if (wanted(node)) return node;
  for (const child of node.children ?? []) {
    const found = find(child, wanted);
    if (found) return found;
  }
  return null;
}

/** An inline style as a map from property to value, in small letters. */
export function styleOf(node) {
  const said = String(node.properties?.style ?? "").toLowerCase();
  return new Map(
    said
      .split(";")
      .map((declaration) => declaration.split(/:(.*)/s))
      .filter(([, value]) => value)
      .map(([name, value]) => [name.trim(), value.trim()]),
  );
}

const BLOCKS =
  /^(?:address|article|blockquote|dd|details|div|dl|dt|figure|footer|h[1-6]|header|hr|li|main|ol|p|pre|section|table|ul)$/;
export const isBlock = (node) => node.type === "element" && BLOCKS.test(node.tagName);
