"""What people say about a page beside its text."""

import pytest
from sqlalchemy import event, select

from tests.conftest import Person, Place
from wiki.core.db import session
from wiki.core.errors import Invalid
from wiki.core.unit import unit
from wiki.pages.actions import create_page
from wiki.pages.detailed import details_of, standings
from wiki.pages.details import MOST_TAGS, give_tag, set_icon, set_keeper, set_status, tags_in_text, take_tag
from wiki.pages.models import Revision, Status
from wiki.pages.policy import page_for
from wiki.pages.projection import save_projection
from wiki.pages.shown import shown_to
from wiki.pages.suggesting import tags_like
from wiki.pages.tagging import pages_with, seen_tags
from wiki.pages.tree import tree_around
from wiki.spaces.models import Activity

FAMILY = "👩🏽‍❤️‍💋‍👨🏿"


def write(place: Place, by: Person, text: str) -> None:
    save_projection(place.page_id, epoch=1, seq=1, text=text, runs=[(by.id, len(text))], writers=(by.id,))


def test_all_that_is_said_comes_with_the_page_itself(place: Place, bob: Person, carol: Person) -> None:
    with unit():
        set_icon(bob.user, place.page, "🔑")
        give_tag(bob.user, place.page, "keys")
        give_tag(bob.user, place.page, "access")
        set_status(bob.user, place.page, Status.REVIEW)
        set_keeper(bob.user, page_for(bob.user, place.page_id), carol.user)
    with unit():
        details = shown_to(carol.user, place.page_id).details
        assert details == details_of(place.page_id)
        assert (details.icon, details.tags, details.status) == ("🔑", ("access", "keys"), "review")
        assert details.standing
        assert details.standing.by == "Bob de Boer"
        assert details.keeper
        assert details.keeper.handle == "carol"
        verbs = list(session.scalars(select(Activity.verb).order_by(Activity.id)))
        assert verbs == ["created", "icon", "tagged", "tagged", "status", "keeper"]
        assert session.scalars(select(Revision)).all() == []


def test_what_was_said_before_is_kept_and_the_last_holds(place: Place, alice: Person, bob: Person) -> None:
    with unit():
        for by, status in ((bob, Status.DRAFT), (alice, Status.CURRENT), (alice, Status.CURRENT), (bob, None)):
            set_status(by.user, place.page, status)
        set_keeper(bob.user, page_for(bob.user, place.page_id), alice.user)
        set_keeper(bob.user, page_for(bob.user, place.page_id), None)
    with unit():
        said = [(row.by.handle, row.status) for row in standings(place.page_id) if row.by]
        assert said == [("bob", None), ("alice", "current"), ("bob", "draft")]
        assert (details_of(place.page_id).standing, details_of(place.page_id).keeper) == (None, None)


@pytest.mark.parametrize("icon", ["🔑", "✈️", "🇳🇱", "1️⃣", FAMILY, "🏴󠁧󠁢󠁥󠁮󠁧󠁿", " 🔑 ", ""])
def test_an_emoji_is_an_icon(place: Place, bob: Person, icon: str) -> None:
    with unit():
        set_icon(bob.user, place.page, icon)
        assert details_of(place.page_id).icon == icon.strip()


@pytest.mark.parametrize("icon", ["a", "1", "🔑🔑", "key", "🔑" + "\u0301" * 30, "🇳", "<b>", "\u200d"])
def test_what_is_not_one_emoji_is_none(place: Place, bob: Person, icon: str) -> None:
    with unit(), pytest.raises(Invalid, match="one emoji"):
        set_icon(bob.user, place.page, icon)


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("keys", "keys"),
        ("#Keys", "keys"),
        ("  heat  Exchanger ", "heat-exchanger"),
        ("cafe\u0301", "café"),
        ("a/b", "a/b"),
    ],
)
def test_a_tag_is_written_as_in_a_text(place: Place, bob: Person, typed: str, kept: str) -> None:
    with unit():
        give_tag(bob.user, place.page, typed)
        give_tag(bob.user, place.page, typed)
        assert details_of(place.page_id).tags == (kept,)


@pytest.mark.parametrize(
    ("typed", "why"), [("", "Name"), ("#", "Name"), ("x" * 51, "shorter"), ("2026", "letters"), ("a,b", "letters")]
)
def test_what_cannot_be_a_tag(place: Place, bob: Person, typed: str, why: str) -> None:
    with unit(), pytest.raises(Invalid, match=why):
        give_tag(bob.user, place.page, typed)


def test_a_page_takes_so_many_tags_and_no_more(place: Place, bob: Person) -> None:
    with unit():
        for number in range(MOST_TAGS):
            give_tag(bob.user, place.page, f"tag{number}")
    with unit():
        give_tag(bob.user, place.page, "tag0")
        with pytest.raises(Invalid, match="30 tags"):
            give_tag(bob.user, place.page, "another")


def test_tags_of_both_kinds_count_alike(place: Place, bob: Person, dave: Person) -> None:
    with unit():
        write(place, bob, "Bring the #key and a #lamp.")
        other = create_page(bob.user, place.space, "Other").id
        session.flush()
        for tag in ("key", "gate"):
            give_tag(bob.user, place.page, tag)
    with unit():
        seen = seen_tags(bob.user)
        assert [page.id for page in pages_with(seen["key"], bob.user)] == [place.page_id]
        assert [page.id for page in pages_with(seen["gate"], bob.user)] == [place.page_id]
        assert pages_with(seen["gate"], dave.user) == []
        assert seen_tags(dave.user) == {}
        assert tags_like(bob.user, "", place.space_id) == ["gate", "key", "lamp"]
        assert tags_like(dave.user, "") == []
        assert details_of(other).tags == ()


def test_who_takes_a_tag_away_hears_that_the_text_has_it_too(place: Place, bob: Person) -> None:
    with unit():
        write(place, bob, "Bring the #key.")
        give_tag(bob.user, place.page, "key")
        give_tag(bob.user, place.page, "gate")
    with unit():
        assert take_tag(bob.user, place.page, "key")
        assert not take_tag(bob.user, place.page, "gate")
        assert not take_tag(bob.user, place.page, "never")
    with unit():
        assert details_of(place.page_id).tags == ()
        write(place, bob, "Bring another #key.")
        assert tags_in_text(place.page_id) == ["key"]


def test_what_is_typed_later_takes_no_given_tag_away(place: Place, bob: Person) -> None:
    with unit():
        give_tag(bob.user, place.page, "gate")
        write(place, bob, "Nothing but words.")
        assert details_of(place.page_id).tags == ("gate",)


def test_who_cannot_read_the_page_does_not_look_after_it(place: Place, bob: Person, dave: Person) -> None:
    with unit(), pytest.raises(Invalid, match="cannot read"):
        set_keeper(bob.user, page_for(bob.user, place.page_id), dave.user)


def test_an_icon_shows_in_the_tree_and_costs_no_query(place: Place, bob: Person) -> None:
    with unit():
        create_page(bob.user, place.space, "Below", place.page)
        before = queries_of(place, bob)
        set_icon(bob.user, place.page, "🔑")
    with unit():
        assert queries_of(place, bob) == before
        around = tree_around(place.space_id, place.page_id)
        assert [item.icon for item in around.tops] == ["🔑"]
        assert [item.icon for item in around.below] == [""]


def queries_of(place: Place, bob: Person) -> int:
    """How many statements it takes to load the page and its tree."""
    asked = []
    connection = session.connection()
    bob.user, place.page  # noqa: B018 -- loaded before

    def count(*_: object) -> None:
        asked.append(1)

    event.listen(connection, "before_cursor_execute", count)
    shown_to(bob.user, place.page_id)
    tree_around(place.space_id, place.page_id)
    event.remove(connection, "before_cursor_execute", count)
    return len(asked)
