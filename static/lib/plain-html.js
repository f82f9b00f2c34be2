// Stands in for @codemirror/lang-html (see build.mjs): lang-markdown would bring the HTML, CSS and JavaScript grammars along for
// HTML inside Markdown, 65 kB that buy nothing here, because a page shows such HTML as the text it is.
import { defineLanguageFacet, Language, LanguageSupport } from "@codemirror/language";
import { NodeType, Parser, Tree } from "@lezer/common";

class EmptyParser extends Parser {
  createParse(input, _fragments, ranges) {
    const parsedPos = ranges.at(-1)?.to ?? input.length;
    return { parsedPos, stoppedAt: null, stopAt() {}, advance: () => new Tree(NodeType.none, [], [], parsedPos) };
  }
}

const language = new Language(defineLanguageFacet(), new EmptyParser(), [], "html");

export const html = () => new LanguageSupport(language);
export const htmlCompletionSource = () => null;
