"""Without any network: pages open, are written, searched and begun, and all of it is there when the network is back."""

import pytest

from tests.browser.conftest import Visit, cookie
from tests.browser.device import IN_STORE, TEXT, cold_tab, draft_of, fill, kept, stored, wait
from tests.browser.soon import expect
from tests.browser.writer import Writer
from tests.conftest import Person, Place
from tests.serving import Server
from wiki.core.unit import unit
from wiki.spaces.actions import remove_member

WORKERS = """navigator.serviceWorker.getRegistrations().then((all) => {
  for (const worker of all) worker.update().catch(() => {}); // as each visit does
  return all.length;
})"""
SEARCH = "Search the pages on this device"


@pytest.mark.alone
def test_a_page_is_read_and_written_without_a_server_and_merges_when_it_is_back(
    visit: Visit, alice: Person, bob: Person, place: Place, server: Server
) -> None:
    his = cold_tab(visit, bob, place)
    server.kill()
    his.close()

    cold = his.context.new_page()
    cold.goto(place.url)
    expect(cold.locator(".prose")).to_contain_text("supply window")
    expect(cold.locator("kring-tree")).to_contain_text("First steps")
    expect(cold.locator("#offline")).to_be_visible()
    cold.goto(f"{place.url}/edit")
    written = Writer(cold, place.url)
    expect(written.content).to_have_attribute("contenteditable", "true")
    written.content.focus()
    written.press("Control+End").type("Written on a train.").on_this_device()
    cold.reload()
    expect(written.content).to_have_attribute("contenteditable", "true")
    written.sees("Written on a train.")

    fill(place, alice, f"Hers. {TEXT}")
    server.start()
    cold.evaluate("dispatchEvent(new Event('online'))")  # as when the network is back: nobody waits for the next try
    written.sees("Hers. ").saved()
    assert written.on_server == f"Hers. {TEXT}Written on a train."
    cold.goto("/nowhere-at-all")
    expect(cold.locator("#offline")).to_be_hidden()


def test_pages_are_searched_and_begun_offline(visit: Visit, bob: Person, place: Place) -> None:
    page = cold_tab(visit, bob, place)
    page.context.set_offline(True)
    page.goto("/nowhere-at-all")
    expect(page.locator("[data-elsewhere]")).to_be_visible()
    page.get_by_placeholder(SEARCH).press_sequentially("window supply")
    expect(page.locator("[data-pages] li")).to_contain_text(["First steps"])
    expect(page.locator("[data-pages] p")).to_contain_text("Ask for the supply window")
    page.get_by_placeholder(SEARCH).fill("nothing like it")
    expect(page.locator("[data-pages] li")).to_have_count(0)

    page.goto("/-/device?new=1")
    expect(page.locator("[data-elsewhere]")).to_be_hidden()
    page.locator("[name=space]").select_option(place.slug)
    page.locator("[name=parent]").select_option("First steps")
    page.get_by_label("Title", exact=True).fill("Notes from the train")
    page.locator(".cm-content").click()
    page.keyboard.type("## Seen\n\n- [ ] a broken *valve*")
    page.get_by_role("button", name="Put it into the wiki").click()
    expect(page.locator("[data-said]")).to_contain_text("Kept on this device")
    page.reload()
    expect(page.locator("[data-drafts]")).to_contain_text("Notes from the train")

    page.context.set_offline(False)
    expect(page.locator(".toast")).to_contain_text("Notes from the train")
    page.goto(place.url)
    page.locator("kring-tree").get_by_role("link", name="Notes from the train").click()
    expect(page.locator(".prose h2")).to_contain_text("Seen")
    expect(page.locator(".crumbs")).to_contain_text("First steps")


def test_signing_out_leaves_nothing_and_asks_before_words_are_lost(visit: Visit, bob: Person, place: Place) -> None:
    page = cold_tab(visit, bob, place)
    page.evaluate(IN_STORE, ["drafts", draft_of(bob, place)])
    asked: list[str] = []
    page.once("dialog", lambda dialog: (asked.append(dialog.message), dialog.dismiss()))
    sign_out = page.get_by_role("button", name="Sign out")
    page.locator(".me summary").click()
    sign_out.click()
    wait(lambda: bool(asked), page)
    assert "has not reached the server" in asked[0]
    page.once("dialog", lambda dialog: dialog.accept())
    sign_out.click()
    page.wait_for_url("**/sign-in**")
    wait(lambda: not any(stored(page, name) for name in ("answers", "pages", "drafts", "about")), page)
    page.context.set_offline(True)
    page.goto(place.url)
    expect(page.get_by_role("heading", name="You are offline")).to_be_visible()
    assert "First steps" not in page.content()


def test_another_account_sees_nothing_and_the_first_one_s_words_wait(
    visit: Visit, alice: Person, bob: Person, place: Place, server: Server
) -> None:
    page = cold_tab(visit, bob, place)
    page.evaluate(IN_STORE, ["drafts", draft_of(bob, place)])
    aside = {"account": str(bob.id), "page": place.page_id, "text": "His words", "reason": "refused", "at": 1}
    page.evaluate(IN_STORE, ["asides", aside])
    page.context.add_cookies([cookie(alice, server.address)])
    page.goto("/-/device")
    kept(page, f"{alice.id} /-/device")
    assert not any(key.startswith(f"{bob.id} ") for key in [*stored(page), *stored(page, "pages")])
    assert stored(page, "drafts") == [f"{bob.id} k{place.page_id}"]
    expect(page.locator("[data-pages] li")).to_have_count(0)
    expect(page.locator("[data-drafts] li")).to_have_count(0)
    expect(page.locator("[data-asides] li")).to_have_count(0)
    page.context.set_offline(True)
    page.goto(place.url)
    expect(page.locator("[data-elsewhere]")).to_be_visible()


def test_what_may_no_longer_be_read_leaves_the_device(visit: Visit, carol: Person, alice: Person, place: Place) -> None:
    fill(place, alice)
    page = visit(carol, place.url)
    kept(page, f"{carol.id} /p/{place.page_id}", f"{carol.id} /-/device")
    page.context.set_offline(True)
    with unit():
        remove_member(place.space, carol.user)
    page.goto(place.url)
    expect(page.locator(".prose")).to_contain_text("supply window")
    page.evaluate(IN_STORE, ["about", {"name": "look", "build": "older", "at": 0}])
    page.context.set_offline(False)
    page.goto("/")
    wait(lambda: stored(page, "pages") == [], page)
    assert not any("/p/" in key for key in stored(page))


@pytest.mark.alone
def test_the_owner_can_switch_it_off_for_all(visit: Visit, bob: Person, place: Place, server: Server) -> None:
    page = cold_tab(visit, bob, place)
    server.set(offline="off")
    server.restart()
    page.goto("/")
    wait(lambda: not page.evaluate(WORKERS), page)
    wait(lambda: stored(page) == [], page)
    page.goto("/-/device")
    expect(page.locator("[data-said]")).to_contain_text("lets devices keep no pages")
