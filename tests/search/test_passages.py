"""Which passage of a page is shown, and where its link leads: to the words that were asked for, and not to others."""

import pytest

from wiki.search.parsing import parse
from wiki.search.passages import Passage, Wanted, passages_of

PAGE = """<h2 id="u-first">On site: the first hour</h2><p>Look at the return, and at the left side of the plan.</p>
<h2 id="u-valves">Valves</h2><p>Close them one by one.
Return side first, always. Call <code>supply_low</code> after it.</p>
<h2 id="u-safety">Safety</h2><p>Think of safety first</p>"""


def passage(typed: str) -> Passage:
    return passages_of([PAGE], Wanted.by(parse(typed).query))[0]


@pytest.mark.parametrize(
    ("typed", "anchor", "jump"),
    [
        ('"return side first"', "u-valves", "Return side first, always. Call"),
        ('"side first"', "u-valves", "side first, always. Call supply_low"),
        ("supply_low", "u-valves", "always. Call supply_low after it."),
        ('"first hour"', "u-first", ""),
        ('"safety first"', "u-safety", "Think of safety first"),
        ("return plan", "u-first", "return, and at the left"),
    ],
)
def test_it_leads_to_what_was_asked(typed: str, anchor: str, jump: str) -> None:
    found = passage(typed)
    assert (found.anchor, found.jump) == (anchor, jump)


def test_words_near_each_other_are_shown_before_those_far_apart() -> None:
    text = f"<p>Open it. {'Wait. ' * 24}Never the supply.</p><p>Never open the supply.</p>"
    assert passages_of([text], Wanted.by(parse("never open supply").query))[0].jump == "Never open the supply."
