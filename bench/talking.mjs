// People who have a page open while one of them comments: how long until each of the others has what was said.
// Takes one JSON argument `{url, page, people, rounds}`, prints one JSON answer: ms by reader and round.
import { io } from "socket.io-client";

const EVERY = 400; // ms between two comments
const job = JSON.parse(process.argv[2]);
const sleep = (ms) => new Promise((resolve) => setTimeout(resolve, ms));
const [writer, ...readers] = job.people;
let began = 0;
const took = [];

/** As the page's scripts do: the server says which thread it is, and each reader fetches it. */
async function read({ cookie, token }) {
  const extraHeaders = { cookie, origin: job.url };
  const socket = io(`${job.url}/reading`, { auth: { token }, transports: ["websocket"], forceNew: true, extraHeaders });
  await new Promise((resolve, reject) => socket.once("connect", resolve).once("connect_error", reject));
  socket.on("thread", async ({ thread }) => {
    const answer = await fetch(`${job.url}/p/${job.page}/comments/${thread}`, { headers: { cookie } });
    if (!(await answer.text()).includes("Said in round")) throw new Error(`piece: ${answer.status}`);
    took.push(performance.now() - began);
  });
  const { ok } = await socket.emitWithAck("arrive", { page: job.page });
  if (!ok) throw new Error("may not read");
  return socket;
}

/** Signs forms as a browser does. */
async function forms({ cookie }) {
  const answer = await fetch(`${job.url}/p/${job.page}`, { headers: { cookie } });
  const session = answer.headers.getSetCookie().map((each) => each.split(";")[0]);
  const token = (await answer.text()).match(/name="csrf-token" content="([^"]+)"/)[1];
  const headers = { cookie: [cookie, ...session].join("; "), accept: "application/json", origin: job.url };
  return (path, values) =>
    fetch(job.url + path, { method: "POST", headers, body: new URLSearchParams({ ...values, csrf_token: token }) });
}

const sockets = await Promise.all(readers.map(read));
const send = await forms(writer);
for (let round = 0; round < job.rounds; round++) {
  began = performance.now();
  const answer = await send(`/p/${job.page}/comments`, { text: `Said in round ${round}` });
  if (!answer.ok) throw new Error(`comment: ${answer.status}`);
  await sleep(EVERY);
}
for (const socket of sockets) socket.close();
console.log(JSON.stringify(took));
process.exit(0);
