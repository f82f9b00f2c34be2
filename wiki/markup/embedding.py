"""`![[…]]`: a place for another page or a section of it, or a file of this page.

The HTML of a page is the same for all who read it, so a page is not put in here: what is drawn is a paragraph with its
number and the link that stands there for whoever may not read it. `pages.embedding` puts the page in when it is read.
"""

import re

from wiki.markup import links
from wiki.markup.drawing import Drawing, attributes
from wiki.markup.files import draw_file, draw_picture
from wiki.markup.headings import anchor_of
from wiki.markup.model import Target, Token
from wiki.markup.text import one_line

MOST_PLACES = 100
"""In a page; what comes behind them is linked to."""

_WIDTH = re.compile(r"([1-9]\d{1,3})(?:x\d{1,4})?")
"""`![[picture.png|400]]`: CSS pixels in place of words."""


def draw_embeds(drawing: Drawing, paragraph: Token) -> str | None:
    """A paragraph that holds nothing else: each gets a place of its own."""
    shown = [token for token in paragraph["children"] if token["type"] != "softbreak"]
    if not shown or not all(token["type"] == "wikilink" and token["attrs"]["embeds"] for token in shown):
        return None
    return "".join([_place(drawing, token) for token in shown])


def _place(drawing: Drawing, token: Token) -> str:
    name, heading = token["attrs"]["name"], token["attrs"]["heading"]
    target = drawing.links.embed(name) if name else None
    if target is None or target.is_file or target.page is None or drawing.places == MOST_PLACES:
        return f"<p>{draw_wikilink(drawing, token)}</p>\n"
    drawing.places += 1
    section = anchor_of(heading) if heading else None
    at = attributes(**{"data-embed": target.page, "data-section": section})
    instead = links.to_page(target, f"#{section}" if section else "", drawing.children(token), None)
    return f'<p class="embed"{at}>{instead}</p>\n'


def draw_wikilink(drawing: Drawing, token: Token) -> str:
    """A link; a file that is to be shown is shown among words, too."""
    target = drawing.links.embed(token["attrs"]["name"]) if token["attrs"]["embeds"] else None
    if target is None or not target.is_file:
        return links.draw_wikilink(drawing, token)
    return _file(drawing, token, target)


def _file(drawing: Drawing, token: Token, target: Target) -> str:
    words = one_line(token["children"])
    if target.width is None or not target.exists:
        return draw_file(target, drawing.children(token), None)
    width = _WIDTH.fullmatch(words)
    return draw_picture(target, target.title if width else words, None, int(width[1]) if width else 0)
