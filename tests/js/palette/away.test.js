import "fake-indexeddb/auto";
import assert from "node:assert/strict";
import { test } from "node:test";
import { openRecords } from "../../../static/offline/records.js";
import { foundHere, groupsOf } from "../../../static/palette/away.js";

const names = { device: "On this device", headings: "Headings" };
const page = (id, title, text, at, space = "s") => ({
  id,
  title,
  text,
  at,
  space,
  spaceName: space.toUpperCase(),
  url: `/p/${id}`,
});
const pages = [
  page(1, "Permits", "Ask early.\n\n## Before you start ##\n\nBring the key.", 1),
  page(2, "Élan", "A key-ring, and\n\n### The key - of it", 3),
  page(3, "Elsewhere", "Another key.", 2, "t"),
];
const found = (typed, within = "") =>
  Object.fromEntries(
    groupsOf(pages, typed, within, names).map(({ name, options }) => [name, options.map(({ title }) => title)]),
  );

test("nothing typed: what was read last", () => {
  assert.deepEqual(found(""), { "On this device": ["Élan", "Elsewhere", "Permits"] });
  assert.deepEqual(found(" ", "t"), { "On this device": ["Elsewhere"] });
});

test("by words, with the headings that have them all", () => {
  assert.deepEqual(found("elan"), { "On this device": ["Élan"] });
  assert.deepEqual(found("start before"), { "On this device": ["Permits"], Headings: ["Before you start"] });
  assert.deepEqual(found("key", "s"), { "On this device": ["Élan", "Permits"], Headings: ["The key - of it"] });
  const [, { options }] = groupsOf(pages, "of it", "", names);
  assert.equal(options[0].url, "/p/2#:~:text=The%20key%20%2D%20of%20it");
});

test("actions, people, tags and what nobody has: nothing", () => {
  for (const typed of [">team", "@an", "#tag", "nowhere", "([*"]) assert.deepEqual(found(typed), {}, typed);
});

test("of whoever is signed in here", async () => {
  assert.deepEqual(await foundHere("key", "", names), []);
  const records = await openRecords({ account: 1 });
  await records.settle();
  await records.keep({ ...pages[0], paths: [] }, []);
  records.close();
  const [{ options }] = await foundHere("key", "", names);
  assert.deepEqual(options, [{ title: "Permits", note: "S", url: "/p/1", sign: "file-text" }]);
});
