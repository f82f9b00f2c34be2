"""What may not be read leaves no trace: with it and without it, answers are the same to the byte and in their order.

Scores are made from words that are counted, and what a reader may not see is not counted for them. Otherwise a closed
page that says a word often would change which of two open pages comes first, and what is counted so could be asked.
"""

import random
from collections.abc import Iterator
from itertools import pairwise

import pytest

from tests.conftest import Person
from wiki.core.db import session
from wiki.core.unit import unit
from wiki.pages.actions import create_page
from wiki.pages.projection import save_projection
from wiki.search import desk, indexing
from wiki.search.engines import EngineName
from wiki.search.finding import find
from wiki.search.keeping import keeping
from wiki.search.parsing import parse
from wiki.search.spelling import corrected
from wiki.search.suggesting import suggested
from wiki.spaces.actions import create_space
from wiki.spaces.models import Space

WORDS = "koffie machine sleutel wachtwoord vergadering planning kantoor gebruiker informatie server budget".split()  # noqa: SIM905
DUTCH = "Dit is het verslag van de vergadering en de {} staat niet in het gebouw. "
ASKED = 12


def write(by: Person, space_id: int, title: str, text: str) -> None:
    with unit():
        page_id = create_page(by.user, session.get_one(Space, space_id), title).id
    with unit():
        save_projection(page_id, epoch=1, seq=1, text=text, runs=[(by.id, len(text))], writers=(by.id,))


def sentence(chance: random.Random, length: int) -> str:
    return " ".join(chance.choices(WORDS, k=length)) + ". "


@pytest.fixture(params=["whoosh", "fts5"])
def _engine(request: pytest.FixtureRequest) -> Iterator[EngineName]:
    wanted, keeping.wanted = keeping.wanted, request.param
    yield request.param
    keeping.wanted = wanted


def answers(who: Person, asked: list[str]) -> list[object]:
    with unit():
        return [
            (
                text,
                [find(who.user, parse(text), order=order) for order in ("best", "new")],  # type: ignore[arg-type]
                suggested(who.user, text.strip('"')),
                corrected(who.user, parse(text)),
            )
            for text in asked
        ]


@pytest.mark.usefixtures("_engine")
def test_hidden_pages_move_nothing(alice: Person, bob: Person, dave: Person) -> None:
    """Not the order, though the closed space says some of the words much oftener, and others that nobody else says."""
    chance = random.Random(5)
    with unit():
        shared, closed = create_space(alice.user, "Shared").id, create_space(alice.user, "Closed", team_role=None).id
    for number in range(25):
        text = (
            DUTCH.format(chance.choice(WORDS))
            + sentence(chance, chance.randint(5, 60))
            + "gebruikersinformatie " * (number % 3)
        )
        write(
            bob, shared, sentence(chance, 2).strip(" ."), f"{text}\n\n## {sentence(chance, 2)}\n\n{sentence(chance, 9)}"
        )
    indexing.rebuild()
    asked = _questions(chance)
    without = answers(dave, asked)
    for number in range(30):
        text = (
            DUTCH.format("wombatgebruiker") + "koffie sleutel budget ladekast kantoorgebouw gebruikers lade kast. " * 9
        )
        write(alice, closed, f"Wombat wachtwoordkluis {number} pasword", f"{text}{sentence(chance, 40)}")
    indexing.drain()
    desk.reader.close()
    assert answers(dave, asked) == without, "as pages were written one by one"
    indexing.rebuild()
    assert answers(dave, asked) == without, "as the index is built anew"
    assert answers(alice, asked) != without, "or there is nothing to hide"


def _questions(chance: random.Random) -> list[str]:
    words = [
        *WORDS,
        "gebruikersinformatie",
        "kantoorgebouw",
        "ladekast",
        "wombat",
        "pasword",
        "kofie",
        "mashine",
        "kluis",
    ]
    found = [" ".join(chance.sample(words, chance.randint(1, 3))) for _ in range(ASKED)]
    found += [f'"{one} {other}"' for one, other in pairwise(words[:6])]
    return [*found, "ko*", "wom*", "space:closed", "koffie space:closed", "in:title wombat", "koffie -wombat", "k", "w"]
