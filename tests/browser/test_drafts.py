"""A page is begun as a draft in the editor, and what is open in the tree is open elsewhere, too."""

from tests.browser.conftest import Visit
from tests.browser.soon import expect
from tests.browser.writer import Writer
from tests.conftest import Person, Place
from wiki.core.unit import unit
from wiki.pages.actions import create_page


def test_from_the_plus_to_a_draft_that_a_colleague_does_not_find(
    visit: Visit, alice: Person, bob: Person, place: Place
) -> None:
    page = visit(bob, place.url)
    page.get_by_role("link", name="Add a page").click()
    page.wait_for_url("**/edit")
    Writer(page, page.url.removesuffix("/edit")).ready()
    page.get_by_role("button", name="Start as a draft").click()
    expect(page.get_by_text("Only you see this draft.")).to_be_visible()
    his = Writer(page, page.url.removesuffix("/edit")).ready()
    his.type("Not for everybody yet")
    page.get_by_role("link", name="Done").click()
    page.wait_for_url(lambda url: not url.endswith("/edit"))
    expect(page.get_by_role("link", name="Put in the tree")).to_be_visible()
    answer = visit(alice).goto(page.url)
    assert answer
    assert answer.status == 404


def test_a_branch_that_was_opened_is_open_on_another_device(visit: Visit, bob: Person, place: Place) -> None:
    with unit():
        create_page(bob.user, place.space, "Below", place.page)
        url = create_page(bob.user, place.space, "Beside").url
    here = visit(bob, url)
    with here.expect_response("**/me/branches"):
        here.get_by_role("button", name="Pages under First steps").click()
    there = visit(bob, url)
    expect(there.locator("kring-tree").get_by_role("link", name="Below")).to_be_visible()
