"""Whatever somebody types, or an address holds, is a search: never an error page."""

import random
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from flask.testing import FlaskClient

from tests.conftest import Person, Place
from wiki.search import desk, indexing
from wiki.search.keeping import keeping

As = Callable[[Person | None], FlaskClient]
TURNS = 60
PIECES = (
    *('"', "'", "-", "*", ":", "(", ")", "[", "\\", "/", "%", "_", "^", "~", "+", "&", "|", ";", "<b>", "{{", "\0"),
    *(" ", "  ", "\t", "\n", "\u00a0", "\u200b", "\u202e", "\ufeff", "\u0301", "\ud7ff", "\uffff", "\U0010ffff"),
    *(
        "OR",
        "AND",
        "NOT",
        "NEAR(a b, 2)",
        "or",
        "a",
        "key",
        "Çelik",
        "ß",
        "İ",
        "ﬁ",
        "ǆ",
        "٣",
        "検索",
        "ｱ",
        "👩‍👩‍👧",
        "snake_case",
    ),
    *("space:", "tag:", "by:me", "saved:me", "saved:", "before:", "after:9999-99-99", "before:0000", "after:٢٠٢٦"),
    *("in:title", "is:", "has:x", "is:outdated", 'tag:"', "-tag:x", "--", "a*", "*a", "é*", "1e999", "0x", "key:value"),
)


@pytest.fixture(params=["whoosh", "fts5"])
def reader(request: pytest.FixtureRequest, written: Place, as_: As, carol: Person) -> Iterator[FlaskClient]:
    keeping.wanted = request.param
    indexing.rebuild()
    yield as_(carol)
    keeping.wanted = "auto"


def questions() -> Iterator[str]:
    chance = random.Random(6)
    for _ in range(TURNS):
        yield "".join(chance.choices(PIECES, k=chance.randint(1, 12)))
    for _ in range(TURNS):
        points = [chance.choice((chance.randrange(0xD800), chance.randrange(0xE000, 0x110000))) for _ in range(40)]
        yield "".join(map(chr, points))
    yield from ("x" * 100_000, '"' * 5000, "a " * 20_000, "👩" * 5000, "-" * 5000, "(" * 5000, "a*" * 5000)


@pytest.fixture
def unanswered(monkeypatch: pytest.MonkeyPatch) -> list[object]:
    """What the index could not be asked: it would be built anew for each."""
    failed: list[object] = []
    ask = desk.reader.call

    def noting(op: str, **more: Any) -> Any:
        try:
            return ask(op, **more)
        except Exception:
            failed.append((op, more))
            raise

    monkeypatch.setattr(desk.reader, "call", noting)
    return failed


def test_nothing_that_is_typed_is_an_error(reader: FlaskClient, unanswered: list[object]) -> None:
    for number, typed in enumerate(questions()):
        for url, more in (
            ("/search", {"order": "new"} if number % 3 else {}),
            ("/search/suggest", {"space": typed if number % 3 else "field-work"}),
        ):
            answer = reader.get(url, query_string={"q": typed, **more})
            assert answer.status_code == 200, (url, typed)
            assert unanswered == []


@pytest.mark.parametrize(
    "address",
    [
        "/search?q=%ff%fe%00&from=%ff",
        "/search?q=key&from=-1&order=%00&near=%ff",
        "/search?q=key&from=99999999999999999999",
        "/search?q[]=key&q=&q=other",
        "/search?space=%22&q=%22",
        "/search?space=%00%ff&q=" + "x" * 5000,
        "/search/suggest?q=%ff&space=%ff&page=%ff",
        "/search/suggest?q=%3E%ff&page=1e9",
        "/search/suggest?q=%40%25_%5C",
        "/search/suggest?q=%23%25",
        "/search/saved/new?q=%ff%22&order=%ff",
        "/saved?q=%ff%22%25",
        "/lists?page=%ff",
    ],
)
def test_nor_is_an_address(reader: FlaskClient, address: str) -> None:
    assert reader.get(address, follow_redirects=True).status_code == 200
