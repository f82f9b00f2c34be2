"""Searching as people do: what is committed is found, what may not be read leaves no trace, and nothing is an error."""

import os
import re
import shutil
from collections.abc import Callable
from contextlib import suppress
from html import unescape
from threading import Thread

import pytest
from flask.testing import FlaskClient
from sqlalchemy import func, select

from tests.conftest import Person, Place
from wiki.accounts.actions import make_group
from wiki.core.db import session
from wiki.core.unit import unit
from wiki.pages import looking
from wiki.pages.actions import create_page, move_page, rename_page, restore_page, trash_page
from wiki.pages.beginning import begin_page
from wiki.pages.details import give_tag, set_status
from wiki.pages.models import Page, Status
from wiki.pages.policy import page_for
from wiki.pages.projection import save_projection
from wiki.search import desk, indexing
from wiki.search.finding import find
from wiki.search.keeping import current, keeping
from wiki.search.models import SearchDue
from wiki.search.parsing import parse
from wiki.search.spelling import edits
from wiki.spaces.actions import create_space, remove_member
from wiki.spaces.models import Space

As = Callable[[Person | None], FlaskClient]
KILLS = int(os.environ.get("KILLS", "5"))


def write(by: Person, place: Place, title: str, text: str) -> int:
    with unit():
        page_id = create_page(by.user, place.space, title).id
    with unit():
        save_projection(page_id, epoch=1, seq=1, text=text, runs=[(by.id, len(text))], writers=(by.id,))
    return page_id


def titles(who: Person, text: str) -> list[str]:
    with unit():
        return [hit.title for hit in find(who.user, parse(text)).hits]


@pytest.fixture
def indexed(written: Place, bob: Person) -> Place:
    """With a page more: its title says nothing of the rest."""
    write(
        bob,
        written,
        "Kitchen",
        "Where we cook.\n\n## The *machine*\n\nBring <i>beans</i> & water to the `brew_pot` first.",
    )
    indexing.rebuild()
    indexing.drain()
    return written


def test_the_page_of_answers(indexed: Place, as_: As, bob: Person, carol: Person, dave: Person) -> None:
    """The passage with marks, the heading it stands under, and a link that jumps there; for whoever may read it."""
    answer = as_(carol).get("/search?q=beans+waters").text
    assert "Bring <mark>beans</mark> &amp; <mark>water</mark> to the brew_pot first." in answer
    assert "The machine</bdi>" in answer
    assert '#u-the-machine:~:text=beans%20%26%20water%20to%20the"' in answer
    for typed in (
        "",
        "%22",
        "-",
        "OR",
        "kitchen+-",
        "*",
        "%3A%3A",
        "before%3Anever",
        "in%3Atitle",
        "%00",
        "(",
        "q" * 400,
    ):
        assert as_(carol).get(f"/search?q={typed}&from=x&order=y").status_code == 200, typed
    assert as_(carol).get("/search?q=brew_pot").text.count('class="hit"') == 1
    assert "Bob de Boer" in as_(carol).get("/search?q=bob").text
    assert "kitchen</a>?" in as_(carol).get("/search?q=kitchne").text
    stranger = as_(dave)
    asked = ("/search?q=beans", "/search?q=kitchne", "/search?q=space:field-work", "/search?q=kitch*&order=new")
    with_it = [stranger.get(url).text for url in asked]
    with unit():
        for page in session.scalars(select(Page)).all():
            trash_page(bob.user, page)
    indexing.rebuild()
    without = [stranger.get(url).text for url in asked]
    assert [_steady(text) for text in with_it] == [_steady(text) for text in without], "byte by byte"


def _steady(text: str) -> str:
    """Without the tokens that differ at each request."""
    return "\n".join(line for line in text.splitlines() if "nonce" not in line and "token" not in line)


def test_filters(indexed: Place, bob: Person, carol: Person, alice: Person) -> None:
    with unit():
        page = page_for(bob.user, indexed.page_id)
        give_tag(bob.user, page, "keys")
        set_status(bob.user, page, Status.OUTDATED)
    indexing.drain()
    found = {
        "bring": ["First steps", "Kitchen"],
        "bring in:title": [],
        "steps in:title": ["First steps"],
        "bring tag:keys": ["First steps"],
        "tag:keys": ["First steps"],
        "keys": ["First steps"],
        "is:outdated": ["First steps"],
        "bring has:attachment": [],
        "by:bob bring": ["First steps", "Kitchen"],
        "by:alice bring": [],
        "by:nobody bring": [],
        "bring space:field-work": ["First steps", "Kitchen"],
        'bring space:"Field work"': ["First steps", "Kitchen"],
        "bring space:elsewhere": [],
        "bring after:2020": ["First steps", "Kitchen"],
        "bring before:2020-02": [],
        '"bring the key"': ["First steps"],
        "bring -beans": ["First steps"],
        "coffee bring": ["First steps", "Kitchen"],
        "bring -tag:keys": ["Kitchen"],
        "bring -by:bob": [],
        "bring -by:nobody": ["First steps", "Kitchen"],
        "bring -is:outdated": ["Kitchen"],
        "bring -has:attachment": ["First steps", "Kitchen"],
        "bring -space:field-work": [],
        "bring -space:elsewhere": ["First steps", "Kitchen"],
        "bring -after:2020": [],
        "-tag:keys": ["Kitchen"],
    }
    assert {text: sorted(titles(carol, text)) for text in found} == found
    with unit():
        assert find(carol.user, parse("bring"), order="new").hits[0].title == "Kitchen"


def test_a_filter_that_says_nothing_known_is_told(indexed: Place, as_: As, alice: Person, carol: Person) -> None:
    with unit():
        create_space(alice.user, "Closed", team_role=None)

    def said(who: Person, typed: str) -> list[str]:
        page = as_(who).get("/search", query_string={"q": typed}).text
        return [unescape(line) for line in re.findall(r'<p class="quiet" role="status">(.*?)</p>', page)]

    days = "before:2026, before:2026-03, before:2026-03-31"
    assert said(carol, "before:banana") == [f"“before:banana” was taken as words. Known are: {days}."]
    assert said(carol, "bring -is:new") == [
        "“-is:new” was taken as words. Known are: is:outdated, is:current, is:review."
    ]
    assert said(carol, "bring by:nobody space:field-work") == ["Nobody is called “nobody”."]
    assert said(carol, "space:closed") == ["There is no space “closed” that you can read."]
    assert said(carol, "space:elsewhere") == ["There is no space “elsewhere” that you can read."]
    assert said(alice, "space:closed -tag:none by:me in:title http://a") == []


def test_what_is_being_typed(indexed: Place, as_: As, carol: Person, dave: Person, alice: Person) -> None:
    """Titles by beginnings, also misspelt; headings, people, spaces, tags and actions. A stranger gets none of it."""
    reader, stranger = as_(carol), as_(dave)

    def asked(who: FlaskClient, typed: str, space: str = "") -> dict[str, list[str]]:
        groups = who.get("/search/suggest", query_string={"q": typed, "space": space}).get_json()
        return {group["name"]: [option["title"] for option in group["options"]] for group in groups}

    assert asked(reader, "ki")["Pages"] == ["Kitchen"] == asked(reader, "kitchne")["Pages"]
    assert asked(reader, "ste fir", indexed.slug)["Pages"] == ["First steps"]
    assert "Pages" not in asked(reader, "kitchen", "elsewhere")
    assert asked(reader, "machine")["Headings"] == ["The machine"]
    assert asked(reader, "field")["Spaces"] == ["Field work"]
    assert asked(reader, "@ali") == {"People": ["Alice Admiraal"]}
    assert asked(reader, ">team") == {"Actions": ["Team"]}
    assert asked(reader, "#") == {}
    with unit():
        make_group(alice.user, "welders", "The welders")
    assert asked(reader, "weld")["Groups"] == asked(reader, "@weld")["Groups"] == ["The welders"]
    assert asked(reader, ">group") == {"Actions": ["Groups"]}
    for typed in ("ki", "kitchne", "machine", "field", "first steps"):
        assert set(asked(stranger, typed)) == {"Actions"}, typed
    indexing.rebuild()
    looked = reader.get(indexed.url)
    assert looked.status_code == 200
    looking.write_looks()
    assert asked(reader, "")["Where you were lately"] == ["First steps"]


def test_the_index_follows_what_happens(
    indexed: Place, bob: Person, alice: Person, carol: Person, dave: Person
) -> None:
    with unit():
        rename_page(bob.user, page_for(bob.user, indexed.page_id), "Zebra crossing")
        hidden = begin_page(bob.user, indexed.space, "k", "Okapi", draft=True)[0].id
        elsewhere = create_space(alice.user, "Elsewhere", team_role=None).id
    with unit():
        save_projection(hidden, epoch=1, seq=1, text="okapitext", runs=[(bob.id, 9)], writers=(bob.id,))
    indexing.drain()
    assert titles(carol, "zebra") == ["Zebra crossing"]
    assert titles(bob, "okapitext") == [] == titles(bob, "okapi")
    with unit():
        page = page_for(alice.user, indexed.page_id)
        move_page(alice.user, page, session.get_one(Space, elsewhere), None)
    assert titles(carol, "zebra") == [], "before the index knows"
    indexing.drain()
    assert titles(carol, "zebra") == []
    assert titles(alice, "zebra") == ["Zebra crossing"] == titles(alice, "zebra space:elsewhere")
    with unit():
        trash_page(alice.user, page_for(alice.user, indexed.page_id))
    assert titles(alice, "zebra") == [], "before the index knows"
    indexing.drain()
    with unit():
        restore_page(alice.user, indexed.page)
    indexing.drain()
    assert titles(alice, "zebra") == ["Zebra crossing"]
    assert titles(carol, "beans") == ["Kitchen"]
    with unit():
        remove_member(indexed.space, carol.user)
    assert titles(carol, "beans") == titles(carol, "kitchen") == []


def test_a_missing_or_damaged_index_is_built_anew_by_itself(indexed: Place, as_: As, carol: Person) -> None:
    place = current()
    assert place is not None
    shutil.rmtree(place.folder)
    assert "Kitchen" in as_(carol).get("/search?q=kitchen").text, "by its title"
    indexing.mend()
    assert titles(carol, "beans") == ["Kitchen"]
    new = current()
    assert new is not None
    assert new != place
    for file in new.folder.iterdir():
        file.write_bytes(b"torn" * 99)
    desk.reader.close()
    indexing.writer.close()
    assert "Kitchen" in as_(carol).get("/search?q=kitchen").text
    indexing.mend()
    assert titles(carol, "beans") == ["Kitchen"]
    assert len([folder for folder in keeping.root.iterdir() if folder.is_dir()]) == 1


def test_what_was_committed_is_found_though_the_writer_died(indexed: Place, bob: Person, carol: Person) -> None:
    write(bob, indexed, "Attic", "Swallows nest here.")

    def die(*_args: object, **_more: object) -> None:
        raise indexing.ChildDied("killed")

    call = indexing.writer.call
    indexing.writer.call = die  # type: ignore[method-assign]
    with pytest.raises(indexing.ChildDied):
        indexing.drain()
    indexing.writer.call = call  # type: ignore[method-assign]
    indexing.drain()
    assert titles(carol, "swallow") == ["Attic"]
    with unit():
        assert session.scalar(select(func.count()).select_from(SearchDue)) == 0


def test_sqlite_takes_over_where_there_are_many_pages(
    indexed: Place, carol: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert getattr(current(), "engine", None) == "whoosh"
    monkeypatch.setattr(indexing, "WHOOSH_UP_TO", 1)
    indexing._looked_at.clear()
    indexing.mend()
    assert getattr(current(), "engine", None) == "fts5"
    assert titles(carol, "beans") == ["Kitchen"]


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [("abcd", "abcd", 0), ("abdc", "abcd", 1), ("abc", "abcd", 1), ("xbcd", "abcd", 1), ("kitten", "sitting", 3)],
)
def test_edits(one: str, other: str, expected: int) -> None:
    assert edits(one, other) == expected


def test_a_writer_that_is_killed_loses_nothing(indexed: Place, bob: Person, carol: Person) -> None:
    """Whenever it dies while it writes: what was committed is found, once, and nothing has to be built anew."""
    place, wanted = current(), []
    for turn in range(KILLS):
        wanted.append(f"Owl{turn}")
        write(bob, indexed, wanted[-1], f"Number{turn} sits in the owlery. " * 300)
        thread = Thread(target=drain_quietly)
        thread.start()
        while thread.is_alive() and not indexing.writer.pid:
            thread.join(0.001)
        thread.join(turn % 10 * 0.01)
        indexing.writer.close()
        thread.join()
    indexing.drain()
    assert current() == place
    assert [titles(carol, title) for title in wanted] == [[title] for title in wanted]
    with unit():
        assert session.scalar(select(func.count()).select_from(SearchDue)) == 0


def drain_quietly() -> None:
    with suppress(indexing.ChildDied):
        indexing.drain()


@pytest.mark.parametrize("typed", ["“bring the key”", "„bring the key”", "«bring the key»", "“bring the key"])
def test_quotes_as_phones_write_them(indexed: Place, carol: Person, typed: str) -> None:
    assert titles(carol, typed) == ["First steps"]


def test_what_was_meant_by_one_of_several_words(indexed: Place, carol: Person) -> None:
    """Though no page has all of them; and a word that is found by its stem is no mistake."""
    with unit():
        assert find(carol.user, parse("kitchne bicycle")).meant == "kitchen bicycle"
        assert find(carol.user, parse("step kitchne")).meant == "step kitchen"


def test_letters_that_a_keyboard_lacks(indexed: Place, bob: Person, carol: Person) -> None:
    write(bob, indexed, "Østergaard", "Łódź and the straße.")
    indexing.drain()
    for typed in ("ostergaard", "Østergaard", "lodz", "Strasse"):
        assert titles(carol, typed) == ["Østergaard"], typed


def test_spaces_and_drafts_are_found_by_name(indexed: Place, as_: As, bob: Person, carol: Person, dave: Person) -> None:
    with unit():
        begin_page(bob.user, indexed.space, "a key", "Quibble plan", draft=True)
        create_space(bob.user, "Kestrelmark", team_role=None)
    assert "Kestrelmark</bdi>" in as_(bob).get("/search?q=kestrelmark").text
    assert "Quibble plan</bdi>" in as_(bob).get("/search?q=plan+quibble").text
    for other in (carol, dave):
        assert "Kestrelmark" not in as_(other).get("/search?q=kestrelmark").text
        assert "Quibble plan" not in as_(other).get("/search?q=quibble+plan").text


def test_a_new_search_keeps_the_say_of_colleagues_off(indexed: Place, as_: As, carol: Person) -> None:
    assert 'name="near" value="off"' in as_(carol).get("/search?q=bring&near=off").text
    assert 'name="near"' not in as_(carol).get("/search?q=bring").text
