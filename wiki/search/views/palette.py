"""The palette: one box that leads anywhere. Its script asks for the box once, and at each letter for what is meant."""

from typing import Any

from flask import jsonify, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from wiki.accounts.groups import Group, groups_like
from wiki.accounts.models import User
from wiki.core.words import key_of
from wiki.lists.queries import own_lists
from wiki.search import suggesting
from wiki.search.hits import Hit, QuestionHit
from wiki.search.kept import searches_of
from wiki.search.models import SavedSearch
from wiki.search.people import people_named
from wiki.search.views.blueprint import bp
from wiki.spaces.queries import Brief
from wiki.web.visitor import visitor

Option = dict[str, Any]
COMMANDS, SEARCHES, LISTS = 6, 3, 3
LONGEST_ID = 9


@bp.get("/search/palette")
def palette() -> str:
    return render_template("search/palette.html")


@bp.get("/search/suggest")
def suggest() -> ResponseReturnValue:
    """Groups of options. `>` asks for commands alone, `@` for people, `#` for tags."""
    typed = request.args.get("q", "")[: suggesting.LONGEST].strip()
    answer = jsonify([{"name": name, "options": options} for name, options in _groups(typed) if options])
    answer.headers["Cache-Control"] = "no-store"
    return answer


def _groups(typed: str) -> list[tuple[str, list[Option]]]:
    sign, rest = typed[:1], typed[1:].strip()
    if sign == ">":
        return [(_("Actions"), _commands(rest))]
    if sign == "@":
        groups = [_group(group) for group in groups_like(rest)] if rest else []
        return [(_("People"), [_person(person) for person in people_named(visitor(), rest)]), (_("Groups"), groups)]
    if sign == "#":
        return [(_("Tags"), [_tag(name) for name in suggesting.tags_begun(visitor(), rest)])]
    space = request.args.get("space", "")
    found = suggesting.suggested(visitor(), typed, space)
    return [
        (_("Pages") if typed else _("Where you were lately"), [_page(page) for page in found.pages]),
        (_("Read most lately"), [_page(page) for page in found.often]),
        (_("Headings"), [_heading(heading) for heading in found.headings]),
        (_("Questions"), [_question(question) for question in found.questions]),
        (_("People"), [_person(person) for person in found.people]),
        (_("Spaces"), [_space(space) for space in found.spaces]),
        (_("Groups"), [_group(group) for group in groups_like(typed)] if typed and not space else []),
        (_("Saved searches"), _kept(typed)),
        (_("Lists"), _lists(typed)),
        (_("Actions"), [*_everywhere(typed), *_commands(typed)[:COMMANDS]]),
    ]


def _page(page: Hit) -> Option:
    return {"title": page.title, "note": page.space_name, "url": page.url, "emoji": page.icon, "sign": "file-text"}


def _heading(heading: suggesting.Heading) -> Option:
    url = f"{heading.page.url}#{heading.anchor}"
    return {"title": heading.text, "note": heading.page.title, "url": url, "sign": "heading"}


def _question(question: QuestionHit) -> Option:
    return {"title": question.title, "note": question.space_name, "url": question.url, "sign": "circle-help"}


def _person(person: User) -> Option:
    url = url_for("accounts.person", handle=person.handle)
    return {"title": person.name, "note": f"@{person.handle}", "url": url, "sign": "user"}


def _group(group: Group) -> Option:
    return {"title": group.name, "note": f"@{group.handle}", "url": group.url, "sign": "users"}


def _space(space: Brief) -> Option:
    return {"title": space.name, "note": "", "url": space.url, "sign": "library"}


def _tag(name: str) -> Option:
    return {"title": f"#{name}", "note": "", "url": url_for("pages.tagged", name=name), "sign": "hash"}


def _kept(typed: str) -> list[Option]:
    """Only by their names: what was looked at lately comes first while nothing is typed."""
    wanted = key_of(typed)
    return [
        {"title": each.name, "note": each.text, "url": _url_of(each), "sign": "star"}
        for each in (searches_of(visitor()) if wanted else [])
        if wanted in key_of(each.name)
    ][:SEARCHES]


def _lists(typed: str) -> list[Option]:
    """Their own, by their names."""
    lists = own_lists(visitor(), typed)[:LISTS] if key_of(typed) else []
    return [{"title": each.name, "note": each.about, "url": each.url, "sign": "list"} for each in lists]


def _url_of(kept: SavedSearch) -> str:
    return url_for("search.show", q=kept.text, order="new" if kept.order == "new" else None)


def _everywhere(typed: str) -> list[Option]:
    if not typed:
        return []
    space = request.args.get("space", "")
    words = f"{typed} space:{space}" if space else typed
    title = _("Search for “%(words)s”", words=typed)
    whom = {"title": _("Who knows about “%(words)s”?", words=typed), "note": "", "sign": "users"}
    return [
        {"title": title, "note": "", "url": url_for("search.show", q=words), "sign": "search"},
        whom | {"url": url_for("expertise.find", q=typed)},
    ]


def _commands(typed: str) -> list[Option]:
    """What leads somewhere by its name."""
    places = (
        (_("Home"), "home.show", "house"),
        (_("Recent changes"), "pages.changes", "history"),
        (_("My tasks"), "pages.my_tasks", "list-todo"),
        (_("Questions"), "questions.listed", "circle-help"),
        (_("Ask a question"), "questions.new", "circle-help"),
        (_("Drafts"), "pages.drafts", "pencil"),
        (_("Saved by me"), "saves.saved", "star"),
        (_("Your lists"), "lists.listed", "list"),
        (_("Find people who know"), "expertise.find", "users"),
        (_("Team"), "accounts.team", "users"),
        (_("Groups"), "accounts.groups", "users"),
        (_("All tags"), "pages.tags", "hash"),
        (_("Wanted pages"), "search.wanted", "file-plus"),
        (_("New space"), "spaces.new", "plus"),
        (_("On this device"), "pages.device", "monitor"),
        (_("Your account"), "accounts.account", "settings"),
    )
    options = [
        *_for_this_page(),
        *({"title": name, "note": "", "url": url_for(endpoint), "sign": sign} for name, endpoint, sign in places),
    ]
    wanted = key_of(typed).split()
    return [option for option in options if all(word in key_of(option["title"]) for word in wanted)]


def _for_this_page() -> list[Option]:
    """What can be done with the page that the palette was opened on."""
    page = request.args.get("page", "")
    if not (page.isascii() and page.isdigit() and len(page) <= LONGEST_ID):
        return []
    return [{"title": _("Save this page"), "note": "", "url": f"/p/{page}/save", "sign": "star"}]
