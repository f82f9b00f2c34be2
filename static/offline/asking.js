/** The server cannot be reached, or cannot say now. */
export class Away extends Error {}

const away = ({ message }) => {
  throw new Away(message);
};

/** The server's answer, whatever it says; throws Away. */
export async function ask(url, headers) {
  const answer = await fetch(url, { headers, cache: "no-store" }).catch(away);
  if (answer.status === 429 || answer.status >= 500) throw new Away(answer.statusText);
  return answer;
}

/** What is read of an answer, `answer.json()`, unless the server goes away in the midst of it; throws Away. */
export const whole = (reading) => reading.catch(away);
