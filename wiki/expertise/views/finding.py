"""Who can help: asked in words, or of a page. What is asked stands in the address, so that it can be sent to others."""

from dataclasses import dataclass, replace
from typing import Any

from flask import render_template, request, url_for
from flask_babel import gettext as _

from wiki.accounts.models import User
from wiki.expertise.asking import Question, question, question_of_page
from wiki.expertise.finding import PROOFS, Narrowed, People, colleagues, find_people
from wiki.expertise.introducing import introduced_to
from wiki.expertise.views.blueprint import bp
from wiki.pages.policy import page_for
from wiki.pages.tree import Step
from wiki.questions.models import State
from wiki.questions.policy import may_settle, question_for
from wiki.questions.queries import state_of, tags_of
from wiki.questions.turns import asked_of
from wiki.search.indexing import report_broken
from wiki.search.parsing import LONGEST, Asked, parse
from wiki.spaces.queries import Brief, spaces_of
from wiki.web.addresses import id_of
from wiki.web.locale import LANGUAGES
from wiki.web.side import stand_in
from wiki.web.visitor import visitor

LONGEST_PLACE = 80
NAMES = ("q", "space", "language", "place", "now")


@dataclass(frozen=True)
class Chip:
    """Something to narrow by, and the address with it, or, where it is chosen, without it."""

    label: str
    url: str
    chosen: bool


@bp.get("/people")
def find() -> str:
    typed, viewer = _typed(), visitor()
    spaces, _more = spaces_of(viewer)
    asked = _within(typed)
    wanted = question(viewer, asked) if asked.text else None
    found = _found(viewer, wanted, _narrowed(typed))
    if found and not found.ready:
        report_broken()
    return render_template(
        "people/find.html",
        asked=asked,
        wanted=wanted,
        typed=typed,
        found=found,
        pages=_first_pages(wanted, found),
        chips=_chips(typed, viewer, spaces),
        spaces=spaces,
        languages=LANGUAGES,
        introduced=[] if found else introduced_to(viewer),
    )


def _found(viewer: User, wanted: Question | None, only: Narrowed) -> People | None:
    """Where nothing is asked, all whom the filters let through, if there are any."""
    if wanted:
        return find_people(viewer, wanted, only)
    return colleagues(viewer, only) if only != Narrowed() else None


@bp.get("/p/<page:ref>/people")
def of_page(ref: str) -> str:
    """Who knows about this page: asked for when somebody wants to know, since it takes longer than reading."""
    viewer = visitor()
    page = page_for(viewer, id_of(ref))
    wanted = question_of_page(viewer, page, for_feedback=request.args.get("for") == "feedback")
    found = find_people(viewer, wanted)
    crumbs = stand_in(page.space, page.id)
    return render_template("people/of_page.html", page=page, space=page.space, crumbs=crumbs, found=found)


@bp.get("/q/<page:question_ref>/people")
def of_question(question_ref: str) -> str:
    """Who knows about a question that was asked already, besides those it was put to."""
    viewer = visitor()
    put = question_for(viewer, id_of(question_ref))
    tags = tags_of([put.id]).get(put.id, [])
    asked = {one.user_id for one in asked_of(put.id)} | ({put.author_id} if put.author_id else set())
    wanted = question(viewer, parse(" ".join([put.title, *tags])))
    found = find_people(viewer, replace(wanted, but=frozenset(asked)))
    may_put = state_of(put) == State.OPEN and may_settle(viewer, put)
    return render_template("people/of_question.html", put=put, space=put.space, found=found, may_put=may_put)


def _typed() -> dict[str, str]:
    typed = {name: request.args.get(name, "").strip() for name in NAMES}
    return typed | {"q": typed["q"][:LONGEST], "place": typed["place"][:LONGEST_PLACE]}


def _within(typed: dict[str, str]) -> Asked:
    """With the chosen space as search writes it: one that the viewer may not read is none."""
    return parse(f'{typed["q"]} space:"{typed["space"]}"' if typed["space"] else typed["q"])


def _narrowed(typed: dict[str, str]) -> Narrowed:
    return Narrowed(bool(typed["now"]), typed["language"], typed["place"])


def _first_pages(wanted: Question | None, found: People | None) -> list[Step]:
    """Those that may answer by themselves."""
    if wanted is None or found is None:
        return []
    return [found.pages[one] for one in list(wanted.voted)[:PROOFS] if one in found.pages]


def _chips(typed: dict[str, str], viewer: User, spaces: list[Brief]) -> list[Chip]:
    names = {space.slug: space.name for space in spaces}
    chips = [_chip(typed, "now", "1", _("Available now"))]
    if place := typed["place"] or viewer.place:
        chips.append(_chip(typed, "place", place, _("Near %(place)s", place=place)))
    if (language := typed["language"] or viewer.language or "") in LANGUAGES:
        chips.append(_chip(typed, "language", language, _("Speaks %(language)s", language=LANGUAGES[language])))
    if typed["space"] in names:
        chips.append(_chip(typed, "space", typed["space"], names[typed["space"]]))
    return chips


def _chip(typed: dict[str, str], name: str, value: str, label: str) -> Chip:
    chosen = typed[name].casefold() == value.casefold()
    other = typed | {name: "" if chosen else value}
    values: dict[str, Any] = {key: one for key, one in other.items() if one}
    return Chip(label, url_for("expertise.find", **values), chosen)
