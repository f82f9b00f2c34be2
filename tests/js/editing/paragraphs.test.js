import assert from "node:assert/strict";
import { test } from "node:test";
import { joinParagraphs, leaveBlock, newParagraph } from "../../../static/editing/paragraphs.js";
import { run } from "./marked.js";

for (const [what, command, before, after] of [
  ["Enter begins a paragraph", newParagraph, "a¦", "a\n\n¦"],
  ["once more adds nothing", newParagraph, "a\n\n¦", "a\n\n¦"],
  ["in the middle it makes two", newParagraph, "a¦ b\n\nc", "a\n\n¦b\n\nc"],
  ["before others", newParagraph, "a¦\n\nb", "a\n\n¦\n\nb"],
  ["not where lines are broken by hand", newParagraph, "a\nb¦", false],
  ["nor in a list", newParagraph, "- a¦", false],
  ["nor in a quote", newParagraph, "> a¦", false],
  ["nor behind a heading", newParagraph, "# a¦", false],
  ["nor in code", newParagraph, "```\na¦\n```", false],
  ["nor before all words", newParagraph, "¦a", false],
  ["nor below a list", newParagraph, "- a\n\n¦", false],
  ["Backspace joins two", joinParagraphs, "a\n\n¦b", "a¦b"],
  ["and takes an empty one away", joinParagraphs, "a\n\n¦", "a¦"],
  ["not behind a table", joinParagraphs, "| a |\n| - |\n\n¦b", false],
  ["nor in the middle", joinParagraphs, "a\n\nb¦", false],
  ["nor what is no paragraph", joinParagraphs, "a\n\n¦- b", false],
  ["down from the last line of code", leaveBlock, "```\na¦\n```", "```\na\n```\n\n¦"],
  ["and from its fence", leaveBlock, "```\na\n```¦", "```\na\n```\n\n¦"],
  ["past the fence where there is a line", leaveBlock, "```\na¦\n```\n\nb", "```\na\n```\n¦\nb"],
  ["not from its other lines", leaveBlock, "```\na¦\nb\n```", false],
  ["not from code that nothing closes", leaveBlock, "```\na¦", false],
  ["nor from a paragraph", leaveBlock, "a¦", false],
])
  test(what, () => assert.equal(run(command, before), after));
