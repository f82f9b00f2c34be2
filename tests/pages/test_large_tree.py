"""A space of 5,000 pages: each answer holds one way down and its branches, however much there is beside them."""

from collections.abc import Callable

import pytest
from flask.testing import FlaskClient
from sqlalchemy import insert, update

from tests.conftest import Person, Place
from wiki.core.db import session
from wiki.core.unit import unit
from wiki.core.words import key_of
from wiki.pages.models import Page, PageContent
from wiki.spaces.actions import lock
from wiki.spaces.models import Entry, Space
from wiki.spaces.views.showing import AT_ONCE

As = Callable[[Person | None], FlaskClient]
FIRST = 1000
CHAPTERS, SECTIONS, TEXTS = 50, 9, 10  # 50 + 450 + 4,500 pages
QUERIES = 12


def rows(parent: int | None, many: int, first: int) -> list[dict[str, object]]:
    return [
        {"id": first + i, "title": f"Page {first + i}", "parent_id": parent, "position": float(i)} for i in range(many)
    ]


@pytest.fixture
def large(place: Place) -> Place:
    chapters = rows(None, CHAPTERS, FIRST)
    sections = [row for i, up in enumerate(chapters) for row in rows(int(str(up["id"])), SECTIONS, 2000 + i * SECTIONS)]
    texts = [row for i, up in enumerate(sections) for row in rows(int(str(up["id"])), TEXTS, 3000 + i * TEXTS)]
    every = chapters + sections + texts
    with unit():
        lock(place.space_id)
        entries = [{"id": r["id"], "kind": "page", "space_id": place.space_id, "title": r["title"]} for r in every]
        session.execute(insert(Entry.__table__), entries)  # type: ignore[arg-type]
        pages = [
            {k: r[k] for k in ("id", "parent_id", "position")} | {"title_key": key_of(str(r["title"]))} for r in every
        ]
        session.execute(insert(Page.__table__), pages)  # type: ignore[arg-type]
        session.execute(insert(PageContent.__table__), [{"page_id": r["id"]} for r in every])  # type: ignore[arg-type]
    return place


def asked_for(client: FlaskClient, url: str, asked: list[str]) -> tuple[int, int]:
    """Queries and bytes of an answer that nothing is remembered of."""
    asked.clear()
    answer = client.get(url)
    assert answer.status_code == 200
    return len([one for one in asked if one.lstrip().startswith(("SELECT", "WITH"))]), len(answer.data)


def test_a_page_deep_below_asks_and_sends_no_more(large: Place, bob: Person, as_: As, asked: list[str]) -> None:
    client = as_(bob)
    queries, size = asked_for(client, "/p/3000-page-3000", asked)
    assert queries <= QUERIES
    assert size < 40_000
    assert client.get("/p/3000-page-3000").text.count("<li data-page=") == 1 + CHAPTERS + SECTIONS + TEXTS


def test_a_branch_is_its_own_rows_alone(large: Place, bob: Person, as_: As, asked: list[str]) -> None:
    queries, size = asked_for(as_(bob), f"/s/{large.slug}/branch/{FIRST}.json", asked)
    assert queries <= 6
    assert size < 200 * SECTIONS


def test_a_branch_of_very_many_comes_in_parts(large: Place, bob: Person, as_: As) -> None:
    with unit():
        session.execute(update(Page).where(Page.id.in_(range(3000, 3450))).values(parent_id=FIRST))
        session.execute(update(Page).where(Page.parent_id == FIRST).values(position=Page.id))
        session.get_one(Space, large.space_id).tree_version += 1
    client, got, after = as_(bob), list[int](), ""
    while True:
        part = client.get(f"/s/{large.slug}/branch/{FIRST}.json{after}").json
        got += [item["id"] for item in part["items"]]
        if not part["more"]:
            break
        assert len(part["items"]) == AT_ONCE
        after = f"?after={got[-1]}"
    assert got == [*range(2000, 2009), *range(3000, 3450)]
    shown = client.get("/p/3449-page-3449").text
    assert shown.count("<li data-page=") == 1 + CHAPTERS + AT_ONCE + 1, "the page itself stands there, too"
    assert f'data-after="{got[AT_ONCE - 1]}"' in shown
