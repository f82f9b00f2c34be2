"""Anchors against an oracle that follows each character: random edits by three people who write at the same time."""

import json
from base64 import b64decode

from tests.comments.three_people import FILE, Session
from wiki.editing.projector.document import Document
from wiki.editing.units import units_in

SESSIONS, EDITS, ANCHORS = 12, 400, 50
LEAST = 0.999


def test_anchors_stay_on_their_characters() -> None:
    exact = whole = 0
    for seed in range(SESSIONS):
        session = Session(seed)
        session.run(EDITS, ANCHORS)
        for anchor, span, left in session.found():
            assert span is not None
            if not left:
                continue
            start, end = span
            assert start <= left[0] <= left[-1] < end, "what is left of a passage is never left out"
            text = session.server.text()
            ends_live = anchor.words[0] in text and anchor.words[-1] in text
            whole += ends_live
            exact += ends_live and (start, end) == (left[0], left[-1] + 1)
    assert whole > 100
    assert exact / whole >= LEAST, f"{exact} of {whole}"


def test_the_server_finds_what_the_browser_finds() -> None:
    """tests/js/editing/anchors.test.js asks the same of Yjs."""
    said = json.loads(FILE.read_text())
    places = Document(1, 0, b64decode(said["state"]), ()).places()
    assert places.text == said["text"]
    found = places.find([tuple(span["marks"]) for span in said["spans"]])
    units = [place and [units_in(places.text[:at]) for at in place] for place in found]
    assert units == [[span["from"], span["to"]] for span in said["spans"]]
