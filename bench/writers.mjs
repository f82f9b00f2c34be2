// People who type in a page, each at a place of their own: one JSON argument `{url, page, people, places, every}`, where
// `places` are parts of the text, 0 to 1, and `every` ms lie between two words of one. Types until it is ended.
import { io } from "socket.io-client";
import * as Y from "yjs";
import { splitState } from "../static/editing/bytes.js";

const { url, page, people, places, every } = JSON.parse(process.argv[2]);

async function join({ cookie, token }) {
  const doc = new Y.Doc();
  const answer = await fetch(`${url}/p/${page}-x/state`, { headers: { cookie } });
  for (const update of splitState(await answer.arrayBuffer())) Y.applyUpdate(doc, update, "remote");
  const [epoch, seq] = ["x-kring-epoch", "x-kring-seq"].map((name) => Number(answer.headers.get(name)));
  const headers = { cookie, origin: url };
  const socket = io(`${url}/editing`, { auth: { token }, transports: ["websocket"], extraHeaders: headers });
  await new Promise((resolve, reject) => socket.once("connect", resolve).once("connect_error", reject));
  socket.on("updates", ({ u }) => {
    for (const update of u) Y.applyUpdate(doc, Buffer.from(update, "base64"), "remote");
  });
  const joined = await socket.emitWithAck("join", { page, epoch, seq, client: doc.clientID });
  if (!joined.ok) throw new Error(`join: ${joined.reason}`);
  return { doc, socket };
}

const encoded = (position) => Buffer.from(Y.encodeRelativePosition(position)).toString("base64");

function write({ doc, socket }, part) {
  const text = doc.getText("text");
  let n = 0;
  doc.on("update", (bytes, origin) => {
    const u = Buffer.from(bytes).toString("base64");
    if (origin !== "remote") socket.emit("update", { page, client: doc.clientID, n: ++n, u });
  });
  let place = Y.createRelativePositionFromTypeIndex(text, Math.floor(text.length * part));
  setInterval(() => {
    const at = Y.createAbsolutePositionFromRelativePosition(place, doc).index;
    text.insert(at, n % 12 ? "word " : "word.\n");
    place = Y.createRelativePositionFromTypeIndex(text, at + 5);
    socket.emit("awareness", { page, cursor: { a: encoded(place), h: encoded(place) } });
  }, every);
}

const joined = await Promise.all(people.map(join));
joined.forEach((one, number) => setTimeout(write, (every * number) / people.length, one, places[number]));
console.log("they type");
