"""Without any network: pages open, are written, searched and begun, and all of it is there when the network is back."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Visit, Write
from tests.browser.writer import Writer
from tests.conftest import Person, Place
from tests.serving import Server
from wiki.core.unit import unit
from wiki.editing.actions import write_text
from wiki.spaces.actions import remove_member

TEXT = "Bring the key.\n\n## Before you go\n\nAsk for the supply window.\n"
KEPT = """new Promise(async (done) => {
  const has = async () => {
    for (const name of await caches.keys())
      if (name.startsWith("kring-pages-") && (await (await caches.open(name)).match(PATH))) return true;
    return false;
  };
  while (!(await has()) || !navigator.serviceWorker.controller) await new Promise((go) => setTimeout(go, 50));
  done(true);
})"""


def fill(place: Place, person: Person, text: str = TEXT) -> None:
    with unit():
        write_text(place.page_id, person.id, text)


def kept(page: Page, path: str) -> None:
    """Wait until this device has it."""
    page.evaluate(KEPT.replace("PATH", f'"{path}"'))


@pytest.mark.alone
def test_a_page_is_read_and_written_without_a_server_and_merges_when_it_is_back(
    visit: Visit, write: Write, alice: Person, bob: Person, place: Place, server: Server
) -> None:
    fill(place, bob)
    his = visit(bob, place.url)
    kept(his, f"/p/{place.page_id}/state")
    kept(his, "/-/device")
    server.kill()
    his.close()

    cold = his.context.new_page()
    cold.goto(place.url)
    expect(cold.locator(".prose")).to_contain_text("supply window")
    expect(cold.locator("kring-tree")).to_contain_text("First steps")
    cold.goto(f"{place.url}/edit")
    written = Writer(cold, place.url)
    expect(written.content).to_have_attribute("contenteditable", "true")
    written.content.focus()
    written.press("Control+End").type("Written on a train.")
    expect(written.badge).to_have_text("Saved on this device")
    cold.reload()
    expect(written.content).to_have_attribute("contenteditable", "true")
    written.sees("Written on a train.")
    cold.goto("/nowhere-at-all")
    expect(cold.get_by_role("heading", name="On this device")).to_be_visible()

    server.start()
    hers = write(alice, place.url).press("Control+Home").type("Hers. ")
    hers.saved()
    cold.goto(f"{place.url}/edit")
    expect(written.content).to_have_attribute("contenteditable", "true")
    written.sees("Hers. ").sees("Written on a train.").saved()
    hers.sees("Written on a train.")


def test_pages_are_searched_and_begun_offline(visit: Visit, bob: Person, place: Place) -> None:
    fill(place, bob)
    page = visit(bob, place.url)
    kept(page, f"/p/{place.page_id}")
    kept(page, "/-/device")
    page.context.set_offline(True)
    page.goto("/-/device")
    page.get_by_placeholder("Search the pages on this device").press_sequentially("window supply")
    expect(page.locator("[data-pages] li")).to_contain_text(["First steps"])
    expect(page.locator("[data-pages] p")).to_contain_text("Ask for the supply window")
    page.get_by_placeholder("Search the pages on this device").fill("nothing like it")
    expect(page.locator("[data-pages] li")).to_have_count(0)

    page.locator("[data-begin]").click()
    page.get_by_label("Title", exact=True).fill("Notes from the train")
    page.locator("[name=space]").select_option(place.slug)
    text = page.locator(".cm-content")
    text.click()
    page.keyboard.type("## Seen\n\n- [ ] a broken *valve*")
    page.get_by_role("button", name="Put it into the wiki").click()
    expect(page.locator("[data-said]")).to_contain_text("Kept on this device")
    page.reload()
    expect(page.locator("[data-drafts]")).to_contain_text("Notes from the train")

    page.context.set_offline(False)
    page.goto("/")
    expect(page.locator(".toast")).to_contain_text("Notes from the train")
    page.goto("/changes")
    page.get_by_role("link", name="Notes from the train").first.click()
    expect(page.locator(".prose h2")).to_contain_text("Seen")


def test_signing_out_takes_everything_away_and_others_see_nothing(
    visit: Visit, alice: Person, bob: Person, place: Place
) -> None:
    fill(place, bob)
    page = visit(bob, place.url)
    kept(page, f"/p/{place.page_id}")
    page.locator(".me summary").click()
    page.get_by_role("button", name="Sign out").click()
    page.wait_for_url("**/sign-in**")
    assert page.evaluate("caches.keys().then((names) => names.filter((name) => name.startsWith('kring-pages-')))") == []
    assert "kring-offline" not in page.evaluate("indexedDB.databases().then((all) => all.map(({name}) => name))")
    page.context.set_offline(True)
    failed = page.evaluate(f"fetch('{place.url}').then(() => 'came', () => 'nothing')")
    assert failed == "nothing"


def test_what_may_no_longer_be_read_leaves_the_device(visit: Visit, carol: Person, alice: Person, place: Place) -> None:
    fill(place, alice)
    page = visit(carol, place.url)
    kept(page, f"/p/{place.page_id}")
    with unit():
        remove_member(place.space, carol.user)
    assert page.goto(place.url).status == 404  # type: ignore[union-attr]
    assert page.evaluate(
        "caches.keys().then((all) => caches.open(all.find((name) => name.startsWith('kring-pages-'))))"
        f".then((cache) => cache.match('/p/{place.page_id}')).then((found) => found === undefined)"
    )
