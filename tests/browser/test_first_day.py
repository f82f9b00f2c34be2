"""The first day: a link makes the first person owner, who makes a space and a page and invites a colleague."""

import pytest
from playwright.sync_api import Page

from tests.browser.conftest import Visit
from tests.browser.soon import expect
from tests.browser.writer import Writer, all_agree
from tests.conftest import PASSWORD
from tests.serving import Server


@pytest.mark.alone
def test_from_the_first_link_to_two_who_write(visit: Visit, server: Server) -> None:
    hers = visit(path=server.owner_link)
    make_account(hers, "Alice Admiraal", team="Lantern")
    make_space(hers, "Field work")
    hers.get_by_role("link", name="New page").click()
    hers.wait_for_url("**/edit")
    url = hers.url.removeprefix(server.address).removesuffix("/edit")
    alices = Writer(hers, url).ready()
    expect(hers.get_by_role("textbox", name="Title")).to_have_attribute("contenteditable", "true")
    hers.get_by_role("textbox", name="Title").focus()
    alices.type("First steps").press("Enter").type("Bring the *key*.")
    done(hers, "Bring the key.")

    his = visit(path=invitation(hers))
    make_account(his, "Bob de Boer")
    his.get_by_role("main").get_by_role("link", name="First steps").click()
    his.get_by_role("link", name="Edit", exact=True).click()
    bobs = Writer(his, url).ready().press("Control+End").type(" And the map.")
    alices.open().sees("And the map.")
    assert all_agree(alices, bobs) == "Bring the *key*. And the map."
    done(his, "Bring the key. And the map.")


def make_account(page: Page, name: str, team: str = "") -> None:
    if team:
        page.get_by_label("Name of the team").fill(team)
    page.get_by_label("Name", exact=True).fill(name)
    page.get_by_label("E-mail").fill(f"{name.split()[0].lower()}@example.org")
    page.get_by_label("Handle").fill(name.split()[0].lower())
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Make the account").click()
    page.get_by_role("link", name="Skip", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Lantern")


def make_space(page: Page, name: str) -> None:
    page.get_by_role("link", name="Make the first space").click()
    page.get_by_label("Name").fill(name)
    page.get_by_role("button", name="Make the space").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(name)


def invitation(page: Page) -> str:
    page.goto("/team")
    page.get_by_role("button", name="Invite").click()
    return page.get_by_label("Link", exact=True).input_value()


def done(page: Page, text: str) -> None:
    page.get_by_role("link", name="Done").click()
    page.wait_for_url(lambda url: not url.endswith("/edit"))  # once it is saved
    expect(page.locator(".prose")).to_have_text(text)


@pytest.mark.alone
def test_the_first_link_works_once(visit: Visit, server: Server) -> None:
    make_account(visit(path=server.owner_link), "Alice Admiraal", team="Lantern")
    expect(visit(path=server.owner_link).get_by_role("heading", level=1)).to_have_text("This link no longer works")
