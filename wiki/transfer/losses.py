"""What is lost when pages come from elsewhere, in words that can be translated.

Readers of files count under English names what they could not carry over; here stands how each is said to people.
`tests/transfer/test_losses.py` finds those that nobody could translate.
"""

import re

from wiki.core.speaking import Words


def word(text: str) -> str:
    """Marks words that are translated where they are shown."""
    return text


HIDDEN = word("hidden")
DEEP = word("in more than 100 folders")
UNREADABLE = word("too large, or not to be read")
LINKED = word("a link, not a file")
AROUND = word("stood around every page of the old wiki")
CUT = word("a revision larger than 2 MB, taken up to there")
SECOND = word("not the first dump")

KNOWN = frozenset(
    {
        *(HIDDEN, DEEP, UNREADABLE, LINKED, AROUND, CUT, SECOND),
        word("history of a page"),
        word("attributes {…}"),
        word("bytes that are not UTF-8"),
        word("NUL characters"),
        word("links of a kind that no browser should follow"),
        word("rows of very long tables"),
        word("tables within tables, kept as lines"),
        word("merged cells of tables"),
        word("comments in the margin, kept at the end"),
        word("tracked changes, taken as accepted"),
        word("headers and footers of pages"),
        word("styles of Word's own, which look like plain text"),
        word("formulas of Word"),
        word("databases, kept as tables"),
        word("lists of contents and of pages below, which Kring shows itself"),
        word("columns, kept one below the other"),
        word("comments that only the editor shows, kept hidden"),
        word("names of blocks"),
        word("callouts that fold, kept open"),
        word("links to other wikis, kept as words"),
        word("texts that could not be read, kept as wikitext"),
        word("colours of text and cells"),
        word("pictures that could not be read"),
        word("comments, kept at the end of their pages"),
        word("mentions of people, kept as names"),
        word("forms"),
        word("drawings of a script"),
        word("embedded objects"),
        word("moving text"),
    }
)
SHAPED = (
    (re.compile(r"front matter: (?P<what>.*)"), word("front matter: %(what)s")),
    (re.compile(r"macro: (?P<what>.*)"), word("macro: %(what)s")),
    (re.compile(r"template (?P<what>.*), kept as code"), word("template %(what)s, kept as code")),
    (re.compile(r"(?P<what>.*), kept as a link"), word("%(what)s, kept as a link")),
    (re.compile(r"not taken, pages: (?P<what>\d+)"), word("not taken, pages: %(what)s")),
)


def loss_in_words(name: str, words: Words) -> str:
    """In the reader's language; names of tags and the like stay as they are."""
    if name in KNOWN:
        return words.gettext(name)
    for shape, said in SHAPED:
        if found := shape.fullmatch(name):
            return words.gettext(said, what=found["what"])
    return name
