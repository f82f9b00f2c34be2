let read;

/** What this page's scripts may say, in the reader's language: the server wrote it into the page. */
export function words() {
  read ??= JSON.parse(document.getElementById("words").textContent);
  return read;
}
