"""What somebody may not read leaves no trace in anything that they are told, whichever way they ask."""

import re
from collections.abc import Callable
from urllib.parse import quote

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.conftest import Person
from tests.flows.crawling import Crawl, Told, reading_rules
from tests.flows.furnished import ICON, TELLTALE, House, close_what_was_open, furnish
from wiki.core.later import run_due
from wiki.core.sealing import seal
from wiki.core.unit import unit
from wiki.export.actions import ask as take_along
from wiki.export.models import Kind
from wiki.notifications.letters import STOP
from wiki.search import indexing

As = Callable[[Person | None], FlaskClient]

ONLY_BY_TOKEN = {"accounts.join", "accounts.welcome", "accounts.reset"}
NOT_HERE = ONLY_BY_TOKEN | {"accounts.sign_up", "drawings.frame", "export.clone"}
"""Routes that give nothing in this house: no link was made, nobody may sign up by themselves, no drawings, and git
comes with a token (tests/export/test_mirror.py)."""
FOR_GUESTS = {
    "accounts.sign_in",
    "accounts.forgot",
    *("home.health", "offline.worker", "offline.manifest", "offline.nothing"),
}
HIDDEN = "closed child binned template lent shut hidden"
"""Pages whose number, too, the stranger is told nowhere. A link that a move of its page has
written anew names it by its number, under the words it had."""
TYPED = ("q=", "q=womb")
SEARCHED = (
    *("plan", "womb*", "wonbattitle", "notes -plan", "open OR womb*", "in:title plan", "in:title womb*", "cellar"),
    *("space:annex", "space:annex day", "tag:yard", "by:bob", "by:alice day", "has:attachment", "is:outdated"),
    *("saved:me", "saved:bob", "saved:alice", "saved:dave plan"),
)


@pytest.fixture
def house(alice: Person, bob: Person, carol: Person, dave: Person, app: Flask) -> House:
    return furnish(alice, bob, dave)


@pytest.fixture
def crawl(app: Flask, house: House, as_: As) -> Callable[[Person | None], Crawl]:
    def walk(person: Person | None) -> Crawl:
        ids = [*house.pages.values()]
        crawl = Crawl(app, as_(person), _values(house), _queries(house, ids))
        crawl.run()
        return crawl

    return walk


DAVE = 4


def _values(house: House) -> dict[str, list[object]]:
    """Numbers and neutral words: what is asked for may be repeated, so it tells nothing by itself."""
    ids: list[object] = list(house.pages.values())
    return {
        "ref": ids,
        "question_ref": list(house.questions),
        "answer_id": list(house.answers),
        "page_id": ids,
        "target": [house.pages[name] for name in ("own", "closed", "moved", "lent")],
        "number": [1, 2],
        "file_id": list(house.files),
        "slug": ["annex", "lent", "open", "shut", "mine"],
        "path": ["old/path"],
        "handle": ["alice", "bob", "carol", "dave", "crew"],
        "name": ["how-to", "field", "yard", str(house.pages["sample"]), str(house.pages["template"])],
        "token": ["wrong", *house.feeds],
        "key": [*house.photos],
        "takeout_id": [999],
        "run_id": [1, 2],
        "search_id": [1, 2],
        "list_ref": [1, 2, 3],
        "item_id": [1, 2, 3, 4, 5, 6, 7],
        "thread_id": house.threads,
        "sealed": [seal(STOP, DAVE, thread, 0) for thread in (0, *house.threads)],
        "kind": ["page", "branch", "tag", "person", "space"],
        "remark_id": [*house.threads, *house.proposals],
        "request_id": [1, 2, 3, 4, 5],
    }


def _queries(house: House, ids: list[int]) -> dict[str, list[str]]:
    return {
        "pages.suggest_pages": [*TYPED],
        "pages.suggest_people": [*TYPED, "q=&readers=1"],
        "pages.suggest_tags": [*TYPED],
        "pages.suggest_templates": [*TYPED],
        "pages.suggest_headings": ["title=Winter plan", "title=My notes", "title=Open day"],
        "pages.kept": [f"ids={','.join(map(str, ids))}"],
        "pages.lead": ["to=[[Winter plan]]", "to=%23part", f"to=/p/{ids[0]}", f"to=/p/{house.pages['closed']}"],
        "pages.consequences": ["space=annex", "space=lent", "space=mine"],
        "pages.compare_versions": ["old=1&new=now", "old=1&new=2", "old=1&new=now&way=source"],
        "pages.show": ["since=1.1", "since=1.2"],
        "pages.replay": ["at=1", "at=2"],
        "pages.new": [f"parent={house.pages[name]}" for name in ("own", "closed")],
        "pages.space_tasks": ["of=1", "of=4"],
        "spaces.ask_for_access": [f"path=/p/{ids[0]}", f"path=/p/{house.pages['closed']}", "path=/s/annex"],
        "comments.reply": [f"quote={number}" for number in house.threads],
        "comments.listed": ["show=resolved", "show=mine", "show=detached"],
        "expertise.find": [*(f"q={quote(typed)}" for typed in SEARCHED), "q=day&space=annex", "q=plan&now=1"],
        "people.see": ["in=annex", "in=lent", "in=mine"],
        "search.show": [*(f"q={quote(typed)}" for typed in SEARCHED), "q=plan&order=new", "q=plan&from=10"],
        "search.begin_wanted": ["title=Wish&space=mine", "title=Wish&space=annex"],
        "search.suggest": [
            f"q={quote(typed)}" for typed in ("", "w", "womb", "wonbattitle", "wi", "#", "#w", "@w", "annex", "lead")
        ],
        "questions.listed": [
            *("show=mine", "show=answered", "show=closed", "tag=field", "tag=asktag"),
            *(f"about={house.pages[name]}" for name in ("own", "closed")),
        ],
        "questions.new": [f"about={house.pages[name]}" for name in ("own", "closed")] + ["to=bob&next=alice,dave"],
        "questions.lead": [
            f"space={house.spaces[space]}&to={quote(title)}"
            for space in ("annex", "mine")
            for title in ("Open day", "Cellar plan", "My notes")
        ],
        "files.listed": [f"new={number}" for number in house.files[::2]],
    }


def traces(told: list[Told], addresses: list[int]) -> dict[str, set[str]]:
    """By endpoint: the words that may not be there, and the addresses of pages that nobody was asked for."""
    sign = re.compile(rf"{TELLTALE}\w*|{ICON}" + "".join(rf"|/p/{number}(?!\d)" for number in addresses), re.IGNORECASE)
    found: dict[str, set[str]] = {}
    for one in told:
        for word in sign.findall(one.beyond_the_question()):
            found.setdefault(f"{one.endpoint} {one.asked}", set()).add(word.lower())
    return found


def test_a_stranger_learns_nothing_by_any_way(
    house: House, crawl: Callable[[Person | None], Crawl], alice: Person, dave: Person, as_: As
) -> None:
    """Before and after pages are moved in and out, thrown away, and rights taken away."""
    before = as_(dave)
    for url in ("/", "/s/open", "/s/shut", "/s/lent", *(f"/p/{number}" for number in house.pages.values())):
        before.get(url, follow_redirects=True)  # fills what is remembered of pages, trees and looks
    indexing.rebuild()
    assert "Wombatborrowed" in before.get("/search?q=wombatlenttext").text
    close_what_was_open(house, alice, dave)
    assert "Wombatborrowed" not in before.get("/search?q=wombatlenttext").text, "the index lags, rights do not"
    with unit():
        for kind in Kind:
            take_along(dave.user, None, kind)
    run_due()
    indexing.drain()
    after = crawl(dave)
    hidden = [house.pages[name] for name in HIDDEN.split()]
    assert traces(after.told, hidden) == {}
    missed = {rule.endpoint for rule in reading_rules(after.app)} - after.answered() - NOT_HERE
    assert missed == set(), "give these routes something to show in tests/flows/furnished.py"
    guest = crawl(None)  # whose way to sign in repeats what was asked for
    assert traces(guest.told, []) == {}
    assert guest.answered() >= FOR_GUESTS


def test_what_is_looked_for_can_be_found(house: House, crawl: Callable[[Person | None], Crawl], alice: Person) -> None:
    """Who may read all of it is told all of it, by the same addresses: or the test above would prove nothing."""
    indexing.rebuild()
    found = set().union(*traces(crawl(alice).told, []).values())
    expected = """title lead tag sentence heading task other person callout note wanted child footnote file bytes space
        about remark import draft drafttag version later template alias given says doubt small binned lent borrowed
        quoted answered asked why asktag helped refused lentasked saved noted colleague list listnote
        headline role place ask work"""
    assert {f"{TELLTALE}{word}" for word in expected.split()} - found == set()
    assert ICON in found
