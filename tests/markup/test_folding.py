"""What did not change in a compared page is folded away, and nothing of it lost."""

from wiki.markup.folding import stretches
from wiki.markup.marking import compare

PAGE = "".join(f"<p>One <b>{n}</b></p>\n<hr>\n" for n in range(6))
LIST = "<ul>\n<li>a</li>\n<li>b</li>\n</ul>\n"


def test_long_stretches_fold_and_what_stands_beside_a_change_stays() -> None:
    compared = compare(PAGE + LIST, f"{PAGE}{LIST.replace('>b<', '>c<')}")["html"]
    folded, shown = stretches(compared)
    assert (folded[1], shown[1]) == (11, 0)
    assert folded[0] + shown[0] == compared
    assert shown[0].startswith("<hr>\n<ul>")


def test_short_ones_and_what_all_changed_stay() -> None:
    for old, new in (("<p>a</p>\n" * 2 + "<p>b</p>\n", "<p>a</p>\n" * 2 + "<p>c</p>\n"), ("", PAGE), ("", "")):
        compared = compare(old, new)["html"]
        assert not any(count for _, count in stretches(compared))
        assert "".join(part for part, _ in stretches(compared)) == compared


def test_a_line_that_came_is_a_passage_like_any_other() -> None:
    assert compare("<p>a</p>\n", "<p>a</p>\n<hr>\n")["html"] == '<p>a</p>\n<hr data-since id="since-1">\n'


def test_what_went_stands_where_it_may_stand() -> None:
    """Not within a list that came in its place: lists hold nothing but items."""
    notes = "<section>\n<ol>\n<li>A note.</li>\n</ol>\n</section>\n"
    gone = '<p data-since id="since-{}"><del>Before.</del></p>\n'
    assert compare("<p>Before.</p>\n", notes)["html"].endswith("</ol>\n</section>\n" + gone.format(2))
    then = compare("<ul>\n<li>a</li>\n</ul>\n<p>Before.</p>\n<p>End</p>\n", "<ul>\n<li>b</li>\n</ul>\n<p>End</p>\n")[
        "html"
    ]
    assert then.index("</ul>") < then.index("<del>Before.</del>") < then.index("End")
