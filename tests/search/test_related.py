"""Pages like another one, tags beside an answer and pages that many read: only those that somebody may find."""

from collections import Counter
from collections.abc import Callable

import pytest
from flask.testing import FlaskClient

from tests.conftest import Person, Place
from tests.search.test_finding import write
from wiki.core.clock import now
from wiki.core.unit import unit
from wiki.pages.actions import trash_page
from wiki.pages.details import give_tag
from wiki.pages.policy import page_for
from wiki.pages.views_count import count
from wiki.saves.actions import save
from wiki.search import desk, indexing, related
from wiki.search.related import Sample, cosine, vector
from wiki.spaces.actions import create_space

As = Callable[[Person | None], FlaskClient]
COFFEE = "The espresso machine wants fresh water, beans and a clean filter. Descale the boiler each month.\n\n"
TEA = "Espresso beans go into the filter of the machine. Fresh water for the boiler, and descale it.\n\n"


@pytest.fixture
def pages(written: Place, alice: Person, bob: Person) -> dict[str, int]:
    with unit():
        closed = create_space(alice.user, "Closed", team_role=None).id
    made = {
        "machine": write(bob, written, "Espresso machine", COFFEE * 3),
        "boiler": write(bob, written, "The boiler", TEA),
        "taxes": write(bob, written, "Taxes", "Declare what you earned, before the first of May, with all receipts."),
    }
    with unit():
        place = Place(closed, "closed", 0)
    made["hidden"] = write(alice, place, "Hidden espresso", TEA)
    indexing.rebuild()
    related.forget()
    return made


def like(who: Person, page_id: int) -> list[str]:
    with unit():
        return [hit.title for hit in related.related(who.user, page_for(who.user, page_id))]


def test_alike_is_what_says_the_same_and_may_be_read(
    pages: dict[str, int], alice: Person, bob: Person, carol: Person
) -> None:
    assert like(carol, pages["machine"]) == ["The boiler"]
    assert sorted(like(alice, pages["machine"])) == ["Hidden espresso", "The boiler"]
    assert like(carol, pages["taxes"]) == []
    with unit():
        trash_page(bob.user, page_for(bob.user, pages["boiler"]))
    assert like(carol, pages["machine"]) == [], "though the index, and what is remembered of it, still has the page"


def test_the_index_is_asked_once_for_a_while(
    pages: dict[str, int], carol: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert like(carol, pages["machine"]) == ["The boiler"]

    def unready(*_: object) -> None:
        raise desk.Unready("no index")

    monkeypatch.setattr(desk, "search", unready)
    assert like(carol, pages["machine"]) == ["The boiler"]
    monkeypatch.setattr(related, "REMEMBERED_S", 0.0)
    assert like(carol, pages["machine"]) == []


def test_words_that_tell_a_text_from_others() -> None:
    sample = Sample(Counter({"team": 9, "naiv": 1}), 10)
    found = vector("The Café", "team team team team 2026 2026 naïve naïve a", sample)
    assert sorted(found, key=lambda word: -found[word]) == ["cafe", "naiv", "team"]
    assert vector("", "", sample) == {}
    assert cosine(found, found) == pytest.approx(1)
    assert cosine(found, {"other": 1.0}) == cosine(found, {}) == cosine({}, {}) == 0


def test_the_foot_of_a_page(pages: dict[str, int], written: Place, as_: As, bob: Person, carol: Person) -> None:
    with unit():
        page = page_for(bob.user, pages["machine"])
        save(bob.user, page, "Every <morning>", is_open=True)
        save(carol.user, page, "Quietly mine")
        url = page.url
    assert f'href="{url}/related"' in as_(carol).get(url).text
    piece = as_(carol).get(f"{url}/related").text
    assert "The boiler" in piece
    assert "Every &lt;morning&gt;" in piece
    assert "Quietly mine" not in piece
    assert "Hidden" not in piece


def test_tags_beside_an_answer(pages: dict[str, int], as_: As, alice: Person, bob: Person, carol: Person) -> None:
    with unit():
        for name, tags in (("machine", ("kitchen", "coffee")), ("boiler", ("kitchen",)), ("hidden", ("secret",))):
            for tag in tags:
                give_tag(alice.user, page_for(alice.user, pages[name]), tag)
    indexing.drain()
    answer = as_(carol).get("/search?q=espresso").text
    assert answer.index("#kitchen") < answer.index("#coffee")
    assert 'href="/search?q=espresso+tag:kitchen"' in answer
    assert "#secret" not in answer
    narrowed = as_(carol).get("/search?q=espresso+tag:kitchen").text
    assert "Only with #coffee" in narrowed
    assert "Only with #kitchen" not in narrowed


def test_what_many_read_comes_beside_where_one_was_lately(pages: dict[str, int], as_: As, carol: Person) -> None:
    with unit():
        count([(pages["boiler"], now())] * 3 + [(pages["taxes"], now())] * 5 + [(pages["hidden"], now())] * 9)
    groups = {group["name"]: group["options"] for group in as_(carol).get("/search/suggest?q=").get_json()}
    assert [option["title"] for option in groups["Read most lately"]] == ["Taxes", "The boiler"]
    page = as_(carol).get("/search").text
    assert page.index("Taxes") < page.index("The boiler")
    assert "Hidden" not in page
