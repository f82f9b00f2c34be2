"""A newcomer's first minute, a profile changed by keys alone, and what a colleague says accepted."""

import pytest
from playwright.sync_api import Page

from tests.browser.conftest import Axe, Visit, known
from tests.browser.soon import expect
from tests.conftest import PASSWORD, Person, Place
from wiki.accounts.actions import invite
from wiki.accounts.queries import known_as
from wiki.core.db import session
from wiki.core.unit import unit
from wiki.people.fields import set_t, t_of
from wiki.people.models import Vouch

PHONE = {"width": 390, "height": 844}


@pytest.fixture
def newcomer() -> str:
    """A handle that no earlier test has taken."""
    with unit():
        number = next(number for number in range(1, 99) if known_as(f"eve{number}") is None)
    return f"eve{number}"


def test_a_newcomer_says_what_they_know(visit: Visit, axe: Axe, alice: Person, bob: Person, newcomer: str) -> None:
    """By keys, in Dutch, on a phone."""
    with unit():
        set_t(bob.user, "heating")
        path = invite(alice.user)
    page = visit(path=path, locale="nl", viewport=PHONE)
    for label, typed in (
        ("Naam", "Eve Eik"),
        ("Gebruikersnaam", newcomer),
        ("E-mail", f"{newcomer}@example.org"),
        ("Wachtwoord", PASSWORD),
    ):
        page.get_by_label(label, exact=True).fill(typed)
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Waar heb je verstand van?")
    assert axe(page) == []
    assert page.locator("#tags option[value=heating]").count() == 1
    page.get_by_label("Je specialisme", exact=True).focus()
    page.keyboard.type("Heating")
    page.keyboard.press("Tab")
    page.keyboard.type("Old houses")
    page.keyboard.press("Enter")
    expect(page).not_to_have_url("/me/fields")
    with unit():
        found = known_as(newcomer)
        assert found
        t = t_of(found.id)
    assert t
    assert (t.main, t.adjacent) == ("heating", ["old-houses"])
    page.goto(f"/people/{newcomer}")
    expect(page.locator(".tee .main")).to_contain_text("#heating")
    assert axe(page) == []
    assert fits(page)


def fits(page: Page) -> bool:
    return bool(page.evaluate("document.documentElement.scrollWidth <= innerWidth"))


def test_a_newcomer_may_skip(visit: Visit, alice: Person, newcomer: str) -> None:
    with unit():
        path = invite(alice.user)
    page = visit(path=path, java_script_enabled=False)
    page.get_by_label("Name", exact=True).fill("Eve Eik")
    page.get_by_label("Handle").fill(newcomer)
    page.get_by_label("E-mail").fill(f"{newcomer}@example.org")
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Make the account").click()
    page.get_by_role("link", name="Skip", exact=True).click()
    expect(page.get_by_role("main")).to_be_visible()
    with unit():
        found = known_as(newcomer)
        assert found
        assert t_of(found.id) is None


def test_the_profile_is_changed_without_scripts(visit: Visit, place: Place, bob: Person, carol: Person) -> None:
    page = visit(bob, "/me/profile", java_script_enabled=False)
    page.get_by_label("In one line", exact=True).fill("Keeps houses warm")
    page.get_by_label("Who sees: In one line").select_option("own")
    page.get_by_label("Languages", exact=True).fill("Klingonish")
    page.get_by_role("button", name="Save", exact=True).click()
    box = page.get_by_label("Languages", exact=True)
    expect(box).to_have_attribute("aria-invalid", "true")
    expect(page.locator(f"#{box.get_attribute('aria-describedby')}")).to_contain_text("No language is known here")
    box.fill("Dutch")
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_role("main")).to_contain_text("Keeps houses warm")
    page.get_by_role("link", name="As a colleague").click()
    expect(page.get_by_role("main")).not_to_contain_text("Keeps houses warm")
    expect(page.get_by_role("main")).to_contain_text("Dutch")
    page.get_by_label("Which colleague").select_option(place.slug)
    page.get_by_role("button", name="Show").click()
    expect(page.get_by_role("main")).not_to_contain_text("Keeps houses warm")


def test_what_a_colleague_says_is_accepted_by_keys(visit: Visit, axe: Axe, bob: Person) -> None:
    with unit():
        bob.user.password_hash = "x"
        set_t(bob.user, "heating")
    hers = visit(known("vera", "Vera Vink"), "/people/bob")
    hers.get_by_role("link", name="Say what Bob de Boer knows about").focus()
    hers.keyboard.press("Enter")
    hers.get_by_label("What they know about", exact=True).fill("heating")
    hers.keyboard.press("Enter")
    expect(hers.get_by_text("It is shown once Bob de Boer has accepted it.")).to_be_visible()
    his = visit(bob, "/")
    expect(his.get_by_label("Something new")).to_be_visible()
    his.goto("/inbox")
    line = his.get_by_role("listitem").filter(has_text="Vera Vink")
    line.get_by_role("button", name="Accept #heating").focus()
    assert axe(his) == []
    his.keyboard.press("Enter")
    expect(his.get_by_text("It stands on your profile.")).to_be_visible()
    hers.goto("/people/bob")
    expect(hers.get_by_role("main")).to_contain_text("Vera Vink")
    with unit():
        session.execute(Vouch.__table__.delete())
