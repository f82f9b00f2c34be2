// People who write and read, as real clients: Socket.IO for Kring, its own provider for Hocuspocus.
// Takes one JSON argument, prints one JSON answer: what was typed, and latencies in ms of delivery (and of
// acknowledgement for Kring). The clients are spread over threads, so that they wait for the server and little for
// each other; a delivery is timed between two of the same thread, which share a clock.
import { once } from "node:events";
import { isMainThread, parentPort, Worker, workerData } from "node:worker_threads";
import { HocuspocusProvider, HocuspocusProviderWebsocket } from "@hocuspocus/provider";
import { io } from "socket.io-client";
import WebSocket from "ws";
import * as Y from "yjs";

const THREADS = 2;
const WATCHED = 5;
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
const count = job.writers + job.readers;

/** One thread's share of the clients: every THREADS-th of them. */
async function share(first) {
  const clients = [];
  for (let number = first; number < count; number += THREADS)
    clients.push(
      await open(number, {
        page: job.pages[number % job.pages.length],
        person: job.people[number % job.people.length],
        watched: number < job.pages.length || Math.floor(number / THREADS) % WATCHED === 0,
      }),
    );
  const step = async (name) => {
    parentPort.postMessage({ name });
    await once(parentPort, "message");
  };
  await step("open");
  const until = performance.now() + (job.warmup + job.seconds) * 1000;
  const writing = clients.filter(({ number }) => number < job.writers).map((client) => write(client, until));
  await sleep(job.warmup * 1000);
  measuring = true;
  await step("begin");
  await Promise.all(writing);
  measuring = false;
  await step("end");
  const onFirst = clients.filter(({ number }) => number % job.pages.length === 0);
  const texts = () => [...new Set(onFirst.map(({ text }) => text.toString()))];
  await sleep(2000); // so that what is on its way arrives
  parentPort.postMessage({ name: "done", delivered, acknowledged, typed, texts: texts() });
  for (const client of clients) client.close();
}

const summary = (values) => ({ count: values.length, p50: percentile(values, 0.5), p95: percentile(values, 0.95) });

async function lead() {
  const workers = Array.from(
    { length: THREADS },
    (_, first) => new Worker(import.meta.filename, { argv: process.argv.slice(2), workerData: first }),
  );
  const all = async (name) => {
    const said = await Promise.all(workers.map((worker) => once(worker, "message")));
    if (said.some(([message]) => message.name !== name)) throw new Error(`not ${name}`);
    return said.map(([message]) => message);
  };
  for (const name of ["open", "begin", "end"]) {
    const answered = await all(name);
    if (name !== "open") process.stdout.write(`${name}\n`);
    for (const [n] of answered.entries()) workers[n].postMessage("go on");
  }
  const shares = await all("done");
  const answer = {
    delivered: summary(shares.flatMap((one) => one.delivered)),
    acknowledged: summary(shares.flatMap((one) => one.acknowledged)),
    typed: shares.reduce((sum, one) => sum + one.typed, 0),
    texts: new Set(shares.flatMap((one) => one.texts)).size,
  };
  process.stdout.write(`${JSON.stringify(answer)}\n`);
  process.exit(0);
}

await (isMainThread ? lead() : share(workerData));
