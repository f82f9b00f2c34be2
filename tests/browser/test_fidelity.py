"""Opening, looking at and leaving a page changes not a byte of it."""

import pytest

from tests.browser.conftest import Write
from tests.browser.fidelity import WALK, commonmark, handbook
from tests.browser.soon import expect
from tests.conftest import Person, Place
from wiki.core.db import session
from wiki.core.unit import unit
from wiki.editing import log as page_log
from wiki.editing import titles
from wiki.editing.actions import write_text
from wiki.pages.models import PageContent

ODD = (
    "a  \nb\\\nc\n\n\n\n* one\n+ two\n\n\t code\u00a0\n\n|a|b|\n|-|:-|\n|1|2 |3|\n\n1) x\n3) y\n\n***\n"
    "# T #\n\nS\n=\n\n<div>\n*x*\n</div>\n\n&amp; \\* 👩‍👩‍👧 e\u0301 שלום\u200f\u200b\n"
    "```py\nx\n~~~\n```\n> q\nlazy\n\n[a]: <b> 'c'\n- [X] t \n"
)


@pytest.mark.parametrize("corpus", [commonmark, handbook])
def test_no_text_is_changed_by_being_looked_at(write: Write, bob: Person, place: Place, corpus: object) -> None:
    assert callable(corpus)
    texts = corpus()
    assert len(texts) > 50
    his = write(bob, place.url)
    expect(his.page.locator("kring-editor > .cm-editor")).to_have_attribute("data-has-rest", "")
    assert his.page.evaluate(WALK, texts) == []


def test_opened_and_done_nothing_is_written(write: Write, bob: Person, place: Place) -> None:
    with unit():
        write_text(place.page_id, bob.id, ODD)
        titles.seed(place.page_id, bob.id)
    with unit():
        before = page_log.head_of(place.page_id)
    his = write(bob, place.url)
    his.press("Control+Home", *["ArrowDown"] * 12, "PageDown", "Control+End", "Control+a", "ArrowLeft")
    his.content.blur()
    his.page.locator("[data-done]").click()
    his.page.wait_for_url(f"**{place.url}")
    with unit():
        assert page_log.head_of(place.page_id) == before
        assert session.get_one(PageContent, place.page_id).text == ODD
