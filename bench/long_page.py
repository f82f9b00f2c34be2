"""A page that took many edits to write: `long_page.py DATA_DIR EDITS`. Typed by one person, a few characters each. And
beside it one of the same text, written at once."""

import json
import random
import sys
from pathlib import Path

from people import fill
from pycrdt import Doc, Text
from sqlalchemy import insert

from wiki.core.db import session
from wiki.core.unit import unit
from wiki.editing import projecting
from wiki.editing.actions import write_text
from wiki.editing.models import PageHead, PageUpdate, PageWriter
from wiki.pages.models import PageContent

AT_ONCE = 5000
CLIENT = 7


def typed(edits: int) -> list[bytes]:
    """The updates of somebody who mostly types on, now and then elsewhere, and takes some of it back in one go.

    How often makes it like a recorded text of as many edits: 105,000 characters in the end, 311 kB as one update.
    """
    dice = random.Random(1)
    doc: Doc = Doc(client_id=CLIENT)
    text = doc.get("text", type=Text)
    updates: list[bytes] = []
    doc.observe(lambda event: updates.append(event.update))
    at = length = 0
    back = False
    for _ in range(edits):
        if length and dice.random() < 0.02:
            at = dice.randrange(length)
        back = at > 0 and dice.random() < (0.85 if back else 0.06)
        if back:
            del text[at - 1 : at]
            at, length = at - 1, length - 1
        else:
            text.insert(at, dice.choice("abcdefghij klmno\n"))
            at, length = at + 1, length + 1
    return updates


def main() -> None:
    folder, edits = Path(sys.argv[1]), int(sys.argv[2])
    known = fill(folder, 1, 2)
    page, plain = known["pages"]
    updates = typed(edits)
    with unit():
        writer = PageWriter(page_id=page, client_id=CLIENT, user_id=1)
        session.add(writer)
        session.flush()
        for start in range(0, edits, AT_ONCE):
            rows = [
                {"page_id": page, "epoch": 1, "seq": n, "writer_id": writer.id, "counter": n, "data": data}
                for n, data in enumerate(updates[start : start + AT_ONCE], start + 1)
            ]
            session.execute(insert(PageUpdate), rows)
        session.get_one(PageHead, page).seq = len(updates)
    projecting.project(page, ends=True)
    with unit():
        write_text(plain, 1, session.get_one(PageContent, page).text)
    told = {"page": page, "plain": plain, "cookie": known["people"][0]["cookie"]}
    (folder / "known.json").write_text(json.dumps(told))


if __name__ == "__main__":
    main()
