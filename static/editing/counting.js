// Words and characters as a reader would count them: without addresses, code and signs.

const SILENT =
  /^(?:`{3,}|~{3,})[^\n]*\n[\s\S]*?(?:^(?:`{3,}|~{3,})[ \t]*$|$(?![\s\S]))|\]\([^)\s]*\)|\[\[[^\]|\n]*\||<\/?[a-z][^>\n]*>|https?:\/\/\S+/gim;
const SIGNS =
  /^[ \t]*(?:#{1,6}|>|[-*+]|\d+[.)])[ \t]+(?:\[[ x]\][ \t]+)?|^[ \t]*\|?[ \t]*:?-+:?[ \t]*(?:\|.*)?$|[*_~`|]+|\[\[|\]\]|[[\]]|==/gim;
const WORD = /[\p{L}\p{N}_]+(?:['’.-][\p{L}\p{N}_]+)*/gu;
const BLANKS = /\s+/g;

const WORDS_A_MINUTE = 220; // as on the page when it is read

/** `{words, characters, minutes}` of Markdown. */
export function counted(markdown) {
  const said = markdown.replaceAll(SILENT, " ").replaceAll(SIGNS, "").replaceAll(BLANKS, " ").trim();
  const words = said.match(WORD)?.length ?? 0;
  return { words, characters: Array.from(said).length, minutes: Math.max(1, Math.round(words / WORDS_A_MINUTE)) };
}
