// A file on its way, where it will stand: what it is, how far it is, and what one can do about it.
import { WidgetType } from "@codemirror/view";
import { icon } from "../../lib/icon.js";
import { fill } from "../../lib/page.js";

const PICTURES = /^image\/(png|jpeg|gif|webp|avif)$/;

function element(name, className, text = "") {
  const made = document.createElement(name);
  made.className = className;
  made.textContent = text;
  return made;
}

export class Card extends WidgetType {
  constructor(upload, { words, retry, cancel }) {
    super();
    Object.assign(this, { upload, words, retry, cancel });
  }

  eq({ upload }) {
    return upload === this.upload;
  }

  toDOM() {
    const { upload } = this;
    const card = element("span", "upload");
    card.contentEditable = "false";
    card.role = "group";
    card.ariaLabel = upload.name;
    const bar = element("progress", "");
    bar.ariaLabel = fill(this.words.sending, { name: upload.name });
    const said = element("span", "said");
    const again = this.button(this.words.retry, () => this.retry(upload));
    const away = this.button(this.words.cancel, () => this.cancel(upload));
    const about = element("span", "about");
    about.append(element("bdi", "name", upload.name), bar, said);
    const acts = element("span", "acts");
    acts.append(again, away);
    card.append(this.look(), about, acts);
    card.follow = () => this.show({ card, bar, said, again, away });
    upload.addEventListener("change", card.follow);
    card.follow();
    return card;
  }

  look() {
    if (!PICTURES.test(this.upload.file.type)) return icon("file-text", "");
    const picture = element("img", "");
    picture.alt = "";
    this.upload.look ??= URL.createObjectURL(this.upload.file);
    picture.src = this.upload.look;
    return picture;
  }

  button(label, act) {
    const button = element("button", "btn line", label);
    button.type = "button";
    button.addEventListener("click", act);
    return button;
  }

  show({ card, bar, said, again, away }) {
    const { state, sent, why } = this.upload;
    card.dataset.state = state;
    bar.hidden = state === "refused" || state === "offline";
    if (state === "sending") bar.value = sent;
    else bar.removeAttribute("value");
    said.textContent = state === "offline" ? this.words.offline : (this.words.refused[why] ?? why);
    said.hidden = !said.textContent;
    again.hidden = state !== "refused" || why === "large";
    away.textContent = state === "refused" ? this.words.remove : this.words.cancel;
  }

  destroy(card) {
    this.upload.removeEventListener("change", card.follow);
  }

  ignoreEvent() {
    return true;
  }
}
