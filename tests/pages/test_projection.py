from collections.abc import Callable
from threading import Thread

import pytest
from sqlalchemy import func, select, update

from tests.conftest import Person, Place
from wiki.core.db import session
from wiki.core.facts import after
from wiki.core.later import Job, run_due
from wiki.core.sqlite import QueuedConnection
from wiki.core.unit import unit
from wiki.pages.actions import create_page
from wiki.pages.events import PageSaved
from wiki.pages.listeners import draw_what_is_outdated
from wiki.pages.models import Page, PageAlias, PageAuthor, PageContent
from wiki.pages.paths import path_meant
from wiki.pages.projection import Drawing, draw, draw_again, outdated, save_projection

Meanwhile = Callable[[Callable[[], None]], None]


def save(place: Place, text: str, seq: int, *people: Person) -> None:
    with unit():
        runs = [(person.id, len(text) // len(people)) for person in people]
        writers = tuple(person.id for person in people)
        save_projection(place.page_id, epoch=1, seq=seq, text=text, runs=runs, writers=writers)


def content(place: Place) -> PageContent:
    return session.get_one(PageContent, place.page_id)


def test_text_becomes_html_with_its_authors(place: Place, bob: Person, carol: Person) -> None:
    save(place, "# Hi\n\nsome *words* here #field", 3, bob, carol)
    with unit():
        assert "<em>words</em>" in content(place).html
        assert content(place).words >= 4
        assert content(place).updated_by_id == carol.id
        assert {a.user_id for a in session.query(PageAuthor)} == {bob.id, carol.id}


def test_an_older_projection_never_replaces_a_newer_one(place: Place, bob: Person) -> None:
    save(place, "new", 5, bob)
    save(place, "old", 4, bob)
    with unit():
        assert content(place).text == "new"


def test_text_that_takes_too_long_is_shown_as_it_is(place: Place, bob: Person, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("wiki.pages.projection.RENDER_CPU_S", 0.05)
    save(place, "*a_ " * 60_000, 1, bob)
    with unit():
        assert content(place).overran
        assert content(place).html.startswith('<pre class="plain-fallback">*a_ *a_')
    monkeypatch.undo()
    save(place, "calm", 2, bob)
    with unit():
        assert not content(place).overran


def test_everybody_is_told_after_the_commit(place: Place, bob: Person) -> None:
    heard: list[PageSaved] = []
    after(PageSaved)(heard.append)
    save(place, "news", 1, bob)
    save(place, "news", 2, bob)
    assert heard == [PageSaved(place.page_id, 1, (bob.id,))], "the same text is no news"


def test_relative_links_of_imported_pages_lead_to_pages(place: Place, bob: Person) -> None:
    with unit():
        session.add_all(
            [
                PageAlias(space_id=place.space_id, page_id=place.page_id, path="pages/about/steps.md"),
                PageAlias(space_id=place.space_id, page_id=place.page_id, path="about/steps"),
            ]
        )
    save(
        place,
        "[a](steps.md#top) [b](/about/steps/) [c](../about/steps.md) [d](../none.md) [e](https://x.org/y.md)",
        1,
        bob,
    )
    with unit():
        html = content(place).html
        assert html.count(f'href="{place.url}') == 3
        assert 'href="https://x.org/y.md"' in html


@pytest.mark.parametrize(
    ("href", "ours", "meant"),
    [
        ("steps.md", "pages/about/x.md", "pages/about/steps.md"),
        ("../tools/", "pages/about/x.md", "pages/tools"),
        ("/about/steps/", "pages/x.md", "about/steps"),
        ("../../../etc/passwd", "a.md", None),
        ("https://x.org/a.md", "a.md", None),
        ("#here", "a.md", None),
        ("a%20b.md", None, "a b.md"),
    ],
)
def test_what_a_relative_link_means(href: str, ours: str | None, meant: str | None) -> None:
    assert path_meant(href, ours) == meant


def test_what_an_older_renderer_drew_is_drawn_again_once(place: Place, bob: Person, alice: Person) -> None:
    save(place, "Ask @alice.", 1, bob)
    with unit():
        colour, updated_at = alice.user.slot, content(place).updated_at
        content(place).renderer, content(place).html = "0", "<p>as it was</p>"
        draw_what_is_outdated()
        draw_what_is_outdated()
    assert run_due() == 2
    with unit():
        assert f'class="mention p{colour}"' in content(place).html
        assert content(place).updated_at == updated_at, "nobody wrote"
        draw_what_is_outdated()
        assert not session.scalar(select(func.count(Job.id)))


def test_many_pages_are_drawn_again_in_parts(
    place: Place, bob: Person, alice: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("wiki.pages.listeners.AT_ONCE", 2)
    with unit():
        for number in range(4):
            create_page(bob.user, place.space, f"Page {number}")
        session.execute(update(PageContent).values(renderer="0"))
        draw_what_is_outdated()
        assert [len(job.args["page_ids"]) for job in session.scalars(select(Job))] == [2, 2, 1]
    run_due()
    with unit():
        assert outdated() == []


def test_words_written_while_a_page_is_drawn_again_stay(
    place: Place, bob: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    save(place, "before", 1, bob)

    def draw_slowly(page: Page, text: str) -> Drawing:
        drawing = draw(page, text)
        monkeypatch.undo()
        with unit():
            save_projection(page.id, epoch=1, seq=2, text="after", runs=[], writers=(bob.id,))
        return drawing

    monkeypatch.setattr("wiki.pages.projection.draw", draw_slowly)
    with unit():
        assert draw_again([place.page_id]) == [place.page_id]
    with unit():
        assert "after" in content(place).html


@pytest.fixture
def meanwhile(monkeypatch: pytest.MonkeyPatch) -> Meanwhile:
    """`meanwhile(act)`: somebody else does it, and is done, just before the next thing is written."""

    def before_the_next(act: Callable[[], None]) -> None:
        take_turn, waiting = QueuedConnection.begin_writing, [act]

        def let_them_first(connection: QueuedConnection) -> None:
            if waiting:
                other = Thread(target=waiting.pop())
                other.start()
                other.join()
            take_turn(connection)

        monkeypatch.setattr(QueuedConnection, "begin_writing", let_them_first)

    return before_the_next


def test_who_was_overtaken_on_the_way_shows_nothing_older(place: Place, bob: Person, meanwhile: Meanwhile) -> None:
    save(place, "first", 1, bob)
    meanwhile(lambda: save(place, "third", 3, bob))
    save(place, "second", 2, bob)
    with unit():
        assert (content(place).text, content(place).seq) == ("third", 3)
        assert "third" in content(place).html


def test_what_was_drawn_again_does_not_hide_what_was_written_meanwhile(
    place: Place, bob: Person, meanwhile: Meanwhile
) -> None:
    save(place, "before", 1, bob)
    meanwhile(lambda: save(place, "after", 2, bob))
    with unit():
        assert draw_again([place.page_id]) == [place.page_id]
    with unit():
        assert "after" in content(place).html
