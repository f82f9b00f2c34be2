// Stands in for @marijn/find-cluster-break (see build.mjs), which takes an emoji with a skin tone for two: the browser knows
// what is one character to the eye, and its table costs no bytes here.
const segmenter = new Intl.Segmenter(undefined, { granularity: "grapheme" });
const PLAIN_BELOW = 0x300; // what comes before the first combining mark stands alone
const EMOJI = /\p{Emoji_Presentation}|\p{Extended_Pictographic}|\p{RI}|\u20e3/u;
const NEAR = 100; // UTF-16 units; no character is longer in earnest

const isPlain = (text, at) => at < 0 || at >= text.length || text.charCodeAt(at) < PLAIN_BELOW;

/** The character around `at`, from a place near by where one surely begins: `[from, to]`. */
function around(text, at) {
  let start = at;
  while (start > 0 && start > at - NEAR && !isPlain(text, start)) start--;
  const { index, segment } = segmenter.segment(text.slice(start, at + NEAR)).containing(at - start);
  return [start + index, start + index + segment.length];
}

/**
 * Where the character behind (or before) `pos` ends. With `whole` false marks come off one by one, as who takes back an accent
 * expects; an emoji is one all the same.
 */
export function findClusterBreak(text, pos, forward = true, whole = true) {
  const at = forward ? pos : pos - 1;
  if (at < 0 || at >= text.length) return pos;
  if (isPlain(text, at) && isPlain(text, at + 1)) return at + Number(forward);
  const [from, to] = around(text, at);
  if (whole || EMOJI.test(text.slice(from, to))) return forward ? to : from;
  const size = text.codePointAt(forward ? at : at - 1) > 0xffff ? 2 : 1;
  return forward ? pos + size : pos - size;
}
