// Classes of words by what they mean in Markdown.
import { HighlightStyle } from "@codemirror/language";
import { tags as t } from "@lezer/highlight";

export const words = HighlightStyle.define([
  { tag: t.strong, class: "md-strong" },
  { tag: t.emphasis, class: "md-em" },
  { tag: t.strikethrough, class: "md-strike" },
  { tag: t.monospace, class: "md-code" },
  { tag: t.link, class: "md-link" },
  { tag: t.url, class: "md-url" },
  { tag: t.special(t.name), class: "md-mention" },
  { tag: t.tagName, class: "md-tag" },
  { tag: t.special(t.content), class: "md-highlight" },
  { tag: [t.processingInstruction, t.contentSeparator, t.labelName], class: "md-sign" },
  { tag: t.atom, class: "md-task" },
  { tag: t.heading, class: "md-heading" },
]);
