// Questions: what one types is kept on this device, and what others answer shows as it comes.
import { announcePeople } from "./lib/announce.js";
import { fill, meta, whenIdle } from "./lib/page.js";
import { piece } from "./lib/renew.js";
import { forgetSent, keepTyped } from "./lib/typed.js";

const TAKEN = /^#(asked$|answer-)/;

if (TAKEN.test(location.hash)) forgetSent();
for (const form of document.querySelectorAll("form[data-typed]")) keepTyped(form);
const question = document.querySelector(".question[data-entry]");
if (question && meta("live-token")) whenIdle(listen);

async function listen() {
  const { io } = await import("socket.io-client");
  const page = Number(question.dataset.entry);
  const socket = io("/reading", { auth: { token: meta("live-token") }, transports: ["websocket", "polling"] });
  socket.on("connect", async () => {
    const { ok } = await socket.emitWithAck("arrive", { page });
    if (!ok) return socket.disconnect();
    show(); // what came since the page was made, or since the connection was lost
  });
  socket.on("question", (fact) => fact.page === page && hear(fact));
  socket.on("closed", (fact) => fact.page === page && socket.disconnect());
}

async function hear({ answer, by }) {
  await show();
  const said = document.querySelector(`#answer-${Number(answer)} header b`);
  if (said && by !== Number(meta("account")))
    announcePeople(fill(question.dataset.new, { name: said.textContent.trim() }));
}

/** The server says that there is something; what this reader may see of it is fetched. */
async function show() {
  const fresh = await piece(question.dataset.answers);
  for (const part of fresh?.querySelectorAll("[data-piece]") ?? []) {
    const old = document.querySelector(`[data-piece="${part.dataset.piece}"]`);
    if (old && !old.isEqualNode(part)) put(document.importNode(part, true), old);
  }
}

function put(part, old) {
  const held = old.contains(document.activeElement) && document.activeElement;
  old.replaceWith(part);
  if (held) (same(part, held) ?? part).focus({ preventScroll: true });
}

function same(part, held) {
  const [name] = ["formaction", "href"].filter((each) => held.hasAttribute(each));
  return name && part.querySelector(`[${name}="${CSS.escape(held.getAttribute(name))}"]`);
}
