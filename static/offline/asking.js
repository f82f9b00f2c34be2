/** The server cannot be reached, or cannot say now. */
export class Away extends Error {}

/** The server's answer, whatever it says; throws Away. */
export async function ask(url, headers) {
  const answer = await fetch(url, { headers, cache: "no-store" }).catch((error) => {
    throw new Away(error.message);
  });
  if (answer.status === 429 || answer.status >= 500) throw new Away(answer.statusText);
  return answer;
}
