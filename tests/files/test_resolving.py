"""What pages show of the files they name."""

from io import BytesIO

import pytest
from PIL import Image
from sqlalchemy import select

from tests.conftest import Person, Place
from tests.files.making import bring, picture
from wiki.core.db import session
from wiki.core.later import run_due
from wiki.core.unit import unit
from wiki.editing.actions import write_text
from wiki.files.actions import restore_file, trash_file
from wiki.files.models import File
from wiki.files.queries import files_of
from wiki.files.resolving import size_in_words
from wiki.pages.actions import create_page
from wiki.pages.models import PageContent, PageLink
from wiki.spaces.actions import create_space


def wide() -> bytes:
    out = BytesIO()
    Image.effect_noise((900, 300), 80).convert("RGB").save(out, "PNG")
    return out.getvalue()


def html_of(page_id: int) -> str:
    with unit():
        return session.get_one(PageContent, page_id).html


def write(page_id: int, by: Person, text: str) -> str:
    with unit():
        write_text(page_id, by.id, text)
    return html_of(page_id)


def test_a_picture_has_its_size_before_its_bytes(place: Place, bob: Person) -> None:
    number = bring(place, bob, wide(), "pump.png")
    html = write(place.page_id, bob, f"![The pump](/f/{number}/pump.png)")
    for part in (
        f'src="/f/{number}/pump.png"', 'alt="The pump"', 'width="900"', 'height="300"', 'loading="lazy"', "sizes=",
        f'srcset="/f/{number}/pump.png?w=360 360w, /f/{number}/pump.png?w=720 720w, /f/{number}/pump.png 900w"',
    ):  # fmt: skip
        assert part in html


def test_a_title_is_the_caption_of_a_picture_that_stands_alone(place: Place, bob: Person) -> None:
    number = bring(place, bob, picture(), "pump.png")
    html = write(place.page_id, bob, f'![The pump](/f/{number}/pump.png "Pump <3>")')
    assert "<figure" in html
    assert "<figcaption>Pump &lt;3&gt;</figcaption>" in html
    assert "title=" not in html


def test_an_attachment_says_what_it_is(place: Place, bob: Person) -> None:
    number = bring(place, bob, bytes(2_100_000), "plan.pdf")
    html = write(place.page_id, bob, f"[The plan](/f/{number}/plan.pdf)")
    assert f'<a href="/f/{number}/plan.pdf" class="file">The plan <small>PDF, 2.1 MB</small></a>' in html.replace(
        f'<a class="file" href="/f/{number}/plan.pdf">', f'<a href="/f/{number}/plan.pdf" class="file">'
    )


def test_a_file_in_the_trash_leaves_words_and_comes_back(place: Place, bob: Person) -> None:
    number = bring(place, bob, picture(), "pump.png")
    write(place.page_id, bob, f"![The pump](/f/{number}/pump.png)")
    with unit():
        trash_file(bob.user, session.get_one(File, number))
    run_due()
    assert '<span class="wanted">The pump</span>' in html_of(place.page_id)
    with unit():
        restore_file(session.get_one(File, number))
    run_due()
    assert "<img" in html_of(place.page_id)


def test_nothing_of_a_closed_space_shows_elsewhere(place: Place, alice: Person, bob: Person) -> None:
    number = bring(place, bob, b"secret", "secret-plan.pdf")
    with unit():
        elsewhere = create_page(alice.user, create_space(alice.user, "Open"), "Copy").id
    html = write(elsewhere, alice, f"[x](/f/{number}/secret-plan.pdf)")
    assert "small" not in html
    assert 'class="file"' not in html


def test_where_a_file_shows_is_told_to_those_who_may_read_there(
    place: Place, alice: Person, bob: Person, carol: Person
) -> None:
    number = bring(place, bob, picture(), "pump.png")
    text = f"![The pump](/f/{number}/pump.png)"
    with unit():
        closed = create_space(alice.user, "Board", team_role=None)
        hidden, beside = create_page(alice.user, closed, "Board").id, create_page(bob.user, place.space, "Beside").id
    for page_id, by in ((place.page_id, bob), (beside, bob), (hidden, alice)):
        write(page_id, by, text)
    with unit():
        assert [step.title for step in files_of(place.page_id, carol.user)[0].used_in] == ["Beside", "First steps"]
    write(beside, bob, "Nothing.")
    with unit():
        assert [step.title for step in files_of(place.page_id, carol.user)[0].used_in] == ["First steps"]


def test_an_imported_picture_is_found_by_its_path(place: Place, bob: Person) -> None:
    number = bring(place, bob, picture(), "pump.png")
    with unit():
        session.get_one(File, number).path = "img/pump.png"
    assert f'src="/f/{number}/pump.png"' in write(place.page_id, bob, "![x](img/pump.png)")
    with unit():
        assert session.scalars(select(File.id)).all() == [number]


@pytest.mark.parametrize(
    "html",
    [
        '<img src="/x" srcset="https://evil.example/a.png 2x">',
        '<img src="/x" srcset="/f/1/a.png 1w, //evil.example/b.png 2w">',
        '<img src="/x" srcset="/f/1/a.png 1w,javascript:alert(1) 2w">',
        '<img src="/x" sizes="calc(expression(1))">',
    ],
)
def test_only_our_own_copies_may_be_named(place: Place, bob: Person, html: str) -> None:
    drawn = write(place.page_id, bob, html)
    assert "<img" in drawn
    assert "srcset" not in drawn
    assert "sizes" not in drawn


@pytest.mark.parametrize(
    ("size", "words"), [(1, "0.1 kB"), (900, "0.9 kB"), (14_400, "14 kB"), (2_140_000, "2.1 MB"), (25_000_000, "25 MB")]
)
def test_sizes_in_words(size: int, words: str) -> None:
    assert size_in_words(size, "en") == words
    assert size_in_words(2_140_000, "nl") == "2,1 MB"


def test_a_file_that_comes_later_is_shown_where_it_is_named(place: Place, bob: Person) -> None:
    assert "<img" not in write(place.page_id, bob, "![[boat.png]]")
    bring(place, bob, picture(), "boat.png")
    with unit():
        run_due()
    assert "<img" in html_of(place.page_id)


def test_a_file_of_the_page_is_shown_by_its_name(place: Place, bob: Person) -> None:
    file = bring(place, bob, picture(), "Our boat.png")
    html = write(place.page_id, bob, "![[attachments/our boat.png]]\n\n![[Our boat.png|40]] ![[Another.png]]")
    assert html.count(f'src="/f/{file}/') == 2
    assert 'width="40"' in html
    with unit():
        assert [list_.used_in[0].id for list_ in files_of(place.page_id, bob.user)] == [place.page_id]
        wanted = select(PageLink.name).where(PageLink.page_id == place.page_id)
        assert session.scalars(wanted).all() == ["Another.png"]
