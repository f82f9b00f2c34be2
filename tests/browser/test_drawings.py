"""Mermaid's sources become drawings in a frame that can reach nothing, or stay what they are."""

import json
from collections.abc import Callable

import pytest
from playwright.sync_api import Browser, FrameLocator, Page

from tests.browser.conftest import Axe, Write, cookie
from tests.browser.soon import expect
from tests.conftest import Person, Place
from tests.serving import Server
from wiki.core.paths import shipped
from wiki.core.unit import unit
from wiki.editing.actions import write_text
from wiki.pages.projection import save_projection

BUILT = "mermaid.js" in json.loads((shipped("static") / "dist" / "manifest.json").read_text())

pytestmark = pytest.mark.skipif(not BUILT, reason="built without drawings: make build MERMAID=1")

GOOD = "flowchart LR\n  accTitle: Heat on its way\n  Boiler --> Pump --> Houses"
HOSTILE = """flowchart LR
  A["<img src=https://elsewhere.example/x onerror=window.ran=1>"] --> B[harmless]
  click B href "javascript:window.ran=1"
"""
Visit = Callable[..., Page]


def keep(place: Place, bob: Person, *sources: str) -> None:
    text = "\n\n".join(["Before.", *(f"```mermaid\n{source}\n```" for source in sources), "After."])
    with unit():
        save_projection(place.page_id, epoch=1, seq=1, text=text, runs=[(bob.id, len(text))], writers=(bob.id,))


@pytest.fixture
def drawn(place: Place, bob: Person) -> Place:
    """A page with a drawing and with something that is none."""
    keep(place, bob, GOOD, "no such drawing")
    return place


def drawing(page: Page, number: int) -> FrameLocator:
    return page.locator("kring-drawing").nth(number).frame_locator("iframe")


def test_a_source_becomes_a_drawing_with_its_name(visit: Visit, carol: Person, drawn: Place) -> None:
    page = visit(carol, drawn.url)
    expect(drawing(page, 0).locator("svg")).to_contain_text("Pump")
    first = page.locator("kring-drawing").first
    expect(first.locator("iframe")).to_have_attribute("title", "Heat on its way")
    expect(first.locator("pre")).to_be_hidden()
    drawn_high = drawing(page, 0).locator("svg").bounding_box()
    framed = first.locator("iframe").bounding_box()
    assert drawn_high
    assert framed
    assert 0 <= framed["height"] - drawn_high["height"] < 2, "all of it is in sight, and no more"
    first.get_by_text("What it is drawn from").click()
    expect(first.locator("pre")).to_contain_text("Boiler --> Pump")


def test_what_cannot_be_drawn_stays_as_it_was_written(visit: Visit, carol: Person, drawn: Place) -> None:
    second = visit(carol, drawn.url).locator("kring-drawing").nth(1)
    expect(second.get_by_text("could not be made")).to_be_visible()
    expect(second.locator("pre")).to_have_text("no such drawing\n")
    expect(second.locator("iframe")).to_have_count(0)


def test_a_drawing_reaches_nothing(visit: Visit, carol: Person, drawn: Place) -> None:
    page = visit(carol, drawn.url)
    expect(drawing(page, 0).locator("svg")).to_be_visible()
    frame = next(frame for frame in page.frames if frame.url.endswith("/-/drawing"))
    assert frame.evaluate("origin") == "null"
    for forbidden in ("parent.document.title", "document.cookie", "localStorage.length"):
        assert frame.evaluate(f"() => {{ try {{ return {forbidden} }} catch {{ return 'refused' }} }}") == "refused"


def test_a_hostile_drawing_runs_nothing(
    browser: Browser, server: Server, place: Place, bob: Person, carol: Person
) -> None:
    """What Mermaid lets through, the policy stops, which is why this browser is not held to have no refusals."""
    keep(place, bob, HOSTILE)
    context = browser.new_context(base_url=server.address)
    context.add_cookies([cookie(carol, server.address)])
    page = context.new_page()
    outcomes: list[str | None] = []
    page.on("requestfailed", lambda request: outcomes.append(request.failure))
    page.goto(place.url)
    expect(drawing(page, 0).locator("svg")).to_contain_text("harmless")
    assert drawing(page, 0).locator("[onerror], [href^='javascript']").count() == 0
    frame = next(frame for frame in page.frames if frame.url.endswith("/-/drawing"))
    assert not frame.evaluate("'ran' in window")
    assert set(outcomes) == {"csp"}, "the picture was refused before anything was asked of its host"
    context.close()


def test_a_drawing_follows_the_theme(visit: Visit, carol: Person, drawn: Place) -> None:
    page = visit(carol, drawn.url, color_scheme="light")
    words = drawing(page, 0).locator("svg .nodeLabel").first
    expect(words).to_be_visible()
    light = words.evaluate("words => getComputedStyle(words).color")
    page.emulate_media(color_scheme="dark")
    expect(words).not_to_have_css("color", light)


def test_without_scripts_the_source_is_there(visit: Visit, carol: Person, drawn: Place) -> None:
    page = visit(carol, drawn.url, java_script_enabled=False)
    expect(page.locator("pre.mermaid-source").first).to_contain_text("Boiler --> Pump")
    expect(page.locator("iframe")).to_have_count(0)


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_axe_finds_nothing(visit: Visit, axe: Axe, carol: Person, drawn: Place, theme: str) -> None:
    page = visit(carol, drawn.url, color_scheme=theme)
    expect(drawing(page, 0).locator("svg")).to_be_visible()
    assert axe(page) == []


def test_a_drawing_stands_beside_its_source_while_one_writes(write: Write, bob: Person, place: Place) -> None:
    with unit():
        write_text(place.page_id, bob.id, f"Before.\n\n```mermaid\n{GOOD}\n```\n\nAfter.")
    his = write(bob, place.url)
    expect(drawing(his.page, 0).locator("svg")).to_contain_text("Pump")
    expect(his.page.locator(".pv-code")).to_have_count(0)
    his.go_to(his.text.index("Houses")).type("Green")
    expect(his.page.locator(".pv-code").first).to_be_visible()
    expect(drawing(his.page, 0).locator("svg")).to_contain_text("GreenHouses")
    his.go_to(his.text.index("flowchart"))
    his.type("x")
    expect(his.page.get_by_text("could not be made")).to_be_visible()
    his.press("Backspace")
    expect(drawing(his.page, 0).locator("svg")).to_contain_text("GreenHouses")
    expect(his.page.get_by_text("could not be made")).to_be_hidden()
