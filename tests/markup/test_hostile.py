"""Texts made to be slow: ten kilobytes of one sign, over and over, must not cost much more than ten of prose."""

import time

import pytest

from wiki.markup.links import KnownLinks
from wiki.markup.render import render
from wiki.pages.projection import RENDER_CPU_S

SIZE = 10_000
ALLOWED = RENDER_CPU_S
"""Seconds of processor time: what is allowed a page. Quadratic time would need many times more."""

SIGNS = """
> >_ >\\n [ ![ [[ [[a| [[a#b|c [[a] ] [] []( [a]( [a](< [a][ ( * *_ *a_ **a a* *a** _a__ ***a **a*
[*a [_a](b)*
` `` ``a_ `a\\n ```\\n ```a\\n ~~~ ~ ~a ~~a_ ~a~ = ==a ==a_ $ $a $_ $$a\\n $$\\n $a$$ | a|b\\n a|b\\n-|-\\n |-|\\n
-_ - *_ +_ 1._ -_>_ >_-_ -_[_]_ -_[x]_a\\n -_a\\n\\n :_a\\n a\\n:_b\\n
a\\n\\n:_b\\n # #_ #a #a/ a# ##_a\\n a\\n-\\n a\\n=
< <a_ <a_href=" <div> <div>\\n <b><i> </p> <!-- <? <![CDATA[ <!A <details>\\n\\n & &# &a; &#x \\\\ ! " '
@ @a @a. a@ a@b a@b. a@b.c, h www. www.a. www._. http:// http://a) http://( http://a; http://a&b; https://a.b/?
[^ [^a] [^a]:_ [^a]:_b\\n [^a]:\\n [^a]:_[^a] [a]:_b\\n [a]: [a]:_< >_[!NOTE]\\n >_[!NOTE]\\n>_ \\n _\\n \\t \\r
a 0 . é 語 😀 \\u200b \\u0301 \\0
"""
WHOLE = {
    "lists in lists": "\n".join("  " * depth + "- a" for depth in range(100)),
    "quotes in quotes": "\n".join(">" * depth + "a" for depth in range(1, 140)),
    "a chain of notes": "[^0]\n\n" + "\n".join(f"[^{number}]: [^{number + 1}]" for number in range(700)),
    "one note called often": "[^a]" * 2000 + "\n\n[^a]: b",
    "many notes": "".join(f"[^{number}] " for number in range(500)) + "\n\n" + "[^1]: a\n" * 500,
    "the same heading": "# a-1\n# a\n" * 900,
    "a wide table": "a|" * 2000 + "\n" + "-|" * 2000 + "\n" + "x\n" * 1000,
    "ticks of every length": "a".join("`" * length for length in range(1, 140)),
    "stars of every length": "a".join("*" * length for length in range(1, 140)),
    "definitions and paragraphs": "a\n\nb\n: c\n\n" * 900,
}


def seconds_for(text: str) -> float:
    """Of this thread: what others left running does not count."""
    begin = time.thread_time()
    render(text, KnownLinks())
    return time.thread_time() - begin


def is_slow(text: str) -> bool:
    """Twice in a row, since it may be just then that Python looks for garbage in all that tests have left."""
    return all(seconds_for(text) >= ALLOWED for _ in range(2))


@pytest.mark.parametrize("sign", SIGNS.split())
def test_a_sign_over_and_over(sign: str) -> None:
    unit = sign.replace("_", " ").encode().decode("unicode_escape") if sign.isascii() else sign
    assert not is_slow(unit * (SIZE // len(unit)))


@pytest.mark.parametrize("name", WHOLE)
def test_a_structure_over_and_over(name: str) -> None:
    assert not is_slow(WHOLE[name])


@pytest.mark.parametrize("unit", ["$a ", "[[a#b|", "@a.", "www._.", "a@b.", "$$a\n", "a|b\n", "~a ", "[^a", "a\n: b\n"])
def test_our_own_rules_take_linear_time(unit: str) -> None:
    """Ten times the text may take thirty times as long, where quadratic time takes a hundred."""
    small, large = unit * 500, unit * 5_000
    seconds_for(small)
    assert min(seconds_for(large) for _ in range(2)) < 30 * min(seconds_for(small) for _ in range(5)) + 0.05
