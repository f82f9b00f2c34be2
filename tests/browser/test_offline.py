"""Without a network or a server one goes on writing; what was written is kept, said to be so, and merges on return."""

import pytest

from tests.browser.conftest import Visit, Write
from tests.browser.soon import expect
from tests.browser.writer import Writer, all_agree, each_once
from tests.conftest import Person, Place
from tests.serving import Server

OFFLINE = "You are offline. You can go on writing; it is kept on this device and sent when you are back."


def test_offline_writing_merges(write: Write, alice: Person, bob: Person, place: Place) -> None:
    hers, his = write(alice, place.url), write(bob, place.url)
    hers.type("Together. ").saved()
    his.sees("Together.")
    his.page.context.set_offline(True)
    his.press("Control+End").type("Bob far away. ")
    expect(his.badge).to_have_text("Saved on this device")
    expect(his.notice).to_contain_text(OFFLINE)
    expect(his.notice).to_have_css("display", "flex")
    expect(his.notice).to_have_attribute("role", "status")
    hers.press("Control+End").type("Alice at home. ").saved()
    his.page.context.set_offline(False)
    text = all_agree(hers, his)
    assert text in ("Together. Bob far away. Alice at home. ", "Together. Alice at home. Bob far away. ")
    expect(his.notice).to_be_hidden()


def test_the_bar_is_amber(write: Write, bob: Person, place: Place) -> None:
    his = write(bob, place.url)
    his.page.context.set_offline(True)
    expect(his.notice).to_be_visible()
    red, green, blue = colour(his.notice.evaluate(DRAWN))
    assert red > green > blue, "amber, not the red of what is lost nor the grey of what does not matter"


DRAWN = """bar => {
  const pen = new OffscreenCanvas(1, 1).getContext("2d");
  pen.fillStyle = getComputedStyle(bar).backgroundColor;
  pen.fillRect(0, 0, 1, 1);
  return [...pen.getImageData(0, 0, 1, 1).data.slice(0, 3)];
}"""


def colour(found: list[int]) -> tuple[int, int, int]:
    red, green, blue = found
    return red, green, blue


@pytest.mark.alone
def test_a_reload_while_the_server_is_down_loses_nothing(
    write: Write, server: Server, bob: Person, place: Place
) -> None:
    his = write(bob, place.url)
    his.type("<before>").saved()
    server.kill()
    his.type("<meanwhile>")
    expect(his.badge).to_have_text("Saved on this device")
    his.page.goto("about:blank")
    server.start()
    his.open()
    assert all_agree(his) == "<before><meanwhile>"
    his.page.reload()
    assert all_agree(his.ready()) == "<before><meanwhile>"


@pytest.mark.alone
def test_a_tab_closed_with_unsent_text_leaves_it_to_the_next(
    write: Write, server: Server, bob: Person, alice: Person, place: Place
) -> None:
    his, hers = write(bob, place.url), write(alice, place.url)
    browser = his.page.context
    his.type("<one>").saved()
    hers.sees("<one>")
    server.kill()
    his.press("Control+End").type("<two>")
    expect(his.badge).to_have_text("Saved on this device")
    his.page.close()
    hers.press("Control+Home").type("<three>")
    server.start()
    next_ = Writer(browser.new_page(), place.url).open()
    hers.until("document.querySelector('kring-editor').session.status.joined")
    hers.sees("<two>")
    each_once(all_agree(next_, hers), ["<one>", "<two>", "<three>"])


def test_two_tabs_of_one_browser_both_offline(write: Write, bob: Person, place: Place) -> None:
    first = write(bob, place.url)
    second = Writer(first.page.context.new_page(), place.url).open()
    first.page.context.set_offline(True)
    first.type("<first>")
    second.type("<second>")
    for writer in (first, second):
        expect(writer.badge).to_have_text("Saved on this device")
    first.page.close()
    second.page.context.set_offline(False)
    second.sees("<first>")
    each_once(all_agree(second), ["<first>", "<second>"])


def test_done_waits_for_the_last_words(write: Write, bob: Person, place: Place) -> None:
    his = write(bob, place.url)
    his.type("The very last word")
    his.page.get_by_role("link", name="Done").click()
    his.page.wait_for_url(f"**{place.url}")
    expect(his.page.locator(".prose")).to_have_text("The very last word")


def test_a_browser_that_keeps_nothing_says_so(visit: Visit, bob: Person, place: Place) -> None:
    page = visit(bob)
    page.add_init_script("Object.defineProperty(globalThis, 'indexedDB', {value: undefined})")
    his = Writer(page, place.url)
    his.open()
    expect(his.notice).to_contain_text("This browser keeps nothing on this device.")
    his.page.context.set_offline(True)
    his.type("held in the hand")
    expect(his.badge).to_have_text("Not saved")
    expect(his.notice).to_contain_text("do not close this tab before", timeout=10_000)
    his.page.context.set_offline(False)
    assert all_agree(his) == "held in the hand"
