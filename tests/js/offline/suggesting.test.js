import assert from "node:assert/strict";
import { test } from "node:test";
import { suggested } from "../../../static/offline/suggesting.js";

const pages = [
  {
    id: 1,
    title: "Permits",
    space: "s",
    spaceName: "Planning",
    text: "## Before you start ##\n\n#Field work, see a&#b;",
  },
  { id: 2, title: "Permits of old", space: "t", spaceName: "Archive", text: "#field #tools" },
  { id: 3, title: "Élan", space: "s", spaceName: "Planning", text: "" },
];
const asked = (path) => suggested(`http://kring/p/3-elan/suggested/${path}`, pages);

test("pages by their titles; those of another space are linked by their number", () => {
  assert.deepEqual(asked("pages?q=permit"), [
    { id: 1, title: "Permits", space: "Planning", plain: true },
    { id: 2, title: "Permits of old", space: "Archive", plain: false },
  ]);
  assert.equal(asked("pages?q=elan")[0].id, 3);
});

test("headings of a page, and tags, each once", () => {
  assert.deepEqual(asked("headings?title=permits&q=start"), ["Before you start"]);
  assert.deepEqual(asked("headings?title=nowhere&q="), []);
  assert.deepEqual(asked("tags?q="), ["field", "tools"]);
});

test("people are asked of the server alone", () => {
  assert.equal(asked("people?q=a"), null);
  assert.equal(suggested("http://kring/p/3/state", pages), null);
});
