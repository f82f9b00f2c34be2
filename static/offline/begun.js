// A page that is begun on this device: its title, its place and its text, kept at every key and made on the server when it can
// be reached. The text is written in the very editor of all pages.
import { meta } from "../lib/page.js";
import { sendDrafts } from "./sending.js";
import { Writing } from "./writing.js";

/** Let the form in `device` begin pages; `said` are its words. Null for who may not, else `{show(), openIfAsked()}`. */
export function begun(device, records, said) {
  const form = device.querySelector("form[data-new]");
  if (!form) return null;
  const list = device.querySelector("[data-drafts]");
  const places = () => offerPlaces(form, records);
  const writing = new Writing(form, records, places);
  const show = async () => {
    const drafts = (await records.drafts()).filter(({ key }) => key !== writing.key);
    list.replaceChildren(...drafts.map((draft) => row(draft, said, () => open(draft))));
  };
  const open = (draft) => writing.open(draft).then(show);
  form.elements.space.addEventListener("change", places);
  form.querySelector("[data-begin]").addEventListener("click", () => open(null));
  form.querySelector("[data-discard]").addEventListener("click", () => writing.discard().then(show));
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const key = await writing.close();
    const made = meta("csrf-token") ? await sendDrafts(records) : [];
    const mine = made.find((one) => one.key === key);
    if (mine) return location.assign(mine.url);
    device.say(said.waits);
    await show();
  });
  return { show, openIfAsked: async () => new URLSearchParams(location.search).has("new") && open(null) };
}

/** The pages of the chosen space that this device knows, to put the new one below. */
async function offerPlaces(form, records) {
  const { parent, space } = form.elements;
  const there = (await records.pages()).filter((page) => page.space === space.value);
  const options = there.map(({ id, title }) => new Option(title, id));
  options.sort((one, other) => one.text.localeCompare(other.text));
  const { value } = parent;
  parent.replaceChildren(new Option(form.dataset.top, ""), ...options);
  parent.value = options.some((option) => option.value === value) ? value : "";
}

function row({ title, refused }, said, open) {
  const line = document.createElement("li");
  const [button, state] = [document.createElement("button"), document.createElement("span")];
  Object.assign(button, { type: "button", className: "btn line", dir: "auto", textContent: title || said.untitled });
  Object.assign(state, { className: refused ? "warn" : "quiet", textContent: refused ? said.refused : said.waiting });
  button.addEventListener("click", open);
  line.append(button, state);
  return line;
}
