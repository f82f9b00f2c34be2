"""A new page is the editor itself."""

import re
import time
from collections.abc import Callable

from sqlalchemy import select

from tests.browser.conftest import Axe, Visit
from tests.browser.soon import expect
from tests.browser.writer import Writer
from tests.conftest import Person, Place
from wiki.core.db import session
from wiki.core.later import Job
from wiki.core.unit import unit
from wiki.editing.untouched import remove_untouched
from wiki.pages.models import Page as WikiPage

PATIENCE_S = 10


def left_pages() -> list[int]:
    with unit():
        left = select(Job).where(Job.work.contains("remove_untouched"))
        return [job.args["page_id"] for job in session.scalars(left)]


def until(said: Callable[[], bool]) -> None:
    for _ in range(PATIENCE_S * 20):
        if said():
            return
        time.sleep(0.05)
    raise AssertionError("not within the time")


def test_from_the_plus_to_a_page_from_a_template(visit: Visit, axe: Axe, bob: Person, place: Place) -> None:
    page = visit(bob, place.url, reduced_motion="reduce")
    page.get_by_role("link", name="Add a page").click()
    page.wait_for_url("**/edit")
    title = page.get_by_role("textbox", name="Title")
    expect(title).to_have_attribute("contenteditable", "true")
    expect(title).to_be_focused()
    his = Writer(page, page.url.removesuffix("/edit")).ready()
    expect(page.locator("kring-tree")).to_contain_text("Untitled")
    assert axe(page) == []
    title.focus()
    his.type("Tuesday")
    page.get_by_role("button", name="Meeting notes").click()
    his.sees("## To talk about")
    expect(page.locator("#start")).to_be_hidden()
    expect(his.content).to_be_focused()
    his.type("Book the room").saved()
    assert "@bob" in his.on_server
    assert "1. Book the room\n" in his.on_server
    page.get_by_role("link", name="Done").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Tuesday")
    expect(page.locator("kring-tree")).to_contain_text("Tuesday")
    page.go_back()
    page.go_back()
    expect(page).to_have_url(re.compile(f"{place.url}$"), timeout=10_000)


def test_one_left_without_a_word_goes(visit: Visit, axe: Axe, bob: Person, place: Place) -> None:
    page = visit(bob, place.url)
    page.keyboard.press("g")
    page.keyboard.press("n")
    page.wait_for_url("**/edit")
    page_id = int(re.findall(r"/p/(\d+)", page.url)[0])
    Writer(page, page.url.removesuffix("/edit")).ready()
    expect(page.get_by_role("textbox", name="Title")).to_have_attribute("contenteditable", "true")
    page.goto(f"/s/{place.slug}")
    expect(page.get_by_role("main")).not_to_contain_text("Untitled")
    until(lambda: page_id in left_pages())
    with unit():
        remove_untouched(page_id)
    with unit():
        assert session.get(WikiPage, page_id) is None
    page.route("**/begin", lambda route: route.abort())
    page.get_by_role("link", name="New page").click()
    expect(page.get_by_label("Title")).to_be_visible()
    assert axe(page) == [], "the form, for when a page cannot be begun"


def test_the_slash_brings_a_template_to_the_caret(visit: Visit, bob: Person, place: Place) -> None:
    his = Writer(visit(bob), place.url).open()
    his.page.locator("[data-has-menus]").wait_for(state="attached")
    menu = his.page.locator("#kring-menu")
    his.type("Before").press("Enter").type("/templ")
    expect(menu.locator("[role=option]").first).to_contain_text("Template…")
    his.press("Enter").type("retro")
    expect(menu.locator("[role=option]").first).to_contain_text("Retrospective")
    expect(menu.locator("[role=option]")).to_have_count(1)
    his.press("Enter").sees("Before\n\n| Date |").press("Control+z").sees("Before")
