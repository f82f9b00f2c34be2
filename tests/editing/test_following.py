"""Links follow a rename: the texts say the new title, by the smallest edit, and old names lead on."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from sqlalchemy import select, update

from tests.conftest import Person, Place
from wiki.core.clock import now
from wiki.core.db import session
from wiki.core.later import Job, run_due
from wiki.core.unit import unit
from wiki.editing import documents, revisions
from wiki.editing import following as module
from wiki.editing.actions import write_text
from wiki.editing.projecting import project
from wiki.editing.purging import purge
from wiki.pages import anchors, past
from wiki.pages.actions import create_page, move_page, rename_page, trash_page
from wiki.pages.meaning import LinkMeant, OldTitle
from wiki.pages.models import Page, PageAuthor, PageContent, PageLink
from wiki.pages.names import names_of
from wiki.pages.projection import draw_again
from wiki.spaces.actions import create_space
from wiki.spaces.models import Role, Space

Make = Callable[..., int]
TITLE = "Old plans"


def rest() -> None:
    """Everything that waits is done, as if nobody had renamed anything for a while."""
    for _ in range(5):
        with unit():
            session.execute(update(Job).values(due_at=now()))
        if not run_due():
            return


def rename(by: Person, page_id: int, title: str) -> None:
    with unit():
        rename_page(by.user, session.get_one(Page, page_id), title)


def text_of(page_id: int) -> str:
    with unit():
        text = documents.project(page_id).text
        assert session.get_one(PageContent, page_id).text == text
    return text


def leads_to(page_id: int) -> dict[str, int | None]:
    with unit():
        rows = select(PageLink.name, PageLink.target_id).where(PageLink.page_id == page_id)
        return dict(session.execute(rows).all())


@pytest.fixture
def make(place: Place, bob: Person) -> Make:
    def make(title: str, text: str = "", space: int = 0, by: Person = bob) -> int:
        with unit():
            page = create_page(by.user, session.get_one(Space, space or place.space_id), title)
            page.created_at = now() - timedelta(days=1)
            page_id = page.id
        if text:
            with unit():
                write_text(page_id, by.id, text)
        rest()
        return page_id

    return make


@pytest.fixture
def team(alice: Person, place: Place) -> int:
    with unit():
        return create_space(alice.user, "Team", team_role=Role.EDITOR).id


@pytest.fixture
def secret(alice: Person, place: Place) -> int:
    with unit():
        return create_space(alice.user, "Closed", team_role=None).id


def test_links_say_the_new_title(make: Make, bob: Person) -> None:
    renamed = make(TITLE, "## Aims\n\ntext")
    text = "See [[Old plans]], [[old plans|them]], [[Old plans#Aims]] and `[[Old plans]]`.\n\n```\n[[Old plans]]\n```\n"
    linking = make("Linking", text)
    rename(bob, renamed, "New plans")
    assert leads_to(linking) == dict.fromkeys(("Old plans", "old plans"), renamed)
    rest()
    said = "See [[New plans]], [[New plans|them]], [[New plans#Aims]] and `[[Old plans]]`.\n\n```\n[[Old plans]]\n```\n"
    assert text_of(linking) == said
    assert leads_to(linking) == {"New plans": renamed}
    with unit():
        assert session.scalar(select(LinkMeant)) is None


def test_nothing_is_written_while_the_title_is_typed(make: Make, bob: Person) -> None:
    renamed, linking = make(TITLE), make("Linking", "[[Old plans]]")
    rename(bob, renamed, "N")
    rename(bob, renamed, "New")
    run_due()
    assert text_of(linking) == "[[Old plans]]"
    with unit():
        assert [old.title for old in names_of(renamed)] == [TITLE], "what was being typed is no name"
    rest()
    assert text_of(linking) == "[[New]]"


def test_an_old_title_leads_on_until_another_page_has_it(make: Make, bob: Person) -> None:
    renamed = make(TITLE)
    rename(bob, renamed, "New plans")
    rest()
    late = make("Late", "[[Old plans]]")
    assert (text_of(late), leads_to(late)) == ("[[Old plans]]", {TITLE: renamed})
    other = make(TITLE)
    assert leads_to(late) == {TITLE: other}
    with unit():
        assert names_of(renamed) == []


def test_there_and_back(make: Make, bob: Person) -> None:
    renamed, linking = make(TITLE), make("Linking", "[[Old plans]] and [[Old plans|words]]")
    for title in ("New plans", TITLE):
        rename(bob, renamed, title)
        rest()
    assert text_of(linking) == "[[Old plans]] and [[Old plans|words]]"
    rename(bob, renamed, "Soon")
    rename(bob, renamed, TITLE)
    assert leads_to(linking) == {TITLE: renamed}
    rest()
    assert text_of(linking) == "[[Old plans]] and [[Old plans|words]]"


def test_two_pages_exchange_their_titles(make: Make, bob: Person) -> None:
    one, two = make("One"), make("Two")
    linking = make("Linking", "[[One|first]] [[Two|second]]")
    rename(bob, one, "Three")
    rename(bob, two, "One")
    rename(bob, one, "Two")
    assert leads_to(linking) == {"One": one, "Two": two}
    rest()
    assert text_of(linking) == "[[Two|first]] [[One|second]]"
    assert leads_to(linking) == {"Two": one, "One": two}


@pytest.mark.parametrize("title", ["A|B", "C#", "[draft] plans"])
def test_a_title_that_no_link_can_say(make: Make, bob: Person, title: str) -> None:
    renamed, linking = make(TITLE), make("Linking", "[[Old plans]] [[Old plans#Aims|aims]]")
    rename(bob, renamed, title)
    rest()
    assert text_of(linking) == f"[Old plans](/p/{renamed}) [aims](/p/{renamed}#u-aims)"
    assert leads_to(linking) == {f"/p/{renamed}": renamed}


def test_a_title_that_another_page_has(make: Make, bob: Person) -> None:
    """The first of that name is meant by it, so the other one is named by its number."""
    make("Taken")
    renamed, linking = make(TITLE), make("Linking", "[[Old plans]] [[Taken]]")
    rename(bob, renamed, "Taken")
    rest()
    assert text_of(linking) == f"[Old plans](/p/{renamed}) [[Taken]]"


def test_other_spaces_follow_and_nothing_is_told(
    make: Make, alice: Person, bob: Person, team: int, secret: int, as_: Callable
) -> None:
    renamed = make(TITLE, space=team)
    hidden = make("Hidden", "[[Old plans]]", space=secret, by=alice)
    rename(bob, renamed, "New plans")
    rest()
    assert text_of(hidden) == "[[New plans]]"
    browser = as_(bob)
    assert browser.get(f"/p/{hidden}").status_code == 404
    for where in ("/", "/changes", f"/p/{renamed}/info", f"/p/{renamed}/names", f"/people/{bob.handle}"):
        assert "Hidden" not in browser.get(where, follow_redirects=True).text, where
    with unit():
        content = session.get_one(PageContent, hidden)
        assert content.updated_by_id == alice.id, "a link that followed is no news"
        units = select(PageAuthor.user_id).where(PageAuthor.page_id == hidden)
        assert set(session.scalars(units)) <= {alice.id, bob.id}


def test_moving_to_another_space_keeps_what_links_mean(make: Make, place: Place, alice: Person, team: int) -> None:
    moved, near = make("Moved", "[[Near]]"), make("Near")
    linking = make("Linking", "[[Moved]]")
    make("Near", space=team, by=alice)
    with unit():
        move_page(alice.user, session.get_one(Page, moved), session.get_one(Space, team), None)
    rest()
    assert text_of(linking) == "[[Moved]]", "it is still found there"
    assert text_of(moved) == f"[Near](/p/{near})"
    with unit():
        move_page(alice.user, session.get_one(Page, moved), place.space, None)
    rest()
    assert leads_to(moved) == {f"/p/{near}": near}


def test_what_leaves_for_a_closed_space_is_named_by_its_number(
    make: Make, alice: Person, team: int, secret: int
) -> None:
    moved = make("Moved", space=team, by=alice)
    linking = make("Linking", "[[Moved]]", space=team, by=alice)
    with unit():
        move_page(alice.user, session.get_one(Page, moved), session.get_one(Space, secret), None)
    rest()
    assert text_of(linking) == f"[Moved](/p/{moved})"
    rename_to = "Very secret"
    rename(alice, moved, rename_to)
    rest()
    late = make("Late", "[[Moved]] [[Very secret]]", space=team, by=alice)
    assert leads_to(late) == {"Moved": None, "Very secret": None}
    with unit():
        assert rename_to not in session.get_one(PageContent, linking).html


def test_a_page_in_the_trash_is_left_alone(make: Make, bob: Person) -> None:
    renamed, linking = make(TITLE), make("Linking", "[[Old plans]]")
    rename(bob, renamed, "New plans")
    with unit():
        trash_page(bob.user, session.get_one(Page, renamed))
    rest()
    assert text_of(linking) == "[[Old plans]]"


def test_a_title_that_changes_while_the_text_is_written(
    make: Make, bob: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    renamed, linking = make(TITLE), make("Linking", "[[Old plans]]")
    rename(bob, renamed, "New plans")
    write = module._write
    turns: list[str] = []

    def slow(*args: object) -> None:
        if not turns:
            turns.append("renamed meanwhile")
            rename(bob, renamed, "Newest plans")
        write(*args)

    monkeypatch.setattr(module, "_write", slow)
    rest()
    assert turns
    assert text_of(linking) == "[[Newest plans]]"


def test_people_who_write_meanwhile_lose_nothing(make: Make, bob: Person, alice: Person) -> None:
    renamed, linking = make(TITLE), make("Linking", "[[Old plans]] end")
    rename(bob, renamed, "New plans")
    with unit():
        write_text(linking, alice.id, "Start [[Old plans]] end", show=False)
    rest()
    assert text_of(linking) == "Start [[New plans]] end"
    with unit():
        assert session.get_one(PageContent, linking).updated_by_id == alice.id


def test_old_links_are_drawn_with_their_page(make: Make, bob: Person) -> None:
    renamed = make(TITLE)
    rename(bob, renamed, "New plans")
    rest()
    late = make("Late", "[[Old plans]]")
    with unit():
        draw_again([late])
        assert f'href="/p/{renamed}-new-plans"' in session.get_one(PageContent, late).html
        assert session.scalar(select(OldTitle.title)) == TITLE


def test_a_secret_in_a_title_stays_nowhere(make: Make, bob: Person) -> None:
    page_id = make("Key hunter2-hunter2")
    rename(bob, page_id, "Key hunter2-hunter2 of old")
    with unit():
        purge(bob.user, session.get_one(Page, page_id), "hunter2-hunter2")
    with unit():
        assert "hunter2" not in repr([job.args for job in session.scalars(select(Job))])
        assert names_of(page_id) == []


@pytest.fixture
def standing(monkeypatch: pytest.MonkeyPatch) -> None:
    """Headings count as having stood, though they were written just now."""
    monkeypatch.setattr(anchors, "STOOD_FOR", timedelta(0))


def says(page_id: int, by: Person, text: str) -> None:
    with unit():
        write_text(page_id, by.id, text)
    rest()


@pytest.mark.usefixtures("standing")
def test_links_say_what_a_heading_is_called_now(make: Make, bob: Person, carol: Person, as_: Callable) -> None:
    page = make(TITLE, "## Our aims\n\ntext\n\n## Other\n")
    linking = make(
        "Linking", "[[old plans]], [[old plans#Our aims]], [[Old plans#Our aims|w]], ![[Old plans#our aims]]\n"
    )
    by_address = make("By address", f"[a](/p/{page}#u-our-aims)")
    says(page, bob, "## Our great aims\n\ntext\n\n## Other\n")
    said = (
        "[[old plans]], [[old plans#Our great aims]], [[Old plans#Our great aims|w]], ![[Old plans#Our great aims]]\n"
    )
    assert text_of(linking) == said
    says(page, bob, "## Our greatest aims\n\ntext\n\n## Other\n")
    assert text_of(linking) == said.replace("great", "greatest")
    assert text_of(by_address) == f"[a](/p/{page}#u-our-aims)", "nobody reads that, and it leads on"
    assert as_(carol).get(f"/p/{page}", follow_redirects=True).text.count('id="u-our-aims"') == 1


@pytest.mark.usefixtures("standing")
def test_what_came_in_a_headings_place_is_not_put_into_others_mouths(make: Make, bob: Person, as_: Callable) -> None:
    page = make(TITLE, "## Our aims\n\ntext\n")
    linking = make("Linking", "[[Old plans#Our aims]]\n\n![[Old plans#Our aims]]\n")
    says(page, bob, "## Who to call\n\nnobody\n")
    assert text_of(linking) == "[[Old plans#Our aims]]\n\n![[Old plans#Our aims]]\n"
    html = as_(bob).get(f"/p/{linking}", follow_redirects=True).text
    assert f'href="/p/{page}-old-plans#u-our-aims"' in html
    assert "nobody" in html, "it leads on to what came in its place, also where that is shown"


def test_what_followed_is_nobodys_edit(make: Make, alice: Person, bob: Person, carol: Person, as_: Callable) -> None:
    renamed = make(TITLE, by=alice)
    linking = make("Linking", "[[Old plans]] by carol\n", by=carol)
    says(linking, alice, "[[Old plans]] by carol\n\n[[Old plans|alice]] by alice\n")
    project(linking, ends=True)
    rename(bob, renamed, "New plans")
    rest()
    with unit():
        (last, before) = past.revisions(linking)[:2]
        assert (last.followed, last.authors, bool(last.added)) == (True, [], True)
        assert {part.user_id for part in before.authors} == {alice.id, carol.id}
        shares = dict(session.execute(select(PageAuthor.user_id, PageAuthor.units)).all())
        assert shares.keys() == {alice.id, carol.id}, "a link is by whoever wrote it"
        assert session.get_one(PageContent, linking).updated_by_id == alice.id
        number = last.number
    for where in (f"/p/{linking}/versions", f"/p/{linking}/versions/{number}"):
        assert "Links followed a new name" in as_(alice).get(where, follow_redirects=True).text


def test_what_follows_while_people_write_is_part_of_their_version(make: Make, alice: Person, bob: Person) -> None:
    renamed, linking = make(TITLE), make("Linking", "[[Old plans]]\n")
    project(linking, ends=True)
    with unit():
        write_text(linking, alice.id, "[[Old plans]]\n\nAnd all that alice thinks of it, in more words.\n")
    rename(bob, renamed, "New plans")
    rest()
    project(linking, ends=True)
    with unit():
        last = past.revisions(linking)[0]
        assert ([part.user_id for part in last.authors], last.followed) == ([alice.id], False)
        assert "[[New plans]]" in revisions.text_of(last)
