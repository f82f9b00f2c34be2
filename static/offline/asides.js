// Texts that the wiki would not take are kept on this device; here one reads them, copies them and throws them away.
import { dayOf } from "./days.js";
import { asides } from "./unsent.js";

/** Show them in `section`, which stays hidden while there are none. */
export async function showAsides(section, records) {
  const kept = await asides(records.account);
  const rows = await Promise.all(kept.map((aside) => row(section, records, aside)));
  section.querySelector("[data-asides]").replaceChildren(...rows);
  section.hidden = !kept.length;
}

async function row(section, records, { page, text, reason, at, drop }) {
  const line = section.querySelector("template").content.firstElementChild.cloneNode(true);
  const part = (name) => line.querySelector(`[data-${name}]`);
  const words = JSON.parse(section.dataset.words);
  const kept = await records.page(page);
  const title = kept?.title ?? words.unknown;
  Object.assign(part("title"), { textContent: title, href: kept?.url ?? `/p/${page}` });
  part("why").textContent = words.why[reason] ?? words.why.other;
  part("whole").textContent = text;
  Object.assign(part("when"), { dateTime: new Date(at).toISOString(), textContent: dayOf(at) });
  part("copy").addEventListener("click", async () => {
    await navigator.clipboard.writeText(text);
    part("copy").textContent = words.copied;
  });
  part("download").addEventListener("click", () => download(`${title}.md`, text));
  part("remove").addEventListener("click", async () => {
    if (!confirm(words.sure)) return;
    await drop();
    await showAsides(section, records);
  });
  return line;
}

function download(name, text) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([text], { type: "text/markdown" }));
  link.download = name.replaceAll(/[/\\:]/g, "-");
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href));
}
