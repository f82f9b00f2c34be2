// Where threads stand in a shared text: by their first and last unit, as the server keeps them.
import * as Y from "yjs";

const absolute = (text, [client, clock], assoc) => {
  const named = Y.createRelativePositionFromJSON({ item: { client, clock }, assoc });
  return Y.createAbsolutePositionFromRelativePosition(named, text.doc);
};

/** `{from, to}` of marks (client, clock, client, clock) in this text; null where their words are gone or not here yet. */
export function spanOf(text, [client, clock, lastClient, lastClock]) {
  const from = absolute(text, [client, clock], 0);
  const to = absolute(text, [lastClient, lastClock], -1);
  if (from?.type !== text || to?.type !== text || from.index >= to.index) return null;
  return { from: from.index, to: to.index };
}
