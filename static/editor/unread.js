// What was drawn before a change stays, at its new place, where the text is not read again yet: on a slow machine the
// parser comes to it a moment later.
import { syntaxTree } from "@codemirror/language";
import { RangeSet } from "@codemirror/state";

/** What was drawn, where it stands after these changes. What a line break came into is not any more: it could hide the
 * end of a line, which a plugin may not. */
export function carried(set, changes, { doc }) {
  const moved = set.map(changes);
  if (!bringsLines(changes)) return moved;
  return moved.update({ filter: (from, to, { point }) => !point || to <= doc.lineAt(from).to });
}

function bringsLines(changes) {
  let brings = false;
  changes.iterChanges((_from, _to, _at, _end, inserted) => {
    brings ||= inserted.lines > 1;
  });
  return brings;
}

/** What is drawn now, with what was drawn before where the parser has not come yet: it would jump there and back. */
export function continued(now, before, state) {
  const read = syntaxTree(state).length;
  if (read >= state.doc.length) return now;
  return RangeSet.join([
    now.update({ filter: (from) => from < read }),
    before.update({ filter: (from) => from >= read }),
  ]);
}
