"""Searches that somebody keeps: theirs alone, offered in the palette, and told of once when they find something new."""

from collections.abc import Callable

import pytest
from flask.testing import FlaskClient

from tests.conftest import Person, Place
from tests.search.test_finding import write
from wiki.core.errors import Invalid, NotFound
from wiki.core.unit import unit
from wiki.search import desk, indexing, kept
from wiki.search.kept import keep_search, search_of, searches_of, take_news
from wiki.spaces.actions import remove_member

As = Callable[[Person | None], FlaskClient]


@pytest.fixture
def indexed(written: Place) -> Place:
    indexing.rebuild()
    indexing.drain()
    return written


def news(who: Person) -> dict[str, list[str]]:
    with unit():
        return {one.sentence: [page.title for page in one.pages] for one in take_news(who.user)}


def test_what_a_watched_search_finds_anew_is_told_once(indexed: Place, bob: Person, carol: Person) -> None:
    with unit():
        keep_search(carol.user, "Keys", "key", "best", watched=True)
        keep_search(carol.user, "Quiet", "beans", "best", watched=False)
        keep_search(bob.user, "His", "beans", "new", watched=True)
    assert news(carol) == {}, "what it found when watching began is no news"
    write(bob, indexed, "Kitchen", "A key to the beans.")
    indexing.drain()
    assert news(carol) == {"New in your search “Keys”:": ["Kitchen"]}
    assert news(carol) == {}
    assert news(bob) == {}, "not of what he wrote himself"
    write(carol, indexed, "Cellar", "More beans.")
    indexing.drain()
    assert news(bob) == {"New in your search “His”:": ["Cellar"]}


def test_rights_are_those_of_the_moment(indexed: Place, bob: Person, carol: Person) -> None:
    with unit():
        keep_search(carol.user, "Keys", "by:bob", "best", watched=True)
    write(bob, indexed, "Kitchen", "A key.")
    with unit():
        remove_member(indexed.space, carol.user)
    assert news(carol) == {}


def test_without_an_index_nothing_is_lost(
    indexed: Place, bob: Person, carol: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    with unit():
        keep_search(carol.user, "Keys", "key", "best", watched=True)
    write(bob, indexed, "Kitchen", "A key.")
    indexing.drain()

    def unready(*_: object) -> None:
        raise desk.Unready("no index")

    with monkeypatch.context() as away:
        away.setattr(desk, "search", unready)
        assert news(carol) == {}
        with unit(), pytest.raises(Invalid, match="being prepared"):
            keep_search(carol.user, "More", "beans", "best", watched=True)
    assert list(news(carol).values()) == [["Kitchen"]]


def test_what_is_kept_wrongly_is_not_kept(
    indexed: Place, carol: Person, dave: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    with unit():
        kept_id = keep_search(carol.user, "Keys", "key", "best", watched=False).id
        for name, text, why in (
            ("", "key", "Give it a name"),
            ("x" * 81, "key", "Give it a name"),
            ("Keys", "beans", "already"),
            ("Other", "  ", "what is to be found"),
            ("Other", "x" * 301, "300"),
        ):
            with pytest.raises(Invalid, match=why):
                keep_search(carol.user, name, text, "best", watched=False)
        monkeypatch.setattr(kept, "WATCHED_HITS", 0)
        with pytest.raises(Invalid, match="more than 500"):
            keep_search(carol.user, "Wide", "key", "best", watched=True)
        monkeypatch.setattr(kept, "MOST", 1)
        with pytest.raises(Invalid, match="fifty"):
            keep_search(carol.user, "One more", "key", "best", watched=False)
        with pytest.raises(NotFound):
            search_of(dave.user, kept_id)
        assert [each.name for each in searches_of(carol.user)] == ["Keys"]


@pytest.mark.usefixtures("without_csrf")
def test_over_http(indexed: Place, as_: As, carol: Person, dave: Person) -> None:
    reader = as_(carol)
    assert 'href="/search/saved/new?q=key&amp;order=new"' in reader.get("/search?q=key&order=new").text
    assert 'value="key"' in reader.get("/search/saved/new?q=key&order=new").text
    wrong = reader.post("/search/saved/new", data={"name": "", "text": "typed with care"})
    assert wrong.status_code == 422
    assert "typed with care" in wrong.text
    form = {"name": "My <keys>", "text": "key tag:field", "order": "new", "watched": "y"}
    assert "My &lt;keys&gt;" in reader.post("/search/saved/new", data=form, follow_redirects=True).text
    page = reader.get("/saved").text
    assert "/search?q=key+tag:field&amp;order=new" in page
    assert "Watched" in page
    offered = reader.get("/search/suggest?q=my+<k").json
    assert [group["options"][0]["title"] for group in offered if group["name"] == "Saved searches"] == ["My <keys>"]
    assert as_(dave).get("/search/suggest?q=my+<k").json[0]["name"] == "Actions"
    assert reader.post("/search/saved/1", data=form | {"name": "Renamed", "watched": ""}).status_code == 303
    assert "Renamed" in reader.get("/search/saved/1").text
    removed = reader.post("/search/saved/1/removal", follow_redirects=True).text
    assert "You have saved nothing yet" in removed
    assert reader.post("/search/saved/1/removal/end").status_code == 303
    assert "Renamed" in reader.get("/saved").text
