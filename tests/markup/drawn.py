"""How the tests have a text rendered."""

import re

from wiki.markup.links import KnownLinks
from wiki.markup.render import render

NOTHING_KNOWN = KnownLinks()


def html_of(text: str, known: KnownLinks = NOTHING_KNOWN) -> str:
    """The HTML without the lines blocks begin on, which most tests do not ask for."""
    return re.sub(r' data-line="\d+"', "", render(text, known).html).strip()


def levels_as_written(text: str) -> str:
    """The HTML with headings at the level people wrote, as other renderers draw them."""
    rendered = render(text, NOTHING_KNOWN)
    if all(heading.level > 1 for heading in rendered.outline):
        return rendered.html
    return re.sub(r"<(/?)h([2-6])", lambda m: f"<{m[1]}h{int(m[2]) - 1}", rendered.html)
