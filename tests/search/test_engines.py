"""Both adapters keep the same contract, and answer alike."""

import random
from collections.abc import Iterator
from pathlib import Path

import pytest

from wiki.search.engines import Doc, EngineName, SearchIndex, open_index
from wiki.search.entries import Entry, Kind, entry_of, keys_of
from wiki.search.parsing import parse
from wiki.search.worker import docs_of

PAGES = {
    1: (1, "Koffie zetten", "<p>De machine staat in de keuken en je zet hem aan met de knop.</p>"),
    2: (1, "Passwords", "<p>Change your password with <code>passwd_change</code> or os.path.join.</p>"),
    3: (2, "Wachtwoord vergeten", "<p>Vraag om nieuwe wachtwoorden bij de balie van het huis.</p>"),
    4: (2, "Running the HTTPServerError", "<p>The wombat runs when the coördinatie fails. 全文検索エンジン</p>"),
}
ALL = frozenset((1, 2))


def docs(*ids: int, **texts: str) -> list[Doc]:
    return docs_of(page(i, *PAGES[i][:2], texts.get("html", PAGES[i][2])) for i in ids)


def page(id_: int, space: int, title: str, html: str, kind: Kind = Kind.PAGE) -> dict[str, object]:
    key = Entry(kind, id_).key
    return {"key": key, "page": id_, "space": space, "title": title, "html": html, "beside": ["how"]}


@pytest.fixture(params=["whoosh", "fts5"])
def engine(request: pytest.FixtureRequest) -> EngineName:
    return request.param


@pytest.fixture
def index(engine: EngineName, tmp_path: Path) -> Iterator[SearchIndex]:
    index = open_index(engine, tmp_path)
    index.apply(docs(*PAGES), [])
    yield index
    index.close()


def found(
    index: SearchIndex, text: str, spaces: frozenset[int] = ALL, pages: frozenset[int] | None = None
) -> list[int]:
    among = None if pages is None else frozenset(keys_of(Kind.PAGE, pages))
    return ids(index.search(parse(text).query, spaces, 10, among))


def ids(keys: list[int]) -> list[int]:
    return [entry_of(key).id for key in keys]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("machine", [1]),
        ("machines keuken", [1]),
        ("wachtwoord", [3]),
        ("wachtwoorden", [3]),
        ("huizen", [3]),
        ("coordinatie", [4]),
        ("run", [4]),
        ("検索", [4]),
        ("passwd_change", [2]),
        ("path.join", [2]),
        ("server error", [4]),
        ("HTTPServerError", [4]),
        ('"nieuwe wachtwoorden"', [3]),
        ('"wachtwoorden nieuwe"', []),
        ("wacht*", [3]),
        ("how -wombat -wachtwoord", [1, 2]),
        ("machine OR wombat", [1, 4]),
        ("in:title password", [2]),
        ("in:title balie", []),
        ("in:title wach*", [3]),
        ("the", [4]),
        ("nothing-of-this-kind", []),
    ],
)
def test_it_finds(index: SearchIndex, text: str, expected: list[int]) -> None:
    assert sorted(found(index, text)) == expected


def test_only_in_spaces_and_among_pages_that_are_named(index: SearchIndex) -> None:
    assert sorted(found(index, "how")) == [1, 2, 3, 4]
    assert found(index, "how", frozenset()) == []
    assert found(index, "how", frozenset([9])) == []
    assert sorted(found(index, "how", frozenset([2]))) == [3, 4]
    assert found(index, "how", ALL, frozenset([2, 9])) == [2]
    assert found(index, "how", ALL, frozenset()) == []
    assert ids(index.suggest(["wa", "ver"], ALL, 5)) == [3]
    assert index.suggest(["wa"], frozenset([1]), 5) == index.suggest(["wa"], frozenset(), 5) == []


def test_what_was_replaced_or_taken_out_never_comes_back(
    index: SearchIndex, engine: EngineName, tmp_path: Path
) -> None:
    """With another reader open all the while, as beside a server."""
    other = open_index(engine, tmp_path)
    for turn in range(12):
        index.apply(docs(1, html=f"<p>turn{turn}</p>"), [])
        assert found(other, f"turn{turn}") == [1]
        assert found(other, "machine") == []
        if turn:
            assert found(other, f"turn{turn - 1}") == []
    assert found(other, '"nieuwe wachtwoorden"') == [3], "after segments were merged, too"
    assert found(other, '"wachtwoorden nieuwe"') == []
    index.apply([], keys_of(Kind.PAGE, [1]), [3])
    assert found(other, "wachtwoord") == found(other, "turn11") == []
    assert (index.count(), other.count()) == (2, 2)
    other.close()


def test_both_give_the_same_order(tmp_path: Path) -> None:
    chance = random.Random(3)
    words = "koffie machine keuken wachtwoord huis server error balie knop nieuwe".split()  # noqa: SIM905
    entries = [
        page(number, number % 3, " ".join(chance.sample(words, 2)), " ".join(chance.choices(words, k=30 + number % 17)))
        for number in range(1, 90)
    ]
    asked = [
        *words,
        "koffie machine",
        '"koffie machine"',
        "ko*",
        "keuken OR huis -server",
        "in:title balie",
        "in:title ko*",
    ]
    answers = []
    for engine in ("whoosh", "fts5"):
        index = open_index(engine, tmp_path / engine)  # type: ignore[arg-type]
        for at in range(0, len(entries), 9):
            index.apply(docs_of(entries[at : at + 9]))
        answers.append([index.search(parse(text).query, ALL, 50, None) for text in asked])
        answers[-1].append(index.suggest(["k"], ALL, 50))
        index.close()
    assert answers[0] == answers[1]
    assert sum(map(bool, answers[0])) > 10
