"""Drafts: for their maker alone, then for people they name, then in the tree."""

import re
from collections.abc import Callable

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import func, select
from sqlalchemy.orm import joinedload

from tests.conftest import Person, Place
from tests.files.making import files_for
from wiki.core.db import session
from wiki.core.errors import Invalid, NotAllowed, NotFound
from wiki.core.unit import unit
from wiki.editing.actions import write_text
from wiki.editing.drafting import start_as_draft
from wiki.files.models import File
from wiki.files.policy import file_for
from wiki.files.resolving import files_in
from wiki.pages import queries
from wiki.pages.actions import create_page, restore_page, trash_page
from wiki.pages.beginning import begin_page, erase_page
from wiki.pages.drafts import draft_for, drafts_of, publish_draft, share_draft, unshare_draft
from wiki.pages.meaning import in_reach
from wiki.pages.models import Page, PageContent
from wiki.pages.policy import may, page_for, readable_by, readable_pages, trashed_page_for
from wiki.pages.shown import shown_to
from wiki.pages.suggesting import pages_like
from wiki.pages.trash import empty_trash, erase_thrown
from wiki.pages.tree import branch, tree_around
from wiki.spaces.actions import remove_member, set_member
from wiki.spaces.models import Draft, DraftPerson, Role, Space, Unlisted

As = Callable[[Person | None], FlaskClient]
WORD = "Moonraker"


@pytest.fixture(autouse=True)
def without_csrf(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(app.config, "WTF_CSRF_ENABLED", False)


@pytest.fixture
def draft(place: Place, bob: Person) -> int:
    """By bob, meant to stand below the first page; it links to that and says a word that stands nowhere else."""
    with unit():
        page = begin_page(bob.user, place.space, "a key", f"{WORD} plan", place.page, draft=True)[0]
        page_id = page.id
    with unit():
        write_text(page_id, bob.id, f"{WORD} starts. #{WORD.lower()} [[First steps]] [[{WORD} wanted]]\n\n- [ ] {WORD}")
    return page_id


def share(draft: int, bob: Person, person: Person) -> None:
    with unit():
        share_draft(*draft_for(bob.user, draft, to="manage"), person.user)


def readers(draft: int, *people: Person) -> list[str]:
    """Who of these may read it, asked in every way there is; all of them must agree."""
    found = []
    with unit():
        for person in people:
            answers = {
                session.scalar(select(Page.id).join(Space).where(Page.id == draft, readable_by(person.user))) == draft,
                session.scalar(select(Page.id).where(Page.id == draft, readable_pages(person.user))) == draft,
                may(person.user, "read", page_with_space(draft)),
                not raises(lambda person=person: page_for(person.user, draft)),
                not raises(lambda person=person: shown_to(person.user, draft)),
            }
            assert len(answers) == 1, person.name
            found += [person.handle] * answers.pop()
    return found


def page_with_space(page_id: int) -> Page:
    return session.scalars(select(Page).where(Page.id == page_id).options(joinedload(Page.space))).one()


def raises(act: Callable[[], object]) -> bool:
    try:
        act()
    except NotFound:
        return True
    return False


def test_only_its_maker_reads_it_not_even_the_owner(
    draft: int, alice: Person, bob: Person, carol: Person, dave: Person
) -> None:
    assert readers(draft, alice, bob, carol, dave) == ["bob"]


def test_who_is_named_reads_and_writes_and_no_more_once_they_are_out(
    draft: int, alice: Person, bob: Person, carol: Person, dave: Person
) -> None:
    share(draft, bob, carol)
    assert readers(draft, alice, bob, carol, dave) == ["bob", "carol"]
    with unit():
        assert page_for(carol.user, draft, to="edit").id == draft
        assert shown_to(carol.user, draft).may_edit
        with pytest.raises(NotAllowed):
            page_for(carol.user, draft, to="manage")
    with unit():
        unshare_draft(*draft_for(bob.user, draft), carol.user)
        assert may(carol.user, "read", page_with_space(draft)) is False
    assert readers(draft, alice, bob, carol, dave) == ["bob"]


def test_a_draft_goes_no_further_than_its_space(draft: int, bob: Person, dave: Person, place: Place) -> None:
    with unit(), pytest.raises(Invalid):
        share_draft(*draft_for(bob.user, draft), dave.user)
    with unit():
        set_member(place.space, dave.user, Role.READER)
    share(draft, bob, dave)
    with unit():
        remove_member(place.space, dave.user)
    assert readers(draft, bob, dave) == ["bob"]


def test_its_maker_stays(draft: int, bob: Person) -> None:
    with unit(), pytest.raises(Invalid):
        unshare_draft(*draft_for(bob.user, draft), bob.user)


def test_pages_below_it_are_drafts_of_the_same_people(draft: int, bob: Person, carol: Person, alice: Person) -> None:
    share(draft, bob, carol)
    with unit():
        page = page_for(carol.user, draft)
        below = create_page(bob.user, page.space, f"{WORD} below", page).id
    assert readers(below, alice, bob, carol) == ["bob", "carol"]
    with unit():
        assert [page.title for page in drafts_of(carol.user)] == [f"{WORD} plan"]
        seen = tree_around(page.space_id, draft)
        assert [item.title for item in seen.below] == [f"{WORD} below"]
        assert [item.id for item in branch(page.space_id, draft, draft)] == [below]
        assert branch(page.space_id, draft) == []
        assert [one.id for one in in_reach(page_for(bob.user, below), [f"{WORD} plan".lower()])] == [draft]


def test_it_stands_in_no_list_not_even_for_its_maker(draft: int, place: Place, bob: Person) -> None:
    with unit():
        assert [item.title for item in tree_around(place.space_id, None).tops] == ["First steps"]
        assert [item.title for item in tree_around(place.space_id, place.page_id).tops] == ["First steps"]
        assert draft not in [page.id for page in queries.recently_changed(bob.user)]
        assert draft not in [page.id for page in pages_like(bob.user, WORD, place.page)]
        assert queries.backlinks(place.page_id, bob.user) == []


def test_a_colleague_who_looks_everywhere_finds_nothing(
    draft: int, place: Place, as_: As, alice: Person, bob: Person
) -> None:
    """Alice owns the team and the space, follows every link there is, and asks by number."""
    with unit():
        write_text(place.page_id, bob.id, f"See /p/{draft} and [it](/p/{draft}-x). #yard")
    client = as_(alice)
    waiting, seen = ["/", "/drafts", f"/s/{place.slug}/trash", f"/s/{place.slug}/health", f"{place.url}/edit"], set()
    waiting += [f"{place.url}/suggested/{kind}?q={WORD[:4]}" for kind in ("pages", "tags", "headings")]
    waiting += [f"/-/device/pages?ids={draft}", f"/s/{place.slug}/branch/{draft}.json", f"{place.url}/names/{draft}"]
    waiting += [
        f"/p/{draft}{rest}" for rest in ("", ".md", "/source", "/state", "/edit", "/versions", "/done", "/draft")
    ]
    while waiting:
        url = waiting.pop()
        answer = client.get(url)
        told = answer.data.decode(errors="replace")  # some are for scripts: bytes in which words stand as they are
        assert WORD.lower() not in re.sub(r'value="[^"]*"', "", told.lower()), url
        if answer.location:
            assert WORD.lower() not in answer.location.lower(), url
        for link in re.findall(r'(?:href|data-url)="(/[^"#]*)"', told):
            if link not in seen and not link.startswith(("/static", "/sign-out")):
                seen.add(link)
                waiting.append(link)
    assert place.url in seen, "it did go round"
    ours = as_(bob).get(f"/p/{draft}", follow_redirects=True)
    assert f"{WORD} starts" in ours.text
    hidden, absent = (
        without_tokens(client.get(f"/p/{page_id}").text).replace(f"/p/{page_id}", "") for page_id in (draft, 99999)
    )
    assert hidden == absent, "as if it were not there"


def without_tokens(html: str) -> str:
    return re.sub(r'(content|nonce|value|data-key)="[^"]*"', "", html)


def test_in_the_tree_it_is_a_page_like_any_other(
    draft: int, place: Place, alice: Person, bob: Person, carol: Person, dave: Person
) -> None:
    with unit():
        page = page_for(bob.user, draft)
        create_page(bob.user, page.space, "Below", page)
    with unit():
        publish_draft(bob.user, *draft_for(bob.user, draft), place.page)
    assert readers(draft, alice, bob, carol, dave) == ["alice", "bob", "carol"]
    with unit():
        seen = tree_around(place.space_id, draft)
        assert [step.title for step in seen.way] == ["First steps"]
        assert [item.title for item in seen.below] == ["Below"]
        assert drafts_of(bob.user) == []
        for table in (Draft, DraftPerson, Unlisted):
            assert session.scalar(select(func.count()).select_from(table)) == 0
        assert [link.id for link in queries.backlinks(place.page_id, alice.user)] == [draft]


def test_what_lies_in_the_trash_stays_a_draft_when_the_rest_is_published(
    draft: int, place: Place, alice: Person, bob: Person
) -> None:
    with unit():
        page = page_for(bob.user, draft)
        below = create_page(bob.user, page.space, f"{WORD} below", page).id
    with unit():
        trash_page(bob.user, session.get_one(Page, below))
        publish_draft(bob.user, *draft_for(bob.user, draft), None)
    with unit():
        assert trashed_page_for(bob.user, below).id == below
        with pytest.raises(NotFound):
            trashed_page_for(alice.user, below)


def test_nobody_empties_a_draft_of_another_from_the_trash(
    draft: int, place: Place, alice: Person, bob: Person, as_: As
) -> None:
    with unit():
        trash_page(bob.user, session.get_one(Page, draft))
    assert WORD not in as_(alice).get(f"/s/{place.slug}/trash").text
    with unit():
        empty_trash(place.space, alice.user)
    with unit():
        restore_page(bob.user, trashed_page_for(bob.user, draft))
    assert readers(draft, alice, bob) == ["bob"]


def test_a_page_outlives_the_draft_it_was_begun_under_as_a_draft(draft: int, alice: Person, bob: Person) -> None:
    with unit():
        page = page_for(bob.user, draft)
        below = create_page(bob.user, page.space, f"{WORD} below", page).id
    with unit():
        trash_page(bob.user, session.get_one(Page, draft))
    with unit():
        restore_page(bob.user, session.get_one(Page, below))
    with unit():
        erase_page(draft)
    assert readers(below, alice, bob) == ["bob"]
    with unit():
        assert [page.id for page in drafts_of(bob.user)] == [below]
        trash_page(bob.user, session.get_one(Page, below))
    with unit():
        erase_thrown(session.get_one(Page, below))
    with unit():
        assert session.scalar(select(func.count()).select_from(Draft)) == 0


def test_a_page_that_was_just_begun_becomes_a_draft(place: Place, alice: Person, bob: Person, as_: As) -> None:
    with unit():
        page = begin_page(bob.user, place.space, "a key", f"{WORD} plan", place.page)[0]
        url, page_id = page.url, page.id
    assert as_(alice).post(f"{url}/draft").location == f"{url}/edit", "it is not hers"
    assert readers(page_id, alice, bob) == ["alice", "bob"]
    as_(bob).post(f"{url}/draft")
    assert readers(page_id, alice, bob) == ["bob"]
    assert f'<option selected value="{place.page_id}"' in as_(bob).get(f"{url}/draft/place").text


def test_words_of_others_are_not_taken_along(place: Place, alice: Person, bob: Person) -> None:
    with unit():
        page_id = create_page(bob.user, place.space, "Ours").id
    with unit():
        write_text(page_id, alice.id, "Hers")
    with unit():
        write_text(page_id, alice.id, "")
    with unit(), pytest.raises(Invalid):
        start_as_draft(bob.user, page_for(bob.user, page_id))
    with unit():
        written = create_page(bob.user, place.space, "Mine").id
    with unit():
        write_text(written, bob.id, "People have read this.")
    with unit(), pytest.raises(Invalid):
        start_as_draft(bob.user, page_for(bob.user, written))


def test_without_scripts_the_form_makes_one(place: Place, alice: Person, bob: Person, as_: As) -> None:
    client = as_(bob)
    form = {"title": f"{WORD} plan", "parent": str(place.page_id), "template": "how-to", "draft": "y"}
    url = client.post(f"/s/{place.slug}/new", data=form).location.removesuffix("/edit")
    assert "Only you see this draft" in client.get(url).text
    assert "/drafts" in client.get("/").text
    assert "/drafts" not in as_(alice).get("/").text
    assert as_(alice).get(url).status_code == 404
    assert client.post(f"{url}/draft/people", data={"person": "@carol"}).status_code == 303
    assert client.post(f"{url}/draft/people", data={"person": "nobody"}).status_code == 422
    assert "You and Carol Çelik see this draft" in client.get(url).text
    assert client.get(f"{url}/place").status_code == 404
    assert client.post(f"{url}/moves", data={"space": place.slug}).status_code == 404


def test_who_was_named_may_leave_and_nobody_else_throws_them_out(
    draft: int, alice: Person, bob: Person, carol: Person, as_: As
) -> None:
    share(draft, bob, carol)
    share(draft, bob, alice)
    assert as_(carol).post(f"/p/{draft}/draft/people/alice/removal").status_code == 403
    assert as_(carol).post(f"/p/{draft}/trash").status_code == 403
    assert as_(carol).post(f"/p/{draft}/draft/people/carol/removal").location == "/drafts"
    assert as_(carol).get(f"/p/{draft}").status_code == 404
    assert readers(draft, alice, bob, carol) == ["alice", "bob"]


def test_a_file_of_a_draft_is_not_told_of_elsewhere(draft: int, place: Place, alice: Person, bob: Person) -> None:
    file_id = int(files_for(place, bob)[0])
    with unit():
        session.get_one(File, file_id).page_id = draft
    with unit():
        with pytest.raises(NotFound):
            file_for(alice.user, file_id)
        assert file_for(bob.user, file_id).id == file_id
        assert files_in(place.page, [f"/f/{file_id}/plan.txt"]) == {}
        assert len(files_in(session.get_one(Page, draft), [f"/f/{file_id}/plan.txt"])) == 1
        assert session.get_one(PageContent, draft).text
