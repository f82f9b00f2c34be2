"""GitHub's additions, compared with GitHub's own renderer."""

import cmarkgfm
import pytest
from cmarkgfm.cmark import Options

from tests.markup.drawn import levels_as_written
from tests.markup.shape import shape_of

TABLES = [
    "| a | b |\n| - | - |\n| 1 | 2 |",
    "a | b\n--|--\n1 | 2",
    "a | b\n--|--\n1|2|3\n4\n\nafter",
    "|a|b|\n|:-|-:|\n||x|\n|  |",
    "|a|b|\n|:-:|--|\n| `x\\|y` | \\| |",
    "text\na|b\n-|-\n1|2\n> quote",
    "a|b\n-|-\n1|2\n# heading",
    "a|b\n-|-\n- item",
    "a|b\n-|-\n```\ncode\n```",
    "a|b\n-|-\n***",
    "|a|\n|--|\n    code",
    "|a|\n|-|\n<div>\nx",
    "|a|b|\n|-|-|\n|1|2|\nno pipe here\n\nend",
    "- a|b\n  -|-\n  1|2",
    "> a|b\n> -|-\n> 1|2",
    "a\n:-:",
    "|a|\n-",
    "a\n-|",
    "a b\n--|",
    "a|b|\n-|-|\n|1|2",
    "|a|b\\|c|\n|-|-|",
    "\\|a|b\n-|-",
    "a\\|b\n-|-",
    "| a | b |\n|---|",
    "a | b\n- | -\nc | d",
    "a|b\n===\n-|-",
    "| a\n| -\n| b",
    "|a|b|\n|-|-|\n| **1** | [x](y) |\n| ~~z~~ | https://a.example |",
    "|a|\n|-|\n|a|\n|-|",
    "  | a |\n  | - |\n  | b |",
    "|a|\n| -- |\n\n|b|\n|-|",
]
STRIKES = [
    "~a~ ~~b~~ ~~~c~~~ d",
    "~/a~/b ~5 to ~10",
    "~30-~40",
    "a~~b~~c",
    "~~a\n\nb~~",
    "~~*a*~~ **~~b~~**",
    "~~a ~b~ c~~",
    '"~~a~~"',
    "\\~~a~~",
    "~~a\\~~",
    "`~~a~~`",
    "~ a~",
    "~~~~a~~~~",
]
ADDRESSES = [
    "www.commonmark.example",
    "Visit www.commonmark.example/help for more.",
    "www.a.example/search?q=Markup+(business)",
    "www.a.example/search?q=Markup+(business)))",
    "(www.a.example/search?q=(business))+ok",
    "www.a.example/search?q=commonmark&hl=en",
    "www.a.example/search?q=commonmark&hl;",
    "www.commonmark.example/he<lp",
    "http://commonmark.example (Visit https://encrypted.example/search?q=Markup+(business))",
    "foo@bar.baz",
    "hello@mail+xyz.example isn't valid, but hello+xyz@mail.example is.",
    "a.b-c_d@a.b",
    "a.b-c_d@a.b.",
    "a.b-c_d@a.b-",
    "a.b-c_d@a.b_",
    "http://a_b.c/d http://a.b_c",
    "x_www.foo.example",
    "*www.foo.example*",
    "http://localhost:80/x",
    "https://x",
    "www.x",
    "http://",
    "http://?",
    "http://é.example/ü",
    "**https://a.example/c**.",
    "[www.a.example](http://b.example)",
    "http://a.example/~x~ y",
    '"http://a.example"',
    "'http://a.example'",
    "http://a.example,c",
    "http://a.example/_c_",
    "http://a.example/*c*",
    "http://a.example/[c]",
    "ahttp://b.example",
    " https://a.example?c=d;e",
    "https://a.example/&copy;",
    "`https://a.example`",
    "<https://a.example>",
    "[x@y.example](/u)",
    "(see https://a.example/b).",
    "https://a.example/b!!!",
]
TASKS = [
    "- [ ] a\n- [x] b\n- [X] c\n- [] d\n- [ ]\n- [ ]e",
    "1. [x] a\n2. b",
    "* [ ] a\n  - [x] n\n    text",
    "- [ ] [l](u) *b*",
    "- \\[ ] a",
    "- `[ ]` a",
    "- [x]  two",
    "+ [ ]\n  a",
    "[ ] not in a list",
    "- a [ ] b",
]
NOTES = [
    "x[^u]",
    "[^1]: unused\n\ntext",
    "`[^1]`\n\n[^1]: n",
    "x \\[^1]\n\n[^1]: n",
]


def as_github(text: str) -> str:
    options = Options.CMARK_OPT_UNSAFE | Options.CMARK_OPT_FOOTNOTES
    return str(cmarkgfm.github_flavored_markdown_to_html(text, options=options))


@pytest.mark.parametrize("text", TABLES + STRIKES + ADDRESSES + TASKS + NOTES)
def test_it_comes_out_as_on_github(text: str) -> None:
    assert shape_of(levels_as_written(text)) == shape_of(as_github(text))


DIFFERENT = {
    "~~a~ b~~": "one tilde between two does not end what two began",
    "> a|b\n> -|-\n> 1|2\nlazy": "mistune keeps a line without its sign in the quote, here as a paragraph",
    "[x]: y\na|b\n-|-": "a reference may stand just before a table",
    "mailto:a@b.example": "the scheme before a bare mail address is not part of the link",
    "https://a.example/&amp;x": "entities in bare addresses are read as in the rest of the text",
    "- [ ] a\n\n  more\n- [x] b": "the box and its words are one label, so they stand in no paragraph",
    "> - [x] quoted": "a task in a quote is a task",
    "x[^1]\n\n> [^1]: quoted": "notes are written at the margin, not inside quotes and lists",
    "[^1]: a[^2]\n[^2]: b\n\nx[^1]": "notes are numbered in the order in which a reader meets them",
    "[l[^1]](u)\n\n[^1]: n": "no link in a link: the call of a note inside one stays text",
    "<img src='/a.png' />\n\ntext": "mistune takes a closed tag alone on its line for a paragraph",
}


@pytest.mark.parametrize("text", DIFFERENT)
def test_these_deliberately_differ(text: str) -> None:
    assert shape_of(levels_as_written(text)) != shape_of(as_github(text)), DIFFERENT[text]
