"""The corpus that the browser's parser reads too: what we find in it is written down."""

from tests.markup.corpus_expected import CORPUS, EXPECTED, as_json, expected
from wiki.markup.links import KnownLinks
from wiki.markup.render import render


def test_what_is_written_down_is_what_we_find() -> None:
    assert EXPECTED.read_text(encoding="utf-8") == as_json(expected())


def test_outline_and_tasks_say_the_same() -> None:
    for name, found in expected().items():
        rendered = render((CORPUS / name).read_text(encoding="utf-8"), KnownLinks())
        assert [(h.level, h.text) for h in rendered.outline] == [(h["level"], h["text"]) for h in found["headings"]]
        assert [(t.line, t.done, t.text) for t in rendered.tasks] == [
            (t["line"], t["done"], t["text"]) for t in found["tasks"]
        ]


def test_lines_lead_to_their_words() -> None:
    for name, found in expected().items():
        lines = (CORPUS / name).read_text(encoding="utf-8").splitlines()
        for item in found["headings"] + found["tasks"]:
            assert " ".join(item["text"].split()[:1]) in lines[item["line"]].replace("*", "")
        for table in found["tables"]:
            assert "|" in lines[table["line"]]
