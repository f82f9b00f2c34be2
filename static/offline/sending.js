// Pages begun on this device are made on the server. Each carries a key, so that one whose answer was lost is not made twice.
import { post } from "../lib/page.js";

const GONE = [403, 404];

/** Send what waits; answers `{title, url}` of the pages that were made. One that has no place any more keeps its text. */
export async function sendDrafts(records, send = post) {
  const made = [];
  for (const draft of await records.drafts()) {
    if (!draft.title.trim() && !draft.text.trim()) continue;
    const answer = await send("/-/device/pages", {
      key: draft.key,
      space: draft.space,
      title: draft.title.trim() || draft.untitled,
      text: draft.text,
    }).catch(() => null);
    if (!answer) return made;
    if (answer.ok) {
      const { url, title } = await answer.json();
      await records.dropDraft(draft.key);
      made.push({ url, title });
    } else if (GONE.includes(answer.status)) await records.keepDraft({ ...draft, refused: true });
  }
  return made;
}
