"""A wiki with a closed space in which everything has a telltale name, beside two that a stranger to it may read."""

from dataclasses import dataclass, field
from datetime import timedelta
from io import BytesIO

from sqlalchemy import select

from tests.conftest import Person, Place
from tests.files.making import bring, picture
from wiki.accounts.actions import let_in, make_group
from wiki.comments.actions import answer, begin_thread, resolve
from wiki.comments.policy import thread_for
from wiki.core.clock import now
from wiki.core.db import session
from wiki.core.later import run_due
from wiki.core.unit import unit
from wiki.editing.actions import name_version, write_text
from wiki.files.actions import trash_file
from wiki.files.models import File
from wiki.files.portraits import put_photo, received_photo
from wiki.lists.actions import make_list
from wiki.lists.items import put_on
from wiki.notifications.watching import How, Kind, watch
from wiki.pages.actions import create_page, move_page, rename_page, trash_page
from wiki.pages.asking import answer as look_at
from wiki.pages.asking import ask, request_to
from wiki.pages.beginning import begin_page
from wiki.pages.calendar import make_feed
from wiki.pages.details import give_tag, set_icon, set_keeper
from wiki.pages.models import Page, PageAlias
from wiki.pages.policy import page_for
from wiki.pages.templates import make_template
from wiki.pages.trust import PageReview, doubt
from wiki.pages.views_count import count
from wiki.people.actions import Said, say
from wiki.people.fields import set_t
from wiki.people.models import Detail, Sight
from wiki.people.vouching import accept, vouch
from wiki.questions.actions import ask as ask_question
from wiki.questions.answers import answer as answer_question
from wiki.questions.turns import decline
from wiki.questions.words import Words
from wiki.saves.actions import save
from wiki.saves.people import save_person
from wiki.search.kept import keep_search
from wiki.spaces.access import ask as ask_for_access
from wiki.spaces.actions import create_space, describe_space, remove_member, set_member
from wiki.spaces.models import Role, Space, Tag
from wiki.spaces.synonyms import count_as, describe
from wiki.suggestions.actions import suggest
from wiki.transfer.runs import ImportRun, Step

ICON = "🦩"
TELLTALE = "wombat"
"""Every word that may not be told begins so, in any case."""
CLOSED = f"""First wombatlead. #wombattag [[Wombatchild]] and a wombatsentence around [[Open day]].

## Wombatheading

- [ ] wombattask @dave 2026-12-01
- [ ] wombatother @wombatperson

> [!note] Wombatcallout
> wombatnote

See [[Wombatwanted]] and [[Shared wish]]. ![[Wombatchild]] [^1] ![{TELLTALE}picture](wombatfile.txt)

[^1]: wombatfootnote
"""


@dataclass
class House:
    """Ids of what was furnished. `closed` pages a stranger may never learn of; `mine` is dave's own space."""

    pages: dict[str, int] = field(default_factory=dict)
    spaces: dict[str, int] = field(default_factory=dict)
    files: list[int] = field(default_factory=list)
    threads: list[int] = field(default_factory=list)
    proposals: list[int] = field(default_factory=list)
    feeds: list[str] = field(default_factory=list)
    questions: list[int] = field(default_factory=list)
    answers: list[int] = field(default_factory=list)
    photos: list[str] = field(default_factory=list)

    def page(self, name: str) -> Page:
        return session.get_one(Page, self.pages[name])

    def space(self, name: str) -> Space:
        return session.get_one(Space, self.spaces[name])


def furnish(alice: Person, bob: Person, dave: Person) -> House:
    """alice owns and bob edits the closed space; dave owns his own, and edits one that the whole team may write."""
    house = House()
    with unit():
        for name, by in (("annex", alice), ("lent", alice), ("open", alice), ("shut", alice), ("mine", dave)):
            house.spaces[name] = create_space(
                by.user, name.title(), team_role=None if name not in ("open", "shut") else Role.EDITOR
            ).id
        set_member(house.space("annex"), bob.user, Role.EDITOR)
        set_member(house.space("lent"), dave.user, Role.EDITOR)
        describe_space(house.space("annex"), name="Wombatspace", about="Wombatabout", team_role=None)
        describe_space(house.space("lent"), name="Wombatlent", about="Wombatloan", team_role=None)
    _open_pages(house, alice, dave)
    _closed_pages(house, bob)
    _pages_that_will_close(house, alice, dave)
    _drafts(house, alice, dave)
    _imports(bob, dave)
    run_due()
    _threads(house, alice, bob, dave)
    _questions(house, alice, bob, dave)
    with unit():
        for name in ("closed", "lent", "moved"):
            ask_for_access(dave.user, f"/p/{house.pages[name]}", "Mine to ask")
        ask_for_access(bob.user, f"/p/{house.pages['own']}")
    with unit():
        for name, note in (("own", "Mine"), ("lent", "Wombatnoted"), ("day", "")):
            save(dave.user, page_for(dave.user, house.pages[name]), note, is_open=True)
        save(bob.user, page_for(bob.user, house.pages["closed"]), "Wombatsaved", is_open=True)
        save(alice.user, page_for(alice.user, house.pages["day"]), "Wombatsecret")
        save_person(alice.user, bob.user, "Wombatcolleague")
        keep_search(dave.user, "Plans", "plan", "best", watched=False)
        keep_search(bob.user, "Wombatsearch", "wombatlead", "best", watched=False)
    _lists(house, alice, bob, dave)
    _profiles(house, alice, bob, dave)
    with unit():
        house.feeds.append(make_feed(dave.user))
        for name in ("own", "closed", "lent"):
            watch(dave.id, Kind.PAGE, house.pages[name], How.EVERYTHING)
    return house


def _lists(house: House, alice: Person, bob: Person, dave: Person) -> None:
    """An open one of dave's and one of bob's, each with pages that dave may not read or will not; alice's own."""
    with unit():
        for by, name, is_open, pages in (
            (dave, "Notes", True, ("own", "lent")),
            (bob, "Start here", True, ("closed", "day", "moved")),
            (alice, "Wombatlist", False, ("closed",)),
        ):
            kept = make_list(by.user, name, "Wombatlistabout" if by is alice else "All of it", is_open=is_open)
            for page in pages:
                note = "First" if page in ("own", "day") else "Wombatlistnote"
                put_on(kept, house.page(page), note)
            put_on(kept, bob.user, "Mine" if by is dave else "Helps")


def _profiles(house: House, alice: Person, bob: Person, dave: Person) -> None:
    """bob shows all to those alone who share a closed space with him; alice says of him what only they may know."""
    with received_photo(BytesIO(picture())) as square, unit():
        put_photo(alice.user, square)
        house.photos.append(alice.user.portrait or "")
    with unit():
        alice.user.password_hash = bob.user.password_hash = "x"
        words = {name: f"Wombat{name}" for name in ("headline", "role", "place", "ask", "work")}
        near = dict.fromkeys((Detail.HEADLINE, Detail.ROLE, Detail.PLACE, Detail.ASK, Detail.WORK), Sight.NEAR)
        pins = [house.pages["closed"], house.pages["lent"]]
        until = now().date() + timedelta(days=9)
        say(bob.user, Said(**words, work_until=until, pins=pins, sights=near))  # type: ignore[arg-type]
        set_t(bob.user, "field", ["yard"])
        vouch(alice.user, bob.user, "wombattag")
        accept(bob.user, alice.id, session.scalars(select(Tag.id).where(Tag.name == "wombattag")).one())
        group = make_group(alice.user, "crew", "The crew")
        for person in (bob, dave):
            let_in(group, person.user)


def _threads(house: House, alice: Person, bob: Person, dave: Person) -> None:
    """About a passage of a closed page, and one that will close; the last is dave's own. Each has one remark."""
    for name, by, words, quote in (
        ("closed", bob, "Wombatanswered [[Open day]] @dave @alice", "First wombatlead."),
        ("lent", dave, "Wombatquoted", "Wombatlenttext"),
        ("own", dave, "Mine: [[Winter plan]] [[Cellar plan]]", "Notes."),
    ):
        with unit():
            page = page_for(by.user, house.pages[name])
            house.threads.append(begin_thread(by.user, page, words, quote=quote).id)
    with unit():
        thread, page = thread_for(dave.user, house.threads[2])
        for text in ("See [[Winter plan]]", "And ![[Winter plan]]"):
            answer(dave.user, page, thread, text)
    for at, by in ((0, bob), (2, dave)):
        with unit():
            thread, page = thread_for(by.user, house.threads[at])
            house.proposals.append(suggest(by.user, page, thread, "Wombatproposed" if by is bob else "Mine").remark_id)
    with unit():
        closed, page = thread_for(alice.user, house.threads[0])
        resolve(alice.user, page, closed)


def _questions(house: House, alice: Person, bob: Person, dave: Person) -> None:
    """One in the closed space, one in the space that dave will be sent out of, which is put to him, one for all about
    the closed page, and one of dave's own. Each has an answer."""
    for space, by, words, to, about in (
        ("annex", bob, Words("Wombatasked?", "Wombatwhy [[Open day]] @dave", ("wombatasktag",)), alice, None),
        ("lent", alice, Words("Wombatlentasked?", "Wombatwhy", ("wombatlentasktag", "field")), dave, None),
        ("open", alice, Words("Who comes?", "See [[Cellar plan]] and [[Open day]]", ("field",)), dave, "closed"),
        ("mine", dave, Words("And what do I do?", "[[Winter plan]]", ("field",)), None, "own"),
    ):
        with unit():
            page = page_for(by.user, house.pages[about]) if about else None
            person = to.user if to else None
            asked = ask_question(by.user, house.space(space), words, about=page, person=person, candidates=[bob.user])
            house.questions.append(asked.id)
            if to is alice:
                decline(alice.user, asked, "Wombatrefused")
            given = "Mine." if by is dave else "Wombathelped." if space != "open" else "All."
            house.answers.append(answer_question(dave.user if by is dave else alice.user, asked, given).id)


def _imports(bob: Person, dave: Person) -> None:
    """One of each, that failed."""
    with unit():
        for by, name in ((dave, "notes"), (bob, "wombatimport")):
            run = ImportRun(by_id=by.id, space_name=name, file_name=f"{name}.zip", key=name, step=Step.FAILED)
            session.add(run)
            session.flush()


def _drafts(house: House, alice: Person, dave: Person) -> None:
    """One that is dave's, and one of alice's in a space where he may read and write all else."""
    for name, by, space, title in (("draft", dave, "mine", "Begun"), ("hidden", alice, "open", "Wombatdraft")):
        with unit():
            house.pages[name] = begin_page(by.user, house.space(space), name, title, draft=True)[0].id
        with unit():
            write_text(house.pages[name], by.id, f"{title} [[Open day]] #wombatdrafttag" if by is alice else "Mine.")


def _make(house: House, name: str, space: str, title: str, by: Person, text: str, parent: str = "") -> None:
    with unit():
        above = house.page(parent) if parent else None
        house.pages[name] = create_page(by.user, house.space(space), title, above).id
    with unit():
        write_text(house.pages[name], by.id, text)


def _open_pages(house: House, alice: Person, dave: Person) -> None:
    _make(house, "day", "open", "Open day", alice, "All are welcome. [[Winter plan]] [[Shared wish]] #field")
    _make(
        house,
        "own",
        "mine",
        "My notes",
        dave,
        "Notes. [[Winter plan]] [[Shut plan]] [[Shared wish]] #field\n\n## Part\n\n- [ ] Call",
    )
    _make(house, "below", "mine", "Below", dave, "Less. [[My notes]]", "own")
    _make(house, "thrown", "mine", "Thrown", dave, "Gone.")
    with unit():
        name_version(house.pages["own"], "First")
    with unit():
        write_text(
            house.pages["own"],
            dave.id,
            "Notes. [[Winter plan]] [[Shut plan]] [[Shared wish]] #field\n\n## Part\n\n- [ ] Call me",
        )
    with unit():
        trash_page(dave.user, house.page("thrown"))
        house.pages["sample"] = make_template(dave.user, house.space("mine"), "Sample").id
        session.add(PageAlias(space_id=house.spaces["mine"], page_id=house.pages["own"], path="old/path"))
        give_tag(dave.user, house.page("own"), "yard")
        ask(dave.user, page_for(dave.user, house.pages["own"]), dave.user)
    _file(house, "own", "mine", dave, "plan.txt")


def _closed_pages(house: House, bob: Person) -> None:
    _make(house, "closed", "annex", "Wombattitle", bob, CLOSED)
    _make(house, "child", "annex", "Wombatchild", bob, "Wombatsmall. [[Open day]] [[Wombatwanted]]", "closed")
    _make(house, "binned", "annex", "Wombatbinned", bob, "Wombatgone. [[Open day]]")
    with unit():
        name_version(house.pages["closed"], "Wombatversion")
    with unit():
        write_text(house.pages["closed"], bob.id, CLOSED + "\nwombatlater\n")
    with unit():
        page = page_for(bob.user, house.pages["closed"])
        house.pages["template"] = make_template(bob.user, house.space("annex"), "Wombattemplate").id
        session.add(PageAlias(space_id=page.space_id, page_id=page.id, path="old/wombatalias"))
        set_icon(bob.user, page, ICON)
        for tag in ("wombatgiven", "yard"):
            give_tag(bob.user, page, tag)
        given, yard, lead = (
            session.scalars(select(Tag).where(Tag.name == name)).one() for name in ("wombatgiven", "yard", "wombattag")
        )
        count_as(bob.user, given, yard)
        describe(bob.user, lead, "Wombatsays")
        doubt(bob.user, page, "Wombatdoubt")
        child = page_for(bob.user, house.pages["child"])
        ask(bob.user, child, bob.user)
        look_at(request_to(bob.user, child), child, bob.user, good=False, remark="Wombatremark")
        session.add(PageReview(page_id=house.pages["child"], due_on=now().date() - timedelta(days=3), months=6))
        count([(number, now()) for number in house.pages.values()] * 12)
        trash_page(bob.user, house.page("binned"))
    _file(house, "closed", "annex", bob, "wombatfile.txt")


def _pages_that_will_close(house: House, alice: Person, dave: Person) -> None:
    """One that will move into the closed space, one in a space that dave will be sent out of, one for the trash."""
    for name, space, title in (("moved", "open", "Winter plan"), ("lent", "lent", "Wombatborrowed")):
        _make(
            house,
            name,
            space,
            title,
            dave,
            f"Wombat{name}text by @dave. #wombat{name}tag\n\n- [ ] wombat{name}task @dave",
        )
        with unit():
            name_version(house.pages[name], f"Wombat{name}version")
        with unit():
            page = page_for(alice.user, house.pages[name])
            set_keeper(alice.user, page, dave.user)
            set_icon(alice.user, page, ICON)
            doubt(alice.user, page, f"Wombat{name}doubt")
            ask(alice.user, page, dave.user)
        _file(house, name, space, dave, f"wombat{name}.txt")
    _make(house, "shut", "shut", "Shut plan", alice, "Wombatshut. [[Open day]]")
    _make(house, "cellar", "annex", "Cellar plan", alice, "Wombatcellar.")
    _make(house, "leaving", "annex", "Came out", alice, "For all. [[Cellar plan]]")
    _make(house, "dropped", "open", "Dropped plan", alice, "Wombatdropped. #wombatdroppedtag\n\n- [ ] wombatdrop @dave")


def _file(house: House, page: str, space: str, by: Person, name: str) -> None:
    place = Place(house.spaces[space], space, house.pages[page])
    house.files += [bring(place, by, f"wombatbytes of {name}".encode() if "wombat" in name else b"Plain.", name)]
    thrown = bring(place, by, b"wombatold" if "wombat" in name else b"Old.", f"old-{name}")
    with unit():
        trash_file(by.user, session.get_one(File, thrown))
    house.files.append(thrown)


def close_what_was_open(house: House, alice: Person, dave: Person) -> None:
    """One page moves into the closed space and one out of it, one is thrown away, a space is closed to the team, and
    the stranger is sent out of another."""
    with unit():
        move_page(alice.user, house.page("moved"), house.space("annex"), None)
        move_page(alice.user, house.page("leaving"), house.space("open"), None)
        trash_page(alice.user, house.page("dropped"))
        describe_space(house.space("shut"), name="Wombatshut", about="", team_role=None)
        remove_member(house.space("lent"), dave.user)
    run_due()
    with unit():
        for name in ("moved", "shut", "cellar"):
            rename_page(alice.user, page_for(alice.user, house.pages[name]), f"Wombatrenamed {name}")
    run_due()
