"""The start of a page beside a link to it, by pointer and by keyboard."""

from collections.abc import Callable

from playwright.sync_api import Page

from tests.browser.conftest import Axe
from tests.browser.soon import expect
from tests.conftest import Person, Place
from wiki.core.unit import unit
from wiki.pages.actions import create_page
from wiki.pages.projection import save_projection

Visit = Callable[..., Page]

LONG_ENOUGH = "new Promise((resolve) => setTimeout(resolve, 600))"
"""For a card to go that does not stay: nothing tells that something did not happen."""


def test_a_link_shows_where_it_leads(visit: Visit, axe: Axe, bob: Person, carol: Person, place: Place) -> None:
    with unit():
        kit = create_page(bob.user, place.space, "Kit")
        save_projection(kit.id, epoch=1, seq=1, text="A radio and a rope.", runs=[], writers=(bob.id,))
        text = f"Bring the [kit](/p/{kit.id}) and [yourself]({place.url}).\n\n" + "More.\n\n" * 60
        save_projection(place.page_id, epoch=1, seq=1, text=text, runs=[], writers=(bob.id,))
    page = visit(carol, place.url)
    link, card = page.get_by_role("link", name="kit", exact=True), page.locator(".page-card")
    link.hover()
    expect(card).to_contain_text("A radio and a rope.")
    assert axe(page) == []
    card.hover()
    page.evaluate(LONG_ENOUGH)
    expect(card).to_be_visible()
    page.get_by_role("heading", level=1).hover()
    expect(card).to_have_count(0)
    link.hover()
    expect(card).to_be_visible()
    page.keyboard.press("Escape")
    expect(card).to_have_count(0)
    link.focus()
    page.keyboard.press("i")
    expect(card).to_be_visible()
    expect(link).to_be_focused()
    expect(page.locator("#announce")).to_contain_text("A radio and a rope.")
    page.keyboard.press("Escape")
    expect(card).to_have_count(0)
