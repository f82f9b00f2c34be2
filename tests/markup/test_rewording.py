"""Two renderings of a page, with the words that came and went marked."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wiki.markup.links import KnownLinks
from wiki.markup.marking import compare, mark
from wiki.markup.render import render

WORDS = st.lists(st.sampled_from(["one", "two", "*three*", "`four`", "five."]), min_size=1, max_size=8).map(" ".join)
TEXTS = st.lists(WORDS, max_size=6).map("\n\n".join)


def drawn(text: str) -> str:
    return render(text, KnownLinks({}, {}, {}, {})).html


def compared(old: str, new: str) -> str:
    html = compare(drawn(old), drawn(new))["html"]
    return re.sub(r' (data-[a-z]+="[^"]*"|data-since|id="[^"]*"|tabindex="0"|class="[^"]*")', "", html).strip()


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("One *two* three.", "One *two* 3.", "<p>One <em>two</em> <del>three.</del> <ins>3.</ins></p>"),
        ("Four five six seven.", "Four five seven.", "<p>Four five <del>six</del> seven.</p>"),
        ("Four five six", "Four five", "<p>Four five <del>six</del></p>"),
        ("a b c d", "a b and more c d", "<p>a b <ins>and more</ins> c d</p>"),
        ("- a b\n- c d", "- c d", "<ul>\n<li><del>a b</del></li>\n<li>c d</li>\n</ul>"),
        ("Here we are", "Here we are\n\nNew words", "<p>Here we are</p>\n<p><ins>New words</ins></p>"),
        ("Here we are\n\nOld words", "Here we are", "<p>Here we are</p>\n<p><del>Old words</del></p>"),
        ("See $a+b$ here", "See $a+c$ here", "<p>See <del><span>a+b</span></del> <ins><span>a+c</span></ins> here</p>"),
        ("a <b> & c", "a <b> & d", None),
    ],
)
def test_words_that_came_and_went_are_marked(old: str, new: str, told: str | None) -> None:
    html = compared(old, new)
    assert told is None or html == told
    assert "<script" not in html


@given(TEXTS, TEXTS)
def test_without_what_is_marked_either_page_reads_as_it_did(old: str, new: str) -> None:
    html = compare(drawn(old), drawn(new))["html"]
    assert said(re.sub(r"<del>.*?</del>", "", html, flags=re.S)) == said(drawn(new))
    gone = {word for part in re.findall(r"<del>(.*?)</del>", html, flags=re.S) for word in said(part)}
    assert gone <= set(said(drawn(old)))
    assert html.count("<ins>") == html.count("</ins>")
    assert html.count("<del>") == html.count("</del>")


def said(html: str) -> list[str]:
    return re.sub(r"<[^>]*>", "", html).split()


def test_each_change_has_a_name_to_go_to() -> None:
    found = compare(drawn("One.\n\nTwo words."), drawn("# First\n\nTwo more words."))
    assert found["passages"] == 3
    assert f'id="{found["first"]}"' in found["html"]
    assert found["html"].count("data-since") == 3


def test_what_is_long_takes_no_longer_than_it_is() -> None:
    old = "\n\n".join(f"Passage {n} with some words in it." for n in range(3000))
    new = old.replace("some", "other")
    assert compare(drawn(old), drawn(new))["passages"] == 3000


def test_words_that_went_stay_words_whatever_they_look_like() -> None:
    """What is compared has been sanitised before, and nothing is afterwards."""
    words = "`<img src=x onerror=alert(1)>` and `<script>alert(1)</script>`"
    for new in ("Stays.\n", f"Stays.\n\n{words[:-20]}` more\n", "# Stays\n\n- Another\n"):
        html = compare(drawn(f"Stays.\n\n{words}\n"), drawn(new))["html"]
        assert "<del" in html
        assert not re.search(r"<(img|script)", html)
    marked = mark(drawn(f"Stays.\n\n{words}\n"), drawn("Stays.\n"), "Removed:")["html"]
    assert "&lt;img" in marked
    assert not re.search(r"<(img|script)", marked)
