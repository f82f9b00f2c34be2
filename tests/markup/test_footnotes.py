"""Notes, their numbers and the ways back."""

from tests.markup.drawn import html_of


def test_notes_are_numbered_as_they_are_called() -> None:
    html = html_of("a[^b] c[^d]\n\n[^d]: second\n[^b]: first")
    assert html.index("first") < html.index("second")
    assert '<sup class="footnote-ref"><a id="u-fnref:1" href="#u-fn:1">1</a></sup>' in html
    assert '<li id="u-fn:1"><p>first <a class="footnote-back" href="#u-fnref:1">↩</a></p></li>' in html


def test_every_call_has_a_way_back() -> None:
    html = html_of("a[^n] b[^n]\n\n[^n]: note")
    assert '<a id="u-fnref:1:2" href="#u-fn:1">1</a>' in html
    assert '<a class="footnote-back" href="#u-fnref:1:2">↩2</a>' in html


def test_notes_hold_blocks_and_call_notes() -> None:
    html = html_of("a[^n]\n\n[^n]: note\n\n    - item[^m]\n\nafter\n\n[^m]: inner")
    assert "<p>after</p>" in html
    assert "<li>item<sup" in html
    assert '<li id="u-fn:2"><p>inner' in html


def test_what_nobody_calls_is_not_shown() -> None:
    assert html_of("a\n\n[^n]: note[^m]\n[^m]: other") == "<p>a</p>"


def test_notes_that_call_each_other_end() -> None:
    assert html_of("a[^n]\n\n[^n]: n[^m]\n[^m]: m[^n]").count("<li") == 2


def test_a_call_without_its_note_is_text() -> None:
    assert html_of("a[^n]") == "<p>a[^n]</p>"


def test_a_call_inside_a_link_is_text_and_calls_nothing() -> None:
    assert html_of("[~~a[^n]~~](/x)\n\n[^n]: note") == '<p><a href="/x"><del>a[^n]</del></a></p>'


def test_a_heading_cannot_take_a_note_s_place() -> None:
    assert 'id="u-fn1"' in html_of("## fn:1\n\na[^1]\n\n[^1]: note")
