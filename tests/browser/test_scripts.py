"""People's own scripts: what is typed or pasted in the browser is what the server holds, character by character."""

from tests.browser.conftest import Write
from tests.browser.writer import all_agree
from tests.conftest import Person, Place

TEXTS = [
    "fire 🔥, family 👨‍👩‍👧‍👦, flag 🇳🇱, skin 👍🏽",
    "漢字かな交じり文と한국어 𠮷野家",
    "e\u0301 is not é; Việt, नमस्ते, ก็, Z\u0351\u036b\u0343a\u030a",
    "שלום עולם, مرحبا بالعالم 123 (abc)",
]


def test_typed(write: Write, bob: Person, place: Place) -> None:
    his = write(bob, place.url)
    for text in TEXTS:
        his.type(text).press("Enter")
    assert all_agree(his) == "".join(f"{text}\n\n" for text in TEXTS)


def test_pasted_between_the_words_of_another(write: Write, alice: Person, bob: Person, place: Place) -> None:
    hers, his = write(alice, place.url), write(bob, place.url)
    hers.type("()")
    his.sees("()").go_to(1)
    for text in TEXTS:
        his.paste(text)
        hers.sees(text).press("Control+End").type(" 🙂")
    assert all_agree(hers, his) == f"({''.join(TEXTS)}){' 🙂' * len(TEXTS)}"


def test_line_ends_of_windows_become_ours(write: Write, alice: Person, bob: Person, place: Place) -> None:
    hers, his = write(alice, place.url), write(bob, place.url)
    his.paste("one\r\ntwo\rthree\n").type("four")
    hers.sees("four").press("Control+End", "Enter").type("five")
    assert all_agree(hers, his) == "one\ntwo\nthree\nfour\nfive"


def test_nobody_cuts_a_character_of_another(write: Write, alice: Person, bob: Person, place: Place) -> None:
    hers, his = write(alice, place.url), write(bob, place.url)
    his.type("👍🏽👨‍👩‍👧‍👦🔥")
    hers.sees("🔥").press("Control+End", "Backspace", "Backspace")
    assert all_agree(hers, his) == "👍🏽"
    his.press("Control+Home", "ArrowRight").type("!")
    assert all_agree(hers, his) == "👍🏽!"


def test_two_replace_the_same_emoji(write: Write, alice: Person, bob: Person, place: Place) -> None:
    """The halves of a pair in UTF-16 are never parted, whoever comes first."""
    hers, his = write(alice, place.url), write(bob, place.url)
    his.type("🔥🔥🔥")
    hers.sees("🔥🔥🔥")
    hers.page.context.set_offline(True)
    his.select(2, 4).type("🎉").saved()
    hers.select(2, 4).type("🚲").page.context.set_offline(False)
    his.sees("🚲")
    text = all_agree(hers, his)
    assert sorted(text) == sorted("🔥🔥🎉🚲")


def test_a_long_paste(write: Write, alice: Person, bob: Person, place: Place) -> None:
    hers, his = write(alice, place.url), write(bob, place.url)
    text = "".join(f"Line {n} of a long text, 👍🏽.\n" for n in range(4000))
    his.paste(text)
    hers.shows(text)
    assert all_agree(hers, his) == text


def test_a_line_runs_as_its_words_do(write: Write, bob: Person, place: Place) -> None:
    his = write(bob, place.url).type("שלום")
    assert his.line("שלום").evaluate("line => getComputedStyle(line).direction") == "rtl"
    his.press("Enter").type("hello")
    assert his.line("hello").evaluate("line => getComputedStyle(line).direction") == "ltr"
