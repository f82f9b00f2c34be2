"""What is lost when pages come from elsewhere, in words that can be translated.

Readers of files count under English names what they could not carry over; here stands how each is said to people.
`tests/transfer/test_losses.py` finds those that nobody could translate.
"""

import re

from wiki.core.speaking import Words


def phrase(text: str) -> str:
    """Marks words that are translated where they are shown."""
    return text


HIDDEN = phrase("hidden")
DEEP = phrase("in more than 100 folders")
UNREADABLE = phrase("too large, or not to be read")
LINKED = phrase("a link, not a file")
AROUND = phrase("stood around every page of the old wiki")
CUT = phrase("a revision larger than 2 MB, taken up to there")
SECOND = phrase("not the first dump")

KNOWN = frozenset(
    {
        *(HIDDEN, DEEP, UNREADABLE, LINKED, AROUND, CUT, SECOND),
        phrase("history of a page"),
        phrase("attributes {…}"),
        phrase("bytes that are not UTF-8"),
        phrase("NUL characters"),
        phrase("links of a kind that no browser should follow"),
        phrase("rows of very long tables"),
        phrase("tables within tables, kept as lines"),
        phrase("merged cells of tables"),
        phrase("comments in the margin, kept at the end"),
        phrase("tracked changes, taken as accepted"),
        phrase("headers and footers of pages"),
        phrase("styles of Word's own, which look like plain text"),
        phrase("formulas of Word"),
        phrase("databases, kept as tables"),
        phrase("lists of contents and of pages below, which Kring shows itself"),
        phrase("columns, kept one below the other"),
        phrase("comments that only the editor shows, kept hidden"),
        phrase("names of blocks"),
        phrase("callouts that fold, kept open"),
        phrase("links to other wikis, kept as words"),
        phrase("texts that could not be read, kept as wikitext"),
        phrase("colours of text and cells"),
        phrase("pictures that could not be read"),
        phrase("comments, kept at the end of their pages"),
        phrase("mentions of people, kept as names"),
        phrase("forms"),
        phrase("drawings of a script"),
        phrase("embedded objects"),
        phrase("moving text"),
    }
)
SHAPED = (
    (re.compile(r"front matter: (?P<what>.*)"), phrase("front matter: %(what)s")),
    (re.compile(r"macro: (?P<what>.*)"), phrase("macro: %(what)s")),
    (re.compile(r"template (?P<what>.*), kept as code"), phrase("template %(what)s, kept as code")),
    (re.compile(r"(?P<what>.*), kept as a link"), phrase("%(what)s, kept as a link")),
    (re.compile(r"not taken, pages: (?P<what>\d+)"), phrase("not taken, pages: %(what)s")),
)


def loss_in_words(name: str, words: Words) -> str:
    """In the reader's language; names of tags and the like stay as they are."""
    if name in KNOWN:
        return words.gettext(name)
    for shape, said in SHAPED:
        if found := shape.fullmatch(name):
            return words.gettext(said, what=found["what"])
    return name
