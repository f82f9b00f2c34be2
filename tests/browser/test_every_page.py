"""Every page there is, in both languages and both themes: axe finds nothing, nothing scrolls sideways on the smallest
phone, and no script or policy complains."""

from dataclasses import dataclass
from datetime import timedelta

import pytest
from playwright.sync_api import Page, Response, expect
from sqlalchemy import select

from tests.access_table import ROWS, Row
from tests.browser.conftest import Axe, Visit, known
from tests.browser.device import kept
from tests.conftest import Person, Place
from tests.files.making import files_for
from wiki.accounts.actions import invite, let_in, make_group, reset_link_for
from wiki.accounts.groups import called_by
from wiki.accounts.links import Purpose, make_link
from wiki.accounts.models import User
from wiki.comments.actions import answer, begin_thread, react
from wiki.core.clock import now
from wiki.core.db import session
from wiki.core.unit import unit
from wiki.editing.actions import name_version, write_text
from wiki.lists.actions import make_list
from wiki.lists.items import put_on, what_stands
from wiki.lists.queries import own_lists
from wiki.notifications.watching import How, Kind, watch
from wiki.pages.actions import create_page, trash_page
from wiki.pages.details import give_tag, set_icon, set_keeper, set_status
from wiki.pages.models import Page as WikiPage
from wiki.pages.models import Status
from wiki.pages.policy import page_for
from wiki.people.actions import Said, say
from wiki.people.fields import set_t
from wiki.people.links import Link
from wiki.people.vouching import accept as accept_vouch
from wiki.people.vouching import vouch
from wiki.questions.actions import ask as ask_question
from wiki.questions.answers import accept, thank
from wiki.questions.answers import answer as answer_question
from wiki.questions.turns import decline
from wiki.questions.words import Words
from wiki.rounds.actions import ask
from wiki.saves.actions import save
from wiki.saves.people import save_person
from wiki.search.kept import keep_search, searches_of
from wiki.search.models import MissedWords
from wiki.spaces.access import ask as ask_for_access
from wiki.spaces.actions import set_member
from wiki.spaces.models import Role
from wiki.spaces.tags import tags_named
from wiki.suggestions.actions import suggest

DESK, PHONE = {"width": 1280, "height": 900}, {"width": 320, "height": 640}
TEXT = """
The start of it, by @bob, about #field work: see [[Below|what stands below]] and [[Nowhere yet]], ==marked== and
~~struck~~, $e^{i\\pi} + 1 = 0$, `code`, a very_long_word_that_goes_on_and_on_and_on_and_on_and_on_and_on_for_ever,
`/srv/kring/data/files/a-rather-long-name-of-a-file.tar.gz`, #a-tag-that-is-longer-than-a-phone-is-wide-in-all,
https://example.org/a/rather/long/address/that/does/not/fit/on/a/phone and a note.[^1]

## A table

| Left | Right | A rather wide column | Another rather wide column | And one more of them |
|:-----|------:|:--------------------:|----------------------------|----------------------|
| 1    | 2     | `three`              | **four**                   | five                 |

$$\\int_0^\\infty e^{-x^2} dx = \\frac{\\sqrt{\\pi}}{2} + a + b + c + d + e + f + g + h + i + j + k + l + m + n + o$$

## Lists

- [ ] to do
- [x] done

![[Below#A part]]

![[Below]]

![[Nowhere yet]]

1. one
   - within

Term
: what it means

> [!NOTE]
> Keep this in mind.

> [!WARNING]
> Mind this.

> Quoted.

```python
def answer(question: str = "a line that is a good deal longer than the smallest of phones is wide") -> int:
    return 42  # as ever
```

<details><summary>More</summary>

Within.

</details>

### Deeper

---

[^1]: Below the page.
"""

BELOW = """
What stands below, with $x$.

## A part

| Left | Right | A rather wide column | Another rather wide column | And one more of them |
|:-----|------:|:--------------------:|----------------------------|----------------------|
| 1    | 2     | `three`              | **four**                   | five                 |

- [ ] to do here

![[First steps]]
"""

FOR_PROGRAMS = {
    "comments.open_piece",
    "comments.piece",
    "drawings.frame",
    "editing.state",
    "export.as_html",
    "export.clone",
    "export.as_markdown",
    "files.send",
    "home.health",
    "offline.here",
    "offline.manifest",
    "offline.worker",
    "pages.card",
    "questions.answers",
    "pages.consequences",
    "pages.details_head",
    "pages.details_row",
    "pages.kept",
    "pages.lead",
    "pages.new",
    "pages.raw",
    "pages.suggest_headings",
    "pages.suggest_pages",
    "pages.suggest_people",
    "pages.suggest_tags",
    "pages.suggest_templates",
    "pages.template_text",
    "spaces.branch",
}


@dataclass(frozen=True)
class Furnished:
    paths: list[str]
    """Of every page a member can come to."""
    open_paths: list[str]
    """Of those for guests."""
    folio: str
    place: Place


@pytest.fixture
def furnished(place: Place, alice: Person, bob: Person, carol: Person) -> Furnished:
    with unit():
        write_text(place.page_id, bob.id, "The first version. #field")
    with unit():
        name_version(place.page_id, "Before the trip")
    with unit():
        below = create_page(bob.user, place.space, "Below", place.page)
        set_icon(bob.user, below, "🔑")
        write_text(below.id, bob.id, BELOW)
        write_text(place.page_id, carol.id, TEXT)
        describe(place, bob)
        trashed = create_page(bob.user, place.space, "Thrown away")
        trashed_url, trashed_id = trashed.url, trashed.id
    with unit():
        name_version(place.page_id, "")
        trash_page(bob.user, session.get_one(WikiPage, trashed_id))
    file, thrown = files_for(place, bob)
    with unit():
        introduce(place, alice, bob)
    with unit():
        proposal = talk(place, alice, bob)
        kept = keep_list(alice, place, bob)
        questions = ask_questions(place, alice, bob)
    known_ = {
        "proposal": proposal,
        "thread": 1,
        "remark": 1,
        "request": 1,
        "file": file,
        "thrown": thrown,
        "page": place.url,
        "page_id": place.page_id,
        "slug": place.slug,
        "trashed": trashed_url,
        **questions,
        **kept,
    }
    listed = [row.url.format(**known_) for row in ROWS if shows_a_page(row)]
    listed += [str(known_["asked"]), str(known_["solved"])]
    return Furnished(
        [*listed, "/p/999999-nothing", "/people/carol", "/people?q=tag:keys"], open_paths(alice, bob), place.url, place
    )


def introduce(place: Place, alice: Person, bob: Person) -> None:
    """All that a profile can say, and a group; the others may be there from an earlier test."""
    bob.user.password_hash = "x"
    words = "a_very_long_word_that_goes_on_and_on_and_on_and_on_and_on"
    said = Said(
        **dict.fromkeys(("headline", "role", "place", "ask", "work"), words),  # type: ignore[arg-type]
        work_until=now().date() + timedelta(days=9),
        languages=["nl", "fy", "en"],
        links=[Link("", f"https://example.org/{words}"), Link(words, "https://example.org")],
        pins=[place.page_id],
    )
    say(bob.user, said)
    set_t(bob.user, "a-tag-that-goes-on-and-on-and-on-and-on-for-ever", ["pumps", "heating", "drains"])
    vouch(alice.user, bob.user, "pumps")
    accept_vouch(bob.user, alice.id, tags_named(["pumps"])[0].id)
    if not called_by(["fitters"]).people:
        let_in(make_group(bob.user, "fitters", words, words), alice.user)


def talk(place: Place, alice: Person, bob: Person) -> int:
    """About a passage, with all that can stand in a thread, and about the whole page; the remark that proposes
    something."""
    page = page_for(bob.user, place.page_id)
    words = "Why `so`? See https://example.org/a/rather/long/address/that/does/not/fit/on/a/phone, @alice.\n\n- one"
    thread = begin_thread(bob.user, page, words, quote="a very_long_word_that_goes_on_and_on")
    remark = answer(alice.user, page, thread, "Because.\n\n```\na line that is longer than it is wide there\n```")
    for emoji in ("👍", "🎉"):
        react(bob.user, page, remark, emoji)
    begin_thread(alice.user, page, "Good to have this.")
    for person in (alice, bob):
        save(person.user, page, "For a_very_long_word_that_goes_on_and_on_and_on_and_on", is_open=True)
    session.merge(
        MissedWords(id=1, words="averylongwordthatgoesonandonandonandon in vain", days=2, last_on=now().date())
    )
    watch(alice.id, Kind.SPACE, place.space_id, How.SIDEWAYS)
    carol = session.scalars(select(User).where(User.handle == "carol")).one()
    ask_for_access(carol, page.url, "I would like to write down what_I_found_and_it_goes_on_and_on_and_on_and_on.")
    ask(bob.user, page, [alice.user], "Is `it` complete, and is there a_very_long_word_that_goes_on_and_on_and_on?")
    return suggest(alice.user, page, thread, "a_very_long_word_that_goes_on_and_on_and_on_and_on_and_on").remark_id


def ask_questions(place: Place, alice: Person, bob: Person) -> dict[str, object]:
    """One put to alice by name, one that an answer of hers helped, and one of hers that bob cannot answer."""
    page, long = page_for(bob.user, place.page_id), "a_very_long_word_that_goes_on_and_on_and_on_and_on_and_on"
    tags = ("keys", "a-tag-that-goes-on-and-on-and-on-and-on-for-ever")
    words = Words(f"Why {long}?", f"# See\n\n`{long}`", tags)
    asked, solved = (
        ask_question(bob.user, place.space, words, about=page, person=alice.user, candidates=[]) for _ in range(2)
    )
    for _ in range(2):
        given = answer_question(alice.user, solved, f"# See\n\n- {long}\n\n```\n{long} {long} {long}\n```")
    accept(bob.user, solved, given)
    thank(bob.user, solved, given)
    own = ask_question(alice.user, place.space, Words("Who?"), person=bob.user)
    mine = answer_question(alice.user, own, "I do.")
    decline(bob.user, own, "I am new.")
    found = {"question": own.url, "answer": mine.id, "space_id": place.space_id}
    return found | {"asked": asked.url, "solved": solved.url}


def keep_list(by: Person, place: Place, *people: Person) -> dict[str, object]:
    """Within a unit: a list of theirs with all that can stand there."""
    long = "a_very_long_word_that_goes_on_and_on_and_on_and_on_and_on"
    kept = next(iter(own_lists(by.user)), None) or make_list(by.user, long, f"For {long}", is_open=True)
    for what in (place.page, *(person.user for person in people)):
        if what_stands(kept, what) is None:
            put_on(kept, what, f"For {long}")
    item = what_stands(kept, place.page)
    assert item
    return {"list": kept.url, "private_list": kept.url, "item": item.id}


def describe(place: Place, bob: Person) -> None:
    """All that can be said of a page, the last status long after others."""
    page = page_for(bob.user, place.page_id, to="edit")
    for tag in ("keys", "a-tag-that-goes-on-and-on-and-on-and-on-for-ever"):
        give_tag(bob.user, page, tag)
    for status in (*Status, None, Status.REVIEW):
        set_status(bob.user, page, status)
    set_keeper(bob.user, page, bob.user)


def shows_a_page(row: Row) -> bool:
    return row.method == "GET" and row.alice == 200 and row.endpoint not in FOR_PROGRAMS


def open_paths(alice: Person, bob: Person) -> list[str]:
    with unit():
        links = [invite(alice.user), reset_link_for(bob.user, alice.user), make_link(Purpose.OWNER)]
    return ["/sign-in", "/-/offline", "/forgot", "/sign-up", *links, "/join/used", "/reset/used"]


LANGUAGES = pytest.mark.parametrize("language", ["en", "nl"])


@LANGUAGES
@pytest.mark.slow
def test_pages_of_members(
    visit: Visit, axe: Axe, alice: Person, bob: Person, furnished: Furnished, language: str
) -> None:
    person = known(f"owner-{language}", "Nienke Ömer", is_owner=True)
    with unit():
        person.user.language, person.user.password_hash = language, "x"
        vouch(alice.user, person.user, "pumps")
        set_member(furnished.place.space, person.user, Role.OWNER)
        save(person.user, furnished.place.page, "For a_very_long_word_that_goes_on_and_on_and_on_and_on_and_on")
        save_person(person.user, alice.user, "For a_very_long_word_that_goes_on_and_on_and_on_and_on_and_on")
        kept = keep_list(person, furnished.place, alice, bob)
        if not searches_of(person.user):
            keep_search(person.user, "Every page", "a_very_long_word_that_goes_on tag:field", "best", watched=False)
    own = [path.format(**kept) for path in ("{list}", "{list}/edit", "{list}/items/{item}")]
    page = visit(person, reduced_motion="reduce", viewport=DESK)
    assert wrong_with(page, axe, [*furnished.paths, *own], language) == {}


@LANGUAGES
def test_pages_of_guests(visit: Visit, axe: Axe, furnished: Furnished, language: str) -> None:
    page = visit(locale=language, reduced_motion="reduce", viewport=DESK)
    assert wrong_with(page, axe, furnished.open_paths, language) == {}


def wrong_with(page: Page, axe: Axe, paths: list[str], language: str) -> dict[str, list[str]]:
    found = {}
    for path in paths:
        answer = page.goto(path)
        if answer and is_page(answer):
            found[path] = all_looks(page, axe, language)
    return {path: wrong for path, wrong in found.items() if wrong}


def is_page(answer: Response) -> bool:
    """Some addresses answer programs: the editor's scripts ask for JSON."""
    return answer.headers["content-type"].startswith("text/html")


def all_looks(page: Page, axe: Axe, language: str) -> list[str]:
    """axe looks at English on a desk, in both themes, and at Dutch, whose words are longer, on a phone."""
    wrong = []
    if page.locator("html").get_attribute("lang") != language:
        wrong.append("another language")
    if page.locator("kring-editor").count():
        expect(page.locator("kring-editor .cm-content")).to_have_attribute("contenteditable", "true")
    if language == "en":
        page.emulate_media(color_scheme="dark")
        wrong += [f"dark: {line}" for line in axe(page, only="color-contrast")]  # a theme has other colours, no more
        page.emulate_media(color_scheme="light")
        wrong += [f"light: {line}" for line in axe(page)]
    page.set_viewport_size(PHONE)  # type: ignore[arg-type]
    if language == "nl":
        wrong += [f"phone: {line}" for line in axe(page)]
    if (width := page.evaluate("document.documentElement.scrollWidth")) > PHONE["width"]:
        wrong.append(f"{width} px wide on a phone")
    page.set_viewport_size(DESK)  # type: ignore[arg-type]
    return wrong


def test_axe_looks_at_what_opens(visit: Visit, axe: Axe, alice: Person, furnished: Furnished) -> None:
    page = visit(alice, furnished.folio, reduced_motion="reduce")
    page.get_by_label("More actions").click()
    assert axe(page) == [], "the menu"
    page.keyboard.press("Escape")
    page.keyboard.press("?")
    assert axe(page) == [], "the list of keys"
    page.goto(f"{furnished.folio}/edit")
    expect(page.locator("kring-editor .cm-content")).to_have_attribute("contenteditable", "true")
    page.locator("kring-editor .cm-content").press("Control+f")
    expect(page.locator(".find-panel")).to_be_visible()
    assert axe(page) == [], "the search in the editor"
    page.keyboard.press("Escape")
    kept(page, f"{alice.id} /-/device")
    page.context.set_offline(True)
    expect(page.locator("kring-editing-notice")).to_be_visible()
    assert axe(page) == [], "the bar of who is offline"
    page.goto("/nowhere-at-all")
    expect(page.locator("[data-elsewhere]")).to_be_visible()
    page.locator("[data-begin]").click()
    expect(page.locator(".cm-content")).to_be_visible()
    assert axe(page) == [], "what stands in for a page that is not on the device"


def test_formulas_are_drawn_without_complaint(visit: Visit, bob: Person, furnished: Furnished) -> None:
    page = visit(bob, furnished.folio)
    expect(page.locator(".math.drawn .katex")).to_have_count(3)
