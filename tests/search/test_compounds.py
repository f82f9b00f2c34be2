"""Words put together are found by their halves, as the words of their own space tell them."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from wiki.search.analysis import tokens
from wiki.search.compounds import Vocabulary, apart, dutch_words
from wiki.search.engines import EngineName, SearchIndex, open_index
from wiki.search.parsing import parse
from wiki.search.worker import docs_of, parted

SAYING = "De gebruikers van het huis en de informatie die het geeft zijn niet voor de kast in het bos, dat is een lade."
ONE, OTHER = frozenset([1]), frozenset([2])


@pytest.fixture
def vocabulary(tmp_path: Path) -> Iterator[Vocabulary]:
    made = Vocabulary(tmp_path)
    made.learn((1, page, dutch_words(SAYING)) for page in (1, 2))
    made.learn([(2, 3, dutch_words(SAYING))])
    yield made
    made.close()


@pytest.mark.parametrize(
    ("word", "halves"),
    [
        ("gebruikersinformatie", ("gebruikers", "informatie")),
        ("ladenkast", ("laden", "kast", "lade")),
        ("ladekast", ()),
        ("informatiekast", ("informatie", "kast")),
        ("informatieve", ()),
        ("wombatinformatie", ()),
    ],
)
def test_halves(vocabulary: Vocabulary, word: str, halves: tuple[str, ...]) -> None:
    """The words of two pages count; what is short is no compound."""
    assert vocabulary.halves(word, ONE) == halves
    assert vocabulary.halves(word, OTHER) == (), "one page says it there"


def test_a_space_knows_nothing_of_others(vocabulary: Vocabulary) -> None:
    assert vocabulary.halves("informatiekast", ONE | OTHER) == ("informatie", "kast")
    vocabulary.learn([(2, 4, {"informatie"}), (3, 5, {"kast"}), (3, 6, {"kast"})])
    assert vocabulary.halves("informatiekast", frozenset([2, 3])) == ()


def test_it_learns_from_dutch_alone() -> None:
    assert "handbook" not in dutch_words("The handbook is for you and it is not the one that they have with them.")
    assert "kast" in dutch_words("The one is for you and it is.\n\nDe kast is niet van het huis en de deur is dat.")


def test_another_process_sees_what_was_learned(vocabulary: Vocabulary, tmp_path: Path) -> None:
    reader = Vocabulary(tmp_path)
    assert reader.halves("boskastje", ONE) == ()
    vocabulary.learn([(1, 8, {"boskast", "meubel"}), (1, 9, {"boskast", "meubel"})])
    reader.look_again()
    assert reader.halves("boskastmeubel", ONE) == ("boskast", "meubel")
    reader.close()


@pytest.mark.parametrize("engine", ["whoosh", "fts5"])
def test_found_by_whole_and_by_part(engine: EngineName, vocabulary: Vocabulary, tmp_path: Path) -> None:
    texts = {1: "Lees de gebruikersinformatie.", 2: "Lees de gebruikers informatie.", 3: "Lees het boek."}
    entries = [
        {"key": number * 8, "page": number, "space": 1, "title": f"Blad {number}", "html": text, "beside": []}
        for number, text in texts.items()
    ]
    index = open_index(engine, tmp_path / engine)
    index.apply(docs_of(entries, vocabulary))

    def found(text: str) -> list[int]:
        return [key // 8 for key in asked(index, vocabulary, text)]

    assert sorted(found("gebruikersinformatie")) == [1, 2]
    assert sorted(found("informatie")) == sorted(found("gebruiker")) == [1, 2]
    assert found("boek") == [3]
    index.close()


def asked(index: SearchIndex, vocabulary: Vocabulary, text: str) -> list[int]:
    query = parted(parse(text).query, lambda word: vocabulary.halves(word, ONE))
    return index.search(query, ONE, 9, None)


def test_apart_and_tokens() -> None:
    assert apart(("laden", "kast", "lade")) == [("laden", "kast"), ("lade", "kast")]
    assert tokens("De ladenkasten", lambda _: ()).parts == []
    assert "informati" in "".join(tokens("ladenkastje", lambda _: ("informatie",)).parts)
