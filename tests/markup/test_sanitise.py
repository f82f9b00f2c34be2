"""Nothing people write becomes a script, whatever part of the text it hides in."""

import re
from html.parser import HTMLParser

import pytest

from tests.markup.drawn import html_of
from wiki.markup.links import KnownLinks
from wiki.markup.model import Target
from wiki.markup.render import render
from wiki.markup.sanitise import sanitise

EVIL = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    '"><img src=x onerror=alert(1)>',
    "' onmouseover='alert(1)",
    '" onfocus="alert(1)" autofocus="',
    "javascript:alert(1)",
    "JaVaScRiPt:alert(1)",
    "java&#x09;script:alert(1)",
    "java\tscript:alert(1)",
    "&#106;avascript:alert(1)",
    "%6aavascript:alert(1)",
    " javascript:alert(1)",
    "\x01javascript:alert(1)",
    "javascript&colon;alert(1)",
    "vbscript:msgbox(1)",
    "data:text/html,<script>alert(1)</script>",
    "data:image/svg+xml;base64,PHN2Zy8+",
    "<svg onload=alert(1)>",
    "<svg><script>alert(1)</script></svg>",
    "<math><mtext><table><mglyph><style><img src=x onerror=alert(1)>",
    "<style>*{background:url(javascript:alert(1))}</style>",
    '<p style="position:fixed;inset:0">',
    "<iframe src=javascript:alert(1)></iframe>",
    "<object data=x></object>",
    "<embed src=x>",
    "<form action=javascript:alert(1)><button>x</button></form>",
    "<input type=image src=x onerror=alert(1)>",
    "<base href=//evil.example>",
    "<meta http-equiv=refresh content=0>",
    "<link rel=stylesheet href=//evil.example>",
    "<noscript><p title='</noscript><img src=x onerror=alert(1)>'>",
    "<template><img src=x onerror=alert(1)></template>",
    "<a href=javascript:alert(1)>x</a>",
    "<a href='https://x.example' onclick=alert(1) target=_blank>x</a>",
    "<details open ontoggle=alert(1)>",
    "<img name=getElementById id=cookie>",
    "<a id=defaultView name=body>",
    "<!--><img src=x onerror=alert(1)>-->",
    "<![CDATA[><img src=x onerror=alert(1)>]]>",
    "<?php alert(1) ?><img src=x onerror=alert(1)>",
    "</p></div></article><script>alert(1)</script>",
    "<x:script xmlns:x='http://www.w3.org/1999/xhtml'>alert(1)</x:script>",
    "<div class='top-bar modal open'>",
    "<video src=x onerror=alert(1)>",
    "<textarea></textarea><img src=x onerror=alert(1)>",
    "<title></title><img src=x onerror=alert(1)>",
]
PLACES = [
    "{}",
    "text {} text",
    "# {}",
    "[x]({})",
    "[x](<{}>)",
    '[x](/y "{}")',
    "[{}](/y)",
    "![{}](/y)",
    "![x]({})",
    '![x](/y "{}")',
    "<{}>",
    "[x]\n\n[x]: {}",
    '[x]\n\n[x]: /y "{}"',
    "[[{}]]",
    "[[Page|{}]]",
    "[[Page#{}]]",
    "@{}",
    "#{}",
    "`{}`",
    "```{}\ncode\n```",
    "```html\n{}\n```",
    "```mermaid\n{}\n```",
    "    {}",
    "${}$",
    "$$\n{}\n$$",
    "=={}==",
    "~~{}~~",
    "**{}**",
    "> [!NOTE] {}",
    "> [!{}]\n> x",
    "> {}",
    "- [ ] {}",
    "|{}|b|\n|-|-|\n|{}|c|",
    "term {}\n: meaning {}",
    "x[^{}]\n\n[^{}]: note {}",
    "https://x.example/{}",
    "www.x.example/{}",
    "x@{}.example",
    "<details><summary>{}</summary>\n\n{}\n\n</details>",
    "<div>\n{}\n</div>",
    "<a href='{}'>x</a>",
    '<a href="{}">x</a>',
    "<img src='{}' alt='{}'>",
]
TAGS = """
a abbr b blockquote br caption cite code dd del details dfn div dl dt em figcaption figure h1 h2 h3 h4 h5 h6 hr
i img input ins kbd label li mark ol p pre q rp rt ruby s samp section small span strong sub summary sup
table tbody td tfoot th thead tr u ul var wbr
"""
ATTRIBUTES = """
align alt aria-label checked class colspan data-language data-line dir disabled height href id lang loading open
rel reversed role rowspan scope src start tabindex title type width
"""
SCHEME = re.compile(r"([a-z][a-z0-9+.-]*):", re.IGNORECASE)
PRODUCT_CLASSES = frozenset(("top-bar", "modal", "open"))


class _Inspector(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.wrong: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in TAGS.split():
            self.wrong.append(f"<{tag}>")
        for name, value in attrs:
            self._inspect(tag, name, value or "")

    def _inspect(self, tag: str, name: str, value: str) -> None:
        bad = (
            name not in ATTRIBUTES.split()
            or (name in ("href", "src") and not is_harmless(value))
            or (name == "id" and not value.startswith("u-"))
            or (name == "type" and value != "checkbox")
            or (name == "class" and PRODUCT_CLASSES & set(value.split()))
        )
        if bad:
            self.wrong.append(f"<{tag} {name}={value!r}>")

    def handle_comment(self, data: str) -> None:
        self.wrong.append(f"<!--{data}-->")


def is_harmless(address: str) -> bool:
    """Whether a browser, which drops line breaks, tabs and what cannot be seen in front, finds a harmless scheme."""
    scheme = SCHEME.match(re.sub(r"[\t\n\r]", "", address).lstrip("".join(map(chr, range(33)))))
    return scheme is None or scheme[1].lower() in ("http", "https", "mailto")


def found_in(html: str) -> list[str]:
    inspector = _Inspector()
    inspector.feed(html)
    inspector.close()
    return inspector.wrong


@pytest.mark.parametrize("place", PLACES)
def test_no_script_gets_through(place: str) -> None:
    wrong = {evil: found for evil in EVIL if (found := found_in(html_of(place.replace("{}", evil))))}
    assert not wrong


@pytest.mark.parametrize("evil", EVIL)
def test_targets_are_not_trusted_either(evil: str) -> None:
    target = Target(evil, evil)
    known = KnownLinks({"P": target}, {"../x.md": target, "i.png": target}, {"bob": target}, {"heat": target})
    html = html_of("[[P]] [[P#h]] [x](../x.md) [x](../x.md#y) ![i](i.png) @bob #heat", known)
    assert not found_in(html)


def test_the_inspector_sees_what_it_looks_for() -> None:
    for html in (
        "<script>",
        "<p onclick=x>",
        "<a href=javascript:x>",
        "<p id=x>",
        "<input type=text>",
        "<!--x-->",
        "<a href='\x01java\tscript:x'>",
    ):
        assert found_in(html), html


def test_people_s_ids_cannot_be_the_product_s() -> None:
    assert '<p id="u-main">' in sanitise('<p id="main">x</p>')
    assert '<a href="#u-main">' in sanitise('<a href="#main">x</a>')
    assert '<a href="#u-main">' in sanitise('<a href="#u-main">x</a>')


def test_every_input_is_a_box() -> None:
    assert sanitise("<input>") == '<input type="checkbox">'
    assert sanitise("<input type=password name=x value=y>") == '<input type="checkbox">'


def test_details_hold_markdown() -> None:
    html = html_of("<details><summary>More</summary>\n\n**bold**\n\n- item\n\n</details>\n\nafter")
    assert html.startswith("<details><summary>More</summary>")
    assert "<p><strong>bold</strong></p>" in html
    assert html.index("</details>") < html.index("<p>after</p>")


def test_the_same_text_gives_the_same_html() -> None:
    text = "\n\n".join(place.replace("{}", evil) for place in PLACES for evil in EVIL[:6])
    assert len({render(text, KnownLinks()) for _ in range(3)}) == 1
