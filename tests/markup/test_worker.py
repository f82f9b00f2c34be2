"""What the child process answers is what rendering here would have given."""

import json

from wiki.markup.links import KnownLinks
from wiki.markup.model import Target, Words
from wiki.markup.render import render
from wiki.markup.worker import HANDLERS, rendered_from

TEXT = "# A\n\n[[P#h]] [x](../x.md#y) ![i](i.png) @bob #heat $x$\n\n- [x] t\n\n> [!TIP]\n> a"
TARGETS = {
    "page": {"P": {"url": "/p/1", "title": "P", "exists": False}},
    "relative": {"../x.md": {"url": "/p/2", "title": "X"}, "i.png": {"url": "/f/1", "title": "i"}},
    "member": {"bob": {"url": "/m/bob", "title": "Bob"}},
    "tag": {"heat": {"url": "/t/heat", "title": "heat"}},
}
KNOWN = KnownLinks(
    {"P": Target("/p/1", "P", False)},
    {"../x.md": Target("/p/2", "X"), "i.png": Target("/f/1", "i")},
    {"bob": Target("/m/bob", "Bob")},
    {"heat": Target("/t/heat", "heat")},
)


def test_scan_then_render_over_plain_values() -> None:
    seen = json.loads(json.dumps(HANDLERS["scan"](TEXT)))
    assert {kind: sorted(TARGETS[kind]) for kind in TARGETS} == {
        "page": seen["pages"],
        "relative": sorted(seen["relative"]),
        "member": seen["members"],
        "tag": seen["tags"],
    }
    answer = json.loads(json.dumps(HANDLERS["render"](TEXT, TARGETS)))
    assert rendered_from(answer) == render(TEXT, KNOWN)


def test_the_words_of_the_page_s_language_go_along() -> None:
    answer = HANDLERS["render"](TEXT, {}, words={"tip": "Advies"})
    assert rendered_from(answer) == render(TEXT, KnownLinks(), Words(tip="Advies"))
