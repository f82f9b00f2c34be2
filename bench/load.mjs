// People who write and read, as real clients: Socket.IO for Kring, its own provider for Hocuspocus.
// Takes one JSON argument, prints one JSON answer: what was typed, and latencies in ms of delivery (and of
// acknowledgement for Kring).
import { HocuspocusProvider, HocuspocusProviderWebsocket } from "@hocuspocus/provider";
import { io } from "socket.io-client";
import WebSocket from "ws";
import * as Y from "yjs";

const job = JSON.parse(process.argv[2]);
const sent = new Map();
const delivered = [];
const acknowledged = [];
let typed = 0;
let measuring = false;

const sleep = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

/** Note when each marker that a client typed shows up in the text of another. */
function watch(text) {
  text.observe((event) => {
    if (event.transaction.local || !measuring) return;
    const now = performance.now();
    for (const { insert } of event.delta)
      for (const marker of (insert ?? "").match(/\d+\.\d+ /g) ?? [])
        if (sent.has(marker)) delivered.push(now - sent.get(marker));
  });
}

/** Everything up to the acknowledged counter has arrived. */
function settle(waiting, n) {
  for (const [counter, began] of waiting) {
    if (counter > n) return; // they were put in in order
    if (measuring) acknowledged.push(performance.now() - began);
    waiting.delete(counter);
  }
}

async function kring(number, { page, person, watched }) {
  const doc = new Y.Doc();
  const text = doc.getText("text");
  const answer = await fetch(`${job.url}/p/${page}-x/state`, { headers: { cookie: person.cookie } });
  if (!answer.ok) throw new Error(`state: ${answer.status}`);
  const body = new DataView(await answer.arrayBuffer());
  for (let at = 0; at < body.byteLength; at += 4 + body.getUint32(at))
    Y.applyUpdate(doc, new Uint8Array(body.buffer, at + 4, body.getUint32(at)));
  const at = { epoch: Number(answer.headers.get("x-kring-epoch")), seq: Number(answer.headers.get("x-kring-seq")) };
  const socket = io(`${job.url}/editing`, {
    auth: { token: person.token },
    transports: ["websocket"],
    forceNew: true,
    extraHeaders: { cookie: person.cookie, origin: job.url },
  });
  await new Promise((resolve, reject) => socket.once("connect", resolve).once("connect_error", reject));
  if (watched) watch(text);
  const waiting = new Map();
  socket.on("updates", ({ u, acks }) => {
    const apply = () => u.forEach((update) => Y.applyUpdate(doc, Buffer.from(update, "base64"), "remote"));
    doc.transact(apply, "remote", false); // as the browser's code does
    for (const [client, n] of acks) if (client === doc.clientID) settle(waiting, n);
  });
  let n = 0;
  doc.on("update", (update, origin) => {
    if (origin === "remote") return;
    waiting.set(++n, performance.now());
    socket.emit("update", { page, client: doc.clientID, n, u: Buffer.from(update).toString("base64") });
  });
  const joined = await socket.emitWithAck("join", { page, ...at, client: doc.clientID });
  if (!joined.ok) throw new Error(`join: ${joined.reason}`);
  return { text, number, close: () => socket.disconnect() };
}

async function hocuspocus(number, { page, watched }) {
  const document = new Y.Doc();
  const websocketProvider = new HocuspocusProviderWebsocket({ url: job.url, WebSocketPolyfill: WebSocket });
  const provider = new HocuspocusProvider({ websocketProvider, name: `page-${page}`, document, token: "x" });
  provider.attach();
  if (!provider.isSynced) await new Promise((resolve) => provider.on("synced", resolve));
  const text = document.getText("text");
  if (watched) watch(text);
  return { text, number, close: () => websocketProvider.destroy() };
}

async function write({ text, number }, until) {
  await sleep(Math.random() * job.every);
  for (let n = 0; performance.now() < until; n++) {
    const marker = `${number}.${n} `;
    sent.set(marker, performance.now());
    text.insert(text.length, marker);
    if (measuring) typed++;
    await sleep(job.every * (0.9 + Math.random() * 0.2));
  }
}

const percentile = (values, part) => {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted.length
    ? Number(sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))].toFixed(1))
    : null;
};

const open = job.system === "kring" ? kring : hocuspocus;
const clients = [];
for (let number = 0; number < job.writers + job.readers; number++)
  clients.push(
    await open(number, {
      page: job.pages[number % job.pages.length],
      person: job.people[number % job.people.length],
      watched: number < job.pages.length || number % Math.ceil((job.writers + job.readers) / 10) === 0,
    }),
  );
const until = performance.now() + (job.warmup + job.seconds) * 1000;
const writing = clients.slice(0, job.writers).map((client) => write(client, until));
await sleep(job.warmup * 1000);
measuring = true;
process.stdout.write("begin\n");
await Promise.all(writing);
measuring = false;
process.stdout.write("end\n");
const onFirst = clients.filter((_, n) => n % job.pages.length === 0);
const different = () => new Set(onFirst.map(({ text }) => text.toString())).size;
for (let tries = 0; tries < 100 && different() > 1; tries++) await sleep(100);
process.stdout.write(
  `${JSON.stringify({
    delivered: { count: delivered.length, p50: percentile(delivered, 0.5), p95: percentile(delivered, 0.95) },
    acknowledged: {
      count: acknowledged.length,
      p50: percentile(acknowledged, 0.5),
      p95: percentile(acknowledged, 0.95),
    },
    typed,
    texts: different(),
  })}\n`,
);
for (const client of clients) client.close();
process.exit(0);
