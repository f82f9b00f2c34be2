"""A page looked at from outside: the card beside a link, and all that is known about it, as each person may see it."""

from collections.abc import Callable
from datetime import date

import pytest
from flask.testing import FlaskClient

from tests.conftest import Person, Place
from wiki.core.clock import now
from wiki.core.db import session
from wiki.core.unit import unit
from wiki.pages.actions import create_page
from wiki.pages.details import set_icon, set_keeper, set_status
from wiki.pages.models import PageAlias, Status
from wiki.pages.policy import page_for
from wiki.pages.projection import save_projection
from wiki.pages.views.chart import bars_of, last_months
from wiki.pages.views_count import count, month_of
from wiki.spaces.actions import create_space
from wiki.web.writing import seen

As = Callable[[Person | None], FlaskClient]


def test_a_card_tells_the_start_of_a_page(written: Place, bob: Person, carol: Person, as_: As) -> None:
    with unit():
        page = page_for(bob.user, written.page_id, to="edit")
        set_icon(bob.user, page, "🔑")
        set_status(bob.user, page, Status.REVIEW)
    card = as_(carol).get(f"{written.url}/card").text
    for told in ("🔑", "First steps", "In review", "Bring the key.", "Field work", "<time"):
        assert told in card
    assert "<html" not in card


def test_of_a_page_one_may_not_read_a_card_tells_nothing(written: Place, dave: Person, as_: As) -> None:
    answer = as_(dave).get(f"{written.url}/card")
    assert answer.status_code == 404
    assert "Bring the key" not in answer.text


def test_info_tells_what_is_known(written: Place, alice: Person, bob: Person, carol: Person, as_: As) -> None:
    with unit():
        set_keeper(bob.user, page_for(bob.user, written.page_id, to="edit"), alice.user)
        session.add(PageAlias(space_id=written.space_id, page_id=written.page_id, path="old/first steps"))
        count([(written.page_id, now())] * 7)
    told = as_(carol).get(f"{written.url}/info").text
    for word in ("Alice Admiraal", "7 visits in twelve months", "Bob de Boer", "Somewhere else", "old/first%20steps"):
        assert word in told
    assert f"{written.url}/info" in as_(carol).get(written.url).text
    assert as_(carol).get(f"/s/{written.slug}/old/first%20steps").status_code == 301


def test_links_are_those_of_pages_that_one_may_read(written: Place, alice: Person, carol: Person, as_: As) -> None:
    with unit():
        secret = create_page(alice.user, create_space(alice.user, "Closed", team_role=None), "Secret")
        text = f"[this](/p/{secret.id}) and [itself](/p/{written.page_id})"
        save_projection(written.page_id, epoch=1, seq=2, text=text, runs=[], writers=())
        back = f"[back](/p/{written.page_id})"
        save_projection(secret.id, epoch=1, seq=2, text=back, runs=[], writers=())
        url = secret.url
    alices, carols = (as_(person).get(f"{written.url}/info").text for person in (alice, carol))
    assert alices.count(f'href="{url}"') == 2
    assert url not in carols
    assert "Secret" not in carols


def test_who_has_it_open_is_named_once(written: Place, bob: Person, carol: Person, as_: As,
                                       monkeypatch: pytest.MonkeyPatch) -> None:  # fmt: skip
    monkeypatch.setattr(seen, "reading", lambda page_id: [bob.user] if page_id == written.page_id else [])
    monkeypatch.setattr(seen, "now", lambda: {written.page_id: [bob.user]})
    assert as_(carol).get(f"{written.url}/info").text.count('class="info-here"') == 1


def test_months_without_a_visit_stand_among_the_others() -> None:
    this = month_of(now())
    months = last_months([(this, 5)])
    assert len(months) == 12
    assert months[-1] == (this, 5)
    assert months[0][0] == date(this.year - (this.month < 12), this.month % 12 + 1, 1)
    assert {visits for _, visits in months[:-1]} == {0}


def test_the_highest_bar_fills_the_room_and_the_lowest_is_seen() -> None:
    none, one, most = bars_of([(date(2026, 1, 1), 0), (date(2026, 2, 1), 1), (date(2026, 3, 1), 1000)])
    assert (none.height, one.height, most.height) == (0, 2, 80)
    assert one.y + one.height == most.y + most.height
