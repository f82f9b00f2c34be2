"""A page is copied with all that stands below it."""

from collections.abc import Callable

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from tests.conftest import Person, Place
from tests.files.making import bring
from wiki.core.db import session
from wiki.core.later import Job, run_due
from wiki.core.unit import unit
from wiki.editing.actions import current, write_text
from wiki.files.models import File
from wiki.markup.relinking import copied
from wiki.pages.actions import create_page, trash_page
from wiki.pages.beginning import begin_page
from wiki.pages.detailed import details_of
from wiki.pages.details import give_tag, set_icon
from wiki.pages.models import Page, PageAlias, Revision
from wiki.pages.policy import page_for
from wiki.pages.tree import branch, tree_around
from wiki.transfer import copying
from wiki.transfer.copying import copy_branch

As = Callable[[Person | None], FlaskClient]


@pytest.fixture(autouse=True)
def without_csrf(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(app.config, "WTF_CSRF_ENABLED", False)


@pytest.fixture
def below(place: Place, bob: Person) -> tuple[int, int]:
    """A page below the first one and a file of it; both pages lead to each other in every way there is."""
    with unit():
        page = create_page(bob.user, place.space, "Packing", place.page)
        page_id, gone = page.id, create_page(bob.user, place.space, "Gone", place.page)
        create_page(bob.user, place.space, "Elsewhere")
        trash_page(bob.user, gone)
        give_tag(bob.user, page, "field")
        set_icon(bob.user, page, "🧳")
        session.add(PageAlias(space_id=place.space_id, page_id=place.page_id, path="trips/first.md"))
        session.add(PageAlias(space_id=place.space_id, page_id=page_id, path="trips/packing.md"))
    file_id = bring(place, bob, b"Bring the key.", "plan.txt")
    with unit():
        write_text(
            place.page_id,
            bob.id,
            f"[[Packing]] [[packing#What to take|bags]] [it](/p/{page_id}-x#a) [rel](packing.md#a) "
            "[[Elsewhere]] `[[Packing]]`\n\n"
            f"[plan](/f/{file_id}/plan.txt)\n\n- [x] done\n- [ ] open\n\n```\n[[Packing]] - [x] no\n```\n",
        )
    with unit():
        write_text(page_id, bob.id, "Back to [[First steps]].\n\n![[First steps]]")
    return page_id, file_id


def copy(place: Place, by: Person) -> int:
    with unit():
        return copy_branch(by.user, page_for(by.user, place.page_id, to="edit"))[0].id


def test_the_copy_stands_after_it_with_all_that_was_below(
    place: Place, below: tuple[int, int], alice: Person, bob: Person
) -> None:
    top = copy(place, alice)
    with unit():
        tops = branch(place.space_id, None)
        assert [item.title for item in tops] == ["First steps", "First steps (copy)", "Elsewhere"]
        [packing] = tree_around(place.space_id, top).below
        assert (packing.title, packing.icon) == ("Packing", "🧳")
        assert details_of(packing.id).tags == ("field",)
        assert page_for(bob.user, packing.id).author_id == alice.id
        [revision] = session.scalars(select(Revision).where(Revision.page_id == packing.id))
        assert revision.name == "Copied from “Packing”"


def test_links_among_the_copies_lead_to_the_copies(place: Place, below: tuple[int, int], bob: Person) -> None:
    top = copy(place, bob)
    with unit():
        [packing] = tree_around(place.space_id, top).below
        file = session.scalars(select(File).where(File.page_id == top)).one()
        url = packing.url
        assert current(top).text == (
            f"[Packing]({url}) [bags]({url}#u-what-to-take) [it]({url}#a) [rel]({url}#a) "
            f"[[Elsewhere]] `[[Packing]]`\n\n[plan]({file.url})\n\n- [ ] done\n- [ ] open\n\n"
            "```\n[[Packing]] - [x] no\n```\n"
        )
        assert file.id != below[1]
        assert current(packing.id).text == (
            f"Back to [First steps]({session.get_one(Page, top).url}).\n\n![[First steps (copy)]]"
        )
        assert "[[Packing]] " in current(place.page_id).text, "the first one stays as it is"


def test_what_stands_within_others_is_the_copy_in_the_copy(place: Place, below: tuple[int, int], bob: Person) -> None:
    with unit():
        text = "![[Packing]]\n\n![[packing#What to take]]\n\n![[Elsewhere]]\n\n`![[Packing]]`\n"
        write_text(place.page_id, bob.id, text)
    for number in ("", " 2"):
        top = copy(place, bob)
        name = f"Packing (copy){number}"
        with unit():
            [packing] = tree_around(place.space_id, top).below
            assert packing.title == name
            assert current(top).text == f"![[{name}]]\n\n![[{name}#What to take]]\n\n![[Elsewhere]]\n\n`![[Packing]]`\n"
            assert current(packing.id).text.endswith(f"![[First steps (copy){number}]]")


def test_a_large_one_grows_beside_as_a_draft_and_then_stands_in_the_tree(
    place: Place, below: tuple[int, int], alice: Person, bob: Person, as_: As, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(copying, "AT_ONCE", 1)
    client = as_(bob)
    answer = client.post(f"{place.url}/copies")
    assert answer.location == place.url
    with unit():
        assert "First steps (copy)" not in [item.title for item in branch(place.space_id, None)]
    assert "2 pages are being copied" in client.get(place.url).text
    run_due()
    with unit():
        tops = branch(place.space_id, None)
        assert [item.title for item in tops] == ["First steps", "First steps (copy)", "Elsewhere"]
        [packing] = branch(place.space_id, tops[1].id)
        assert packing.url in current(tops[1].id).text
        assert page_for(alice.user, packing.id)


def test_one_that_is_thrown_away_is_not_gone_on_with(
    place: Place, below: tuple[int, int], bob: Person, as_: As, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(copying, "AT_ONCE", 1)
    as_(bob).post(f"{place.url}/copies")
    with unit():
        [copy] = session.scalars(select(Page).where(Page.title == "First steps (copy)"))
        trash_page(bob.user, copy)
    run_due()
    with unit():
        assert session.scalar(select(Job.id).where(Job.work.contains("copying"))) is None


def test_it_says_how_many_go_along_and_one_press_undoes_it(
    place: Place, below: tuple[int, int], bob: Person, as_: As
) -> None:
    client = as_(bob)
    assert f"{place.url}/copies" in client.get(place.url).text
    assert "1 page below it is copied, too." in client.get(f"{place.url}/copies").text
    url = client.post(f"{place.url}/copies").location
    assert "This is the copy of “First steps”" in client.get(url).text
    client.post(f"{url}/trash")
    with unit():
        assert [item.title for item in branch(place.space_id, None)] == ["First steps", "Elsewhere"]


def test_drafts_are_not_copied(place: Place, bob: Person, as_: As) -> None:
    with unit():
        url = begin_page(bob.user, place.space, "k", "Mine", draft=True)[0].url
    assert as_(bob).get(f"{url}/copies").status_code == 404
    assert as_(bob).post(f"{url}/copies").status_code == 404


def test_words_of_a_link_stay_words() -> None:
    assert copied("[[A *b*|c*d]]", {"a *b*": "/p/2-a"}, {}, {}) == r"[c\*d](/p/2-a)"
    assert copied("~~~\n[[A]]\n~~~\n[[A]]", {"a": "/p/2"}, {}, {}) == "~~~\n[[A]]\n~~~\n[A](/p/2)"
