import assert from "node:assert/strict";
import { beforeEach, mock, test } from "node:test";
import { Tidings } from "../../../static/editing/tidings.js";

beforeEach(() => {
  mock.timers.reset();
  mock.timers.enable({ apis: ["setTimeout"] });
});

function heard() {
  const said = [];
  const tidings = new Tidings((news) => said.push(news));
  tidings.meet(["Alice"]);
  mock.timers.tick(3000);
  return { tidings, said };
}

test("those who are there at first are not told", () => assert.deepEqual(heard().said, []));

test("a crowd that comes is told in one go", () => {
  const { tidings, said } = heard();
  tidings.meet(["Alice", "Bob"]);
  mock.timers.tick(1000);
  tidings.meet(["Alice", "Bob", "Carol"]);
  mock.timers.tick(3000);
  assert.deepEqual(said, [{ came: ["Bob", "Carol"], left: [] }]);
});

test("whoever is back within a moment was never gone", () => {
  const { tidings, said } = heard();
  tidings.meet([]);
  tidings.meet(["Alice"]);
  mock.timers.tick(9000);
  assert.deepEqual(said, []);
  tidings.meet([]);
  mock.timers.tick(3000);
  assert.deepEqual(said, [{ came: [], left: ["Alice"] }]);
});
