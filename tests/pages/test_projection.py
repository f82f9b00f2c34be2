import pytest

from tests.conftest import Person, Place
from wiki.core.db import session
from wiki.core.facts import after
from wiki.core.unit import unit
from wiki.pages.events import PageSaved
from wiki.pages.models import PageAlias, PageAuthor, PageContent
from wiki.pages.projection import save_projection
from wiki.pages.resolving import path_meant


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
