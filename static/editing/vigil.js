const DEAD_AFTER = 5_000; // ms without a word while an acknowledgement is due
const LOST_AFTER = 15_000; // ms after which an update is sent again although the server talks
const CHECK_EVERY = 30_000; // ms
const COPY_AFTER = 1_000; // ms an update waits before the whole text is kept beside it

/** What a session that looks around every half second has to do now: "restart", "join", "copy", "check". */
export function dueNow({ joined, heardAt, checkedAt, oldestSent, waitingSince }, now) {
  const due = [];
  const unanswered = joined && oldestSent !== null;
  if (unanswered && now - Math.max(oldestSent, heardAt) > DEAD_AFTER) due.push("restart");
  else if (unanswered && now - oldestSent > LOST_AFTER) due.push("join");
  if (waitingSince !== null && now - waitingSince > COPY_AFTER) due.push("copy");
  if (joined && now - checkedAt > CHECK_EVERY) due.push("check");
  return due;
}
