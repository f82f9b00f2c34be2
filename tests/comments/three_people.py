"""Three people who write into one page at the same time, each character of it like no other, so that one can follow it.

`python -m tests.comments.three_people` writes tests/js/editing/anchors.json, by which browser and server are compared.
"""

import json
from base64 import b64encode
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from typing import Any

from pycrdt import Doc, Text

from wiki.editing.projector.document import Document
from wiki.editing.units import units_in
from wiki.editing.wire import TEXT

FILE = Path(__file__).parents[1] / "js" / "editing" / "anchors.json"
PEOPLE = (11, 22, 33)
LONGEST_WORD, LONGEST_CUT, LONGEST_PASSAGE = 14, 9, 40


def letters() -> Iterator[str]:
    """Of one, two, three and four bytes, and of one and two units, in turns."""
    pools = [range(0x4E00, 0x9FA0), range(0x20000, 0x2A000), range(0xAC00, 0xD7A0), range(0x1F300, 0x1F650)]
    turns = [iter(pool) for pool in pools]
    plain = iter([*range(0x21, 0x7F), *range(0xA1, 0x24F)])
    while True:
        for turn in (plain, *turns):
            if (code := next(turn, None)) is not None:
                yield chr(code)


@dataclass
class Anchor:
    marks: tuple[int, int, int, int]
    words: str


@dataclass
class Session:
    seed: int
    anchors: list[Anchor] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.random = Random(self.seed)
        self.letters = letters()
        self.server = Document(1, 0, None, ())
        self.docs: list[Doc[Any]] = [Doc(client_id=client) for client in PEOPLE]
        self.texts = [doc.get(TEXT, type=Text) for doc in self.docs]
        self.sent = [doc.get_state() for doc in self.docs]
        self.log: list[bytes] = []
        self.heard = [0 for _ in self.docs]

    def run(self, edits: int, anchors: int) -> None:
        for turn in range(edits):
            who = self.random.randrange(len(self.docs))
            self._edit(self.texts[who])
            if self.random.random() < 0.3:
                self._sync(who)
            if turn > edits // 10 and len(self.anchors) < anchors:
                self._anchor()
        for who in (*range(len(self.docs)), *range(len(self.docs))):
            self._sync(who)

    def _edit(self, text: Text) -> None:
        now = str(text)
        at = self.random.randint(0, len(now))
        start = len(now[:at].encode())
        if now and self.random.random() < 0.35:
            end = min(len(now), at + self.random.randint(1, LONGEST_CUT))
            if end > at:
                del text[start : len(now[:end].encode())]
            return
        text.insert(start, "".join(next(self.letters) for _ in range(self.random.randint(1, LONGEST_WORD))))

    def _sync(self, who: int) -> None:
        """What this person wrote goes to the server, and what others did comes to them."""
        doc = self.docs[who]
        for update in self.log[self.heard[who] :]:
            doc.apply_update(update)
        update = doc.get_update(self.sent[who])
        self.sent[who] = doc.get_state()
        self.log.append(update)
        self.heard[who] = len(self.log)
        self.server.apply([(len(self.log), PEOPLE[who], update)])

    def _anchor(self) -> None:
        text = self.server.text()
        if len(text) < 2:
            return
        start = self.random.randrange(len(text) - 1)
        end = min(len(text), start + self.random.randint(1, LONGEST_PASSAGE))
        self.anchors.append(Anchor(self.server.places().fix(start, end), text[start:end]))

    def found(self) -> Iterator[tuple[Anchor, tuple[int, int] | None, list[int]]]:
        """Each anchor, where it is now, and where those of its characters are that are still there."""
        text = self.server.text()
        where = {letter: at for at, letter in enumerate(text)}
        for anchor, span in zip(self.anchors, self.server.places().find([a.marks for a in self.anchors]), strict=True):
            yield anchor, span, sorted(where[letter] for letter in anchor.words if letter in where)


def write() -> None:
    session = Session(seed=7)
    session.run(edits=300, anchors=50)
    text = session.server.text()
    spans = [
        {"marks": anchor.marks, "from": units_in(text[: span[0]]), "to": units_in(text[: span[1]])}
        for anchor, span, left in session.found()
        if span and left
    ]
    said = {"state": b64encode(session.server.state()).decode(), "text": text, "spans": spans}
    FILE.write_text(json.dumps(said, ensure_ascii=False) + "\n")


if __name__ == "__main__":
    write()
