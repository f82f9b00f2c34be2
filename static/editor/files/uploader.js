// Brings files to the server and their links into the text.

import { StateEffect } from "@codemirror/state";
import { claims } from "../../editing/claims.js";
import { placed } from "../../editing/placing.js";
import { cursorAt, rangeOf } from "../../editing/presence.js";
import { openUploads } from "../../editing/upload-store.js";
import { Upload, Uploads } from "../../editing/uploads.js";
import { announce } from "../../lib/announce.js";
import { fill } from "../../lib/page.js";
import { Card } from "./card.js";
import { ask, describing } from "./describing.js";
import { places, put, take } from "./places.js";
import { send } from "./sending.js";

const NAMELESS = /^image\.(png|jpe?g|gif|webp)$/; // what browsers call a picture from the clipboard

export class Uploader {
  #opened = null;

  constructor(view) {
    this.view = view;
    view.dispatch({ effects: StateEffect.appendConfig.of(describing) });
    addEventListener("online", () => this.uploads?.wake());
  }

  /** What is around the view now: another copy of the page may have come. */
  with(context) {
    if (this.context?.session !== context.session) context.session.addEventListener("change", () => this.look());
    this.context = context;
    this.words = context.words.files;
    this.#opened ??= this.open();
    return this.#opened.then(() => this);
  }

  async open() {
    const { account, page } = this.context;
    this.claim = claims({ account, page: `${page}:files` });
    this.store = await openUploads({ account, page }).catch(() => null);
    this.uploads = new Uploads({
      send: (upload, sent) => send(page, upload, sent),
      arrived: (upload, told) => this.write(upload, told),
      store: this.store,
      largest: this.words.largest,
    });
  }

  look() {
    const { joined } = this.context.session.status;
    if (joined && !this.joined) this.uploads?.wake();
    this.joined = joined;
  }

  add(files, ids) {
    files.forEach((file, at) => {
      this.claim(ids[at], { fresh: true });
      const name = NAMELESS.test(file.name) ? "" : file.name;
      this.begin(new Upload({ id: ids[at], file, name: name || this.words.picture }));
    });
  }

  /** What an earlier tab, or this one before it was loaded anew, could not send. */
  async resume() {
    const rows = (await this.store?.rows().catch(() => [])) ?? [];
    for (const { row, id, file, name, place } of rows) {
      const known = this.uploads.all.some((upload) => upload.id === id);
      if (known || !(await this.claim(id, { freed: () => this.resume() }))) continue;
      if (this.uploads.all.some((upload) => upload.id === id)) continue;
      const { text } = this.context.live;
      const pos = Math.min(rangeOf(text, place ?? {})?.anchor ?? text.length, this.view.state.doc.length);
      this.view.dispatch({ effects: put.of([{ id, pos }]) });
      this.begin(new Upload({ id, file, name, row }));
    }
  }

  begin(upload) {
    const { id } = upload;
    const acts = {
      words: this.words,
      retry: (one) => this.uploads.retry(one),
      cancel: (one) => this.uploads.cancel(one),
    };
    const { pos } = this.placeOf(upload);
    upload.addEventListener("change", () => this.follow(upload));
    this.view.dispatch({ effects: put.of([{ id, pos, widget: new Card(upload, acts) }]) });
    this.uploads.add(upload, () => cursorAt(this.context.live.text, { anchor: pos, head: pos }));
  }

  placeOf({ id }) {
    return this.view.state.field(places).get(id) ?? { pos: this.view.state.doc.length };
  }

  follow({ id, state, name, why, look }) {
    if (state === "refused") announce(fill(this.words.failed, { name, why: this.words.refused[why] ?? why }));
    if (state !== "gone" && state !== "done") return;
    if (look) URL.revokeObjectURL(look);
    if (state === "gone") this.leave(id);
  }

  leave(id) {
    this.view.dispatch({ effects: take.of(id) });
    this.view.focus();
  }

  /** One step that undo takes back. What waits at the same place comes behind it, and so does the caret. */
  write(upload, { markdown, picture }) {
    const { view, context } = this;
    const { pos: from } = this.placeOf(upload);
    const { insert, at } = placed(view.state.doc, from, markdown, { picture });
    const behind = [...view.state.field(places).values()].filter((one) => one.pos === from && one.id !== upload.id);
    const changes = view.state.changes({ from, insert });
    context.undo.stopCapturing();
    view.dispatch({
      changes,
      selection: view.state.selection.map(changes, 1),
      effects: [
        take.of(upload.id),
        put.of(behind.map((one) => ({ ...one, pos: from + insert.length }))),
        ...(picture ? [ask.of(from + at)] : []),
      ],
      userEvent: "input.file",
    });
    context.undo.stopCapturing();
    announce(fill(this.words.arrived, { name: upload.name }));
  }
}
