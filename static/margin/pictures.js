// Pictures that are pasted, dropped or chosen: they come to the page's files, and their Markdown where the caret is.
import { meta } from "../lib/page.js";
import { toast } from "../lib/toast.js";

const HEADERS = { Accept: "application/json", "Content-Type": "application/octet-stream" };

export class Pictures {
  #count = 0;

  constructor({ section, words }) {
    this.words = words;
    this.url = `/p/${section.dataset.page}/comments/pictures`;
    section.addEventListener("paste", (event) => this.take(event, event.clipboardData));
    section.addEventListener("drop", (event) => this.take(event, event.dataTransfer));
    section.addEventListener("dragover", (event) => areaAt(event) && event.preventDefault());
    section.addEventListener("click", ({ target }) => this.choose(target.closest("[data-picture]")?.form));
  }

  take(event, data) {
    const area = areaAt(event);
    const pictures = [...(data?.files ?? [])].filter(({ type }) => type.startsWith("image/"));
    if (!area || !pictures.length) return;
    event.preventDefault();
    for (const picture of pictures) this.bring(area, picture);
  }

  choose(form) {
    if (!form) return;
    const box = Object.assign(document.createElement("input"), { type: "file", accept: "image/*", multiple: true });
    box.addEventListener("change", () => {
      for (const picture of box.files) this.bring(form.elements.text, picture);
    });
    box.click();
  }

  /** A form is sent once all that it waits for is there. */
  bring(area, picture) {
    const coming = this.#bring(area, picture);
    area.form.coming = Promise.all([area.form.coming, coming]);
    return coming;
  }

  async #bring(area, picture) {
    const place = `![${this.words.bringing} ${++this.#count}]()`;
    area.setRangeText(place, area.selectionStart, area.selectionEnd, "end");
    const headers = { ...HEADERS, "X-CSRFToken": meta("csrf-token") };
    const url = `${this.url}?name=${encodeURIComponent(picture.name)}`;
    const answer = await fetch(url, { method: "POST", body: picture, headers }).catch(() => null);
    const told = await answer?.json().catch(() => null);
    if (!answer?.ok) toast(told?.error || told?.message || this.words.unbrought);
    const at = area.value.indexOf(place);
    if (at >= 0) area.setRangeText(answer?.ok ? told.markdown : "", at, at + place.length, "preserve");
    area.dispatchEvent(new Event("input", { bubbles: true }));
  }
}

const areaAt = ({ target }) => target.closest?.('textarea[name="text"]');
