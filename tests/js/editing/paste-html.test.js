// What is copied in other programs comes out as the Markdown a person would have typed.
import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { test } from "node:test";
import { fromHtml } from "../../../static/editing/paste/html.js";

const CLIPBOARDS = new URL("clipboard/", import.meta.url);
const origin = "https://wiki.example.org";
const read = (name) => readFileSync(new URL(name, CLIPBOARDS), "utf8");

for (const name of readdirSync(CLIPBOARDS).filter((file) => file.endsWith(".html")))
  test(`from ${name}`, () => {
    const { markdown } = fromHtml(read(name), { origin });
    assert.equal(`${markdown}\n`, read(name.replace(".html", ".md")));
  });
