// What CodeMirror lays out itself, set to the page's own type and place. Words and lines are in editing.css.
import { EditorView } from "@codemirror/view";

export const theme = EditorView.theme({
  "&": { color: "inherit", fontSize: "inherit" },
  "&.cm-focused": { outline: "none" },
  ".cm-scroller": { fontFamily: "inherit", lineHeight: "inherit", overflow: "visible" },
  ".cm-content": { minWidth: "0", padding: "0 0 30vh", caretColor: "var(--ink)" },
  ".cm-line": {
    whiteSpace: "pre-wrap", // blanks at the end of a row take no room, as on the reading page
    paddingBlock: "var(--above, 0) var(--below, 0)",
    paddingInline: "var(--start, var(--in, 0)) var(--end, 0)",
  },
  ".cm-line:is(.md-h1, .md-h2):not(:first-child)": { paddingBlockStart: "1.3125rem" },
  ".cm-line:is(.md-h3, .md-h4):not(:first-child)": { paddingBlockStart: "0.5625rem" },
  ".cm-line.md-block": { paddingInline: "0.875rem" },
  ".cm-line.md-table": { paddingInline: "0" },
  // A full one would make tight lines higher.
  ".cm-line:is(.pv-h, .pv-fence, .pv-under, .pv-edge) .cm-widgetBuffer": { height: "0.5em" },
  ".cm-line.pv-blank .cm-widgetBuffer": { height: "0" },
  ".cm-placeholder": { color: "var(--ink-3)" },
  ".cm-dropCursor": { borderInlineStart: "2px solid var(--accent)" },
  ".cm-panels": { background: "transparent", color: "inherit", zIndex: "14" },
  ".cm-panels-top": { borderBlockEnd: "0", marginBlockEnd: "var(--s-4)" },
  ".cm-searchMatch": { background: "var(--mark-soft)", outline: "1px solid var(--mark-line)" },
  ".cm-searchMatch-selected": { background: "var(--mark)" },
});
