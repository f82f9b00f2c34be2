"""Back from where there was no network, and things have changed: nothing that was written is lost or hidden."""

from tests.browser.conftest import Visit, known
from tests.browser.device import IN_STORE, cold_tab, draft_of, edited, stored, wait
from tests.browser.soon import expect
from tests.browser.writer import Writer
from tests.conftest import PASSWORD, Person, Place
from wiki.accounts.passwords import hash_password
from wiki.accounts.sessions import end_all_sessions
from wiki.core.unit import unit
from wiki.spaces.actions import set_member
from wiki.spaces.models import Role


def test_who_was_signed_out_meanwhile_signs_in_once_and_all_of_it_is_in_the_wiki(
    visit: Visit, alice: Person, place: Place
) -> None:
    marie = known("marie", "Marie Maas")
    with unit():
        set_member(place.space, marie.user, Role.EDITOR)
        marie.user.password_hash = hash_password(PASSWORD)
    page = cold_tab(visit, marie, place)
    page.get_by_label("More actions").click()
    page.get_by_role("button", name="Keep on this device").click()
    expect(page.locator(".toast")).to_contain_text("Kept on this device")
    asked: list[str] = []
    page.on("dialog", lambda dialog: (asked.append(dialog.message), dialog.accept()))
    edited(page, place, "Far from home.")
    page.goto(place.url)
    expect(page.locator("#unsent-here")).to_contain_text("not in the page yet")
    page.evaluate(IN_STORE, ["drafts", draft_of(marie, place)])
    with unit():
        end_all_sessions(marie.user)

    page.context.set_offline(False)
    page.goto(place.url)
    page.get_by_label("Handle or e-mail").fill("marie")
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    page.wait_for_url(f"**{place.url}")
    expect(page.locator(".toast")).to_contain_text("Begun far away")
    expect(page.locator("#unsent-here")).to_be_hidden()
    assert Writer(page, place.url).on_server.endswith("Far from home.")
    wait(lambda: stored(page, "drafts") == [], page)
    wait(lambda: stored(page, "wanted") == [], page)
    page.goto("/-/device")
    expect(page.get_by_role("button", name="Keep on this device")).to_have_attribute("aria-pressed", "true")
    assert asked == []


def test_words_that_may_not_go_there_any_more_are_listed_to_be_read_and_thrown_away(
    visit: Visit, alice: Person, bob: Person, place: Place
) -> None:
    page = cold_tab(visit, bob, place)
    edited(page, place, "Too late.")
    with unit():
        set_member(place.space, bob.user, Role.READER)
    page.context.set_offline(False)
    page.goto("/")
    expect(page.locator(".toast")).to_contain_text("could not go into the wiki")
    page.goto("/-/device")
    aside = page.locator("[data-asides] li")
    expect(aside).to_contain_text("You may no longer edit this page.")
    expect(aside.get_by_role("link", name="First steps")).to_have_attribute("href", place.url)
    aside.get_by_text("Show the text").click()
    expect(aside.locator("pre")).to_contain_text("Too late.")
    with page.expect_download() as download:
        aside.get_by_role("button", name="Download").click()
    assert download.value.suggested_filename == "First steps.md"
    assert download.value.path().read_text().endswith("Too late.")
    page.once("dialog", lambda dialog: dialog.accept())
    aside.get_by_role("button", name="Remove").click()
    expect(page.locator("[data-aside]")).to_be_hidden()
