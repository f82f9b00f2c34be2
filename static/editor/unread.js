// On a slow machine the parser does not come as far as the text was read before, and goes on a moment later.
import { syntaxTree } from "@codemirror/language";
import { RangeSet } from "@codemirror/state";

/** What is drawn now, with what was drawn before where the parser has not come yet: it would jump there and back. */
export function continued(now, before, state) {
  const read = syntaxTree(state).length;
  if (read >= state.doc.length) return now;
  return RangeSet.join([
    now.update({ filter: (from) => from < read }),
    before.update({ filter: (from) => from >= read }),
  ]);
}
