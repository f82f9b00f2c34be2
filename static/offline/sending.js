// Pages begun on this device are made on the server. Each carries a key, so that one whose answer was lost is not made twice.
import { post } from "../lib/page.js";

const NO_PLACE = [403, 404];

/** Held by the tab in which a page is being begun, or sent. */
export const lockOf = (key) => `kring-draft:${key}`;

export const isBlank = ({ title, text }) => !title.trim() && !text.trim();

/** Send what waits; answers `{key, title, url}` of the pages that were made. One without a place keeps its text. */
export async function sendDrafts(records, { send = post, locks = navigator.locks } = {}) {
  const made = [];
  for (const { key } of (await records.drafts()).filter((draft) => !isBlank(draft))) {
    const sending = (lock) => lock && sendDraft(records, key, send);
    const page = await locks.request(lockOf(key), { ifAvailable: true }, sending).catch(() => null);
    if (page) made.push({ key, ...page });
  }
  return made;
}

/**
 * A text whose answer was lost goes once more as it was: as `sent`, made of the `base` that the server has. What was written
 * since follows as an edit of it, so that what others have made of the page meanwhile stays.
 */
async function sendDraft(records, key, send) {
  const draft = await records.draft(key);
  if (!draft) return null;
  const sent = draft.sent ?? draft.text;
  await records.keepDraft({ ...draft, sent });
  const answer = await send("/-/device/pages", { ...inForm(draft), text: sent });
  if (NO_PLACE.includes(answer.status)) await refused(records, key);
  if (!answer.ok) return null;
  const page = await answer.json();
  const now = await records.draft(key);
  if (now.text !== sent) {
    await records.keepDraft({ ...now, base: sent, sent: null });
    return sendDraft(records, key, send);
  }
  await records.dropDraft(key);
  return page;
}

/** It needs another place, and there it is another page. */
async function refused(records, key) {
  const draft = await records.draft(key);
  await records.keepDraft({ ...draft, key: crypto.randomUUID(), base: null, sent: null, refused: true });
  await records.dropDraft(key);
}

function inForm({ key, space, parent, title, untitled, base }) {
  const form = { key, space, parent: parent ?? "", title: title.trim() || untitled };
  return typeof base === "string" ? { ...form, base } : form;
}
