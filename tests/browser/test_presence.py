"""Who is here, seen from where others are: on the page, in the sidebar and at home."""

from tests.browser.conftest import Visit, Write
from tests.browser.soon import expect
from tests.conftest import Person, Place
from wiki.core.unit import unit
from wiki.editing.actions import write_text

PROJECTED_MS = 15_000


def test_an_avatar_stands_at_the_paragraph_its_reader_has_on_the_screen(
    visit: Visit, bob: Person, carol: Person, place: Place
) -> None:
    text = "\n\n".join(f"Paragraph {n}. {'Words that fill a line or two. ' * 12}" for n in range(30))
    with unit():
        write_text(place.page_id, bob.id, text)
    bobs, carols = visit(bob, place.url), visit(carol, place.url)
    reader = bobs.locator(".reader", has=bobs.get_by_label("Carol Çelik"))
    expect(reader).to_be_visible()
    looked_at = carols.get_by_text("Paragraph 20.")
    looked_at.evaluate("paragraph => scrollBy(0, paragraph.getBoundingClientRect().top - innerHeight / 3)")
    paragraph = bobs.get_by_text("Paragraph 20.").bounding_box()
    assert paragraph
    expect(reader).to_have_css("top", f"{round(paragraph['y'] - folio_top(bobs))}px")
    carols.goto("about:blank")
    expect(reader).to_have_count(0)
    expect(bobs.locator("kring-here")).to_be_hidden()


def folio_top(page: object) -> float:
    return float(page.evaluate("document.querySelector('kring-readers').getBoundingClientRect().top"))  # type: ignore[attr-defined]


def test_here_now_counts_the_others(visit: Visit, alice: Person, bob: Person, carol: Person, place: Place) -> None:
    bobs, _, _ = visit(bob, place.url), visit(carol, place.url), visit(alice, place.url)
    expect(bobs.locator("kring-here")).to_contain_text("2 here now")


def test_a_change_is_told_to_others_and_not_to_who_made_it(
    visit: Visit, write: Write, bob: Person, carol: Person, place: Place
) -> None:
    carols, bobs, his = visit(carol, place.url), visit(bob, place.url), write(bob, place.url)
    expect(carols.locator("kring-here")).to_contain_text("1 here now")
    his.type("Bring the key.").saved()
    told = "Bob de Boer changed this page just now."
    expect(carols.locator("kring-changed")).to_contain_text(told, timeout=PROJECTED_MS)
    expect(carols.locator("main")).not_to_contain_text("Bring the key.")
    expect(bobs.locator("kring-changed")).to_be_hidden()
    carols.locator("kring-changed").get_by_role("link", name="Show").click()
    expect(carols.locator(".prose")).to_have_text("Bring the key.")
    expect(carols.locator("kring-changed")).to_be_hidden()


def test_writing_shows_in_the_sidebar_and_at_home(
    visit: Visit, write: Write, bob: Person, carol: Person, place: Place
) -> None:
    carols = visit(carol, place.url)
    dot = carols.locator(f".tree li[data-page='{place.page_id}'] .live")
    expect(carols.locator(".tree")).to_contain_text("First steps")
    expect(dot).to_have_count(0)
    his = write(bob, place.url).type("Writing")
    expect(dot).to_have_count(1)
    home = visit(carol, "/")
    being_written = home.get_by_role("region", name="Being written now").get_by_role("listitem")
    expect(being_written.filter(has=home.locator(f"a[href='{place.url}']"))).to_have_count(1)
    his.page.close()
    expect(dot).to_have_count(0)
    home.reload()
    expect(home.locator(f"section.writing a[href='{place.url}']")).to_have_count(0)
