"""What is said around a link is told beside it."""

import pytest

from tests.markup.drawn import NOTHING_KNOWN
from wiki.markup.render import render


def said(text: str) -> list[str]:
    return [link.sentence for link in render(text, NOTHING_KNOWN).links]


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("First this. Then see [[A]] for **more**. And that.", "Then see A for more."),
        ("See [[A|the list]], e.g. of tools!", "See the list, e.g. of tools!"),
        ("Over v1.2 wordt in [[A]] gezegd: “Ja.” Daarna niets.", "Over v1.2 wordt in A gezegd: “Ja.”"),
        ("Read this. [[A]] is good. Go.", "A is good."),
        ("one\ntwo [*list*](a.md) three", "one two list three"),
        ("- [ ] ask @bob about [[A]]", "ask @bob about A"),
        ("| who | what |\n|---|---|\n| Ann | keeps [[A]] |", "keeps A"),
        ("> quoted: [[A]] is good", "quoted: A is good"),
        ("## About [[A]]", "About A"),
        ("[[A]]", ""),
        ("- [[A]].", ""),
        ("`code` and <b>[[A]]</b>", "code and A"),
    ],
)
def test_the_sentence_is_that_of_the_link(text: str, sentence: str) -> None:
    assert said(text) == [sentence]


def test_of_several_the_first_counts() -> None:
    assert said("One [[A]] here. Two [[A]] there.") == ["One A here."]


def test_a_long_one_gives_way_at_its_ends() -> None:
    text = f"{'before ' * 60}[[A]]{' after' * 60}"
    [sentence] = said(text)
    assert sentence.startswith("… before")
    assert " A after" in sentence
    assert sentence.endswith("after …")
    assert len(sentence) < 220


def test_signs_of_html_stay_what_they_are() -> None:
    assert said("Is 1 < 2 &amp; `<script>` in [[A]]?") == ["Is 1 < 2 & <script> in A?"]


def test_many_links_in_one_block_are_read_once() -> None:
    text = " ".join(f"word [[P{n}]]" for n in range(3000))
    assert len(said(text)) == 3000
