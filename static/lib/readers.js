// Who reads this page and where: what the server tells, without a document.

const COLOURS = 8;

/** The readers by id after these changes; `gone` takes one away. */
export function changed(readers, changes) {
  const next = new Map(readers);
  for (const change of changes) {
    if (change.gone) next.delete(change.id);
    else next.set(change.id, { ...next.get(change.id), ...change });
  }
  return next;
}

/** Two people who share a colour on one page: the later one takes the next that is free, here only. */
export function withOwnColours(people) {
  const taken = new Set();
  return people.map((person) => {
    let slot = person.slot;
    for (let tries = 0; taken.has(slot) && tries < COLOURS; tries++) slot = (slot + 1) % COLOURS;
    taken.add(slot);
    return { ...person, slot };
  });
}

/** The block a line of the text is in: the last that begins on it or before. */
export function blockOf(blocks, line) {
  return blocks.findLast((block) => block.line <= line) ?? blocks[0];
}

/** The line of the block that is nearest to this height. */
export function lineAt(blocks, height) {
  const near = (block) => (block.top > height ? block.top - height : Math.max(0, height - block.bottom));
  return blocks.reduce((best, block) => (near(block) < near(best) ? block : best), blocks[0])?.line ?? 0;
}

/** What wishes to stand `at` a height, in order from the top, none closer to the one above than `room`. */
export function apart(wished, room) {
  let free = Number.NEGATIVE_INFINITY;
  const inOrder = wished.toSorted((a, b) => a.at - b.at);
  return inOrder.map((one) => {
    const at = Math.max(one.at, free);
    free = at + room;
    return { ...one, at };
  });
}
