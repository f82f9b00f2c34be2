"""The page that answers a search. What was asked stands in its address, so it can be kept and sent to others."""

from typing import Any

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from wiki.expertise.asking import question, question_of
from wiki.expertise.finding import People, find_people
from wiki.search import narrowing, wanting
from wiki.search.finding import A_PAGE, FURTHEST, Answer, Order, find
from wiki.search.gathering import tags_of
from wiki.search.indexing import report_broken
from wiki.search.lifting import NOBODY, closeness
from wiki.search.named import Named, named
from wiki.search.parsing import Asked, Filter, parse
from wiki.search.people import people_for
from wiki.search.recent import often_hits, recent_hits
from wiki.search.views.blueprint import bp
from wiki.web.visitor import visitor

EXPERTS = 3


@bp.get("/search")
def show() -> ResponseReturnValue:
    """`space`, as the box on the page of a space sends it, becomes a filter that can be seen and taken away."""
    if within := request.args.get("space"):
        return redirect(_url(f"{request.args.get('q', '')} {Filter('space', within).text}".strip(), _order()), 303)
    asked, order, start = parse(request.args.get("q", "")), _order(), _start()
    off = request.args.get("near") == "off"
    near = closeness.of(visitor()) if not off else NOBODY
    answer = find(visitor(), asked, order=order, start=start, near=near)
    people = people_for(visitor(), asked) if not start else []
    by_name = named(visitor(), asked.words) if not (start or asked.filters) else Named()
    if not answer.ready:
        report_broken()
    experts = _experts(asked, answer) if answer.hits and not start and asked.words else None
    if not (answer.hits or answer.meant or people or by_name or start):
        wanting.note(visitor(), asked)
    return render_template(
        "search/answer.html",
        experts=experts,
        asked=asked,
        order=order,
        answer=answer,
        people=people,
        by_name=by_name,
        tags=_tags(asked, answer, order),
        recent=(lately := recent_hits(visitor()) if not asked.text else []),
        often=often_hits(visitor(), besides=lately) if not asked.text else [],
        chips=[(one, _url(asked.without(one), order)) for one in asked.filters],
        orders={name: _url(asked.text, name) for name in ("best", "new")},
        meant_url=_url(answer.meant, order) if answer.meant else None,
        more_url=_url(asked.text, order, start + A_PAGE) if answer.more else None,
        near_url=_url(asked.text, order, start, off=not off) if off or near else None,
        off=off,
        nameless=narrowing.nameless(visitor(), asked),
        back_url=_url(asked.text, order, max(start - A_PAGE, 0)) if start else None,
    )


def _tags(asked: Asked, answer: Answer, order: Order) -> list[tuple[str, str]]:
    """Tags of the pages shown, and the search narrowed to each."""
    names = tags_of(visitor(), [hit.id for hit in answer.hits], asked) if answer.hits else []
    return [(name, _url(f"{asked.text} tag:{name}", order)) for name in names]


def _experts(asked: Asked, answer: Answer) -> People:
    """The few who know best about what is searched for."""
    viewer = visitor()
    wanted = question(viewer, asked) if answer.best is None else question_of(asked, answer.best)
    return find_people(viewer, wanted, most=EXPERTS)


def _order() -> Order:
    return "new" if request.args.get("order") == "new" else "best"


def _start() -> int:
    """Hits before those shown; what is no number is none."""
    typed = request.args.get("from", "")
    return min(int(typed), FURTHEST) if typed.isascii() and typed.isdigit() and len(typed) < 6 else 0


def _url(text: str, order: str, start: int = 0, *, off: bool | None = None) -> str:
    """`off`: without the say of colleagues; as it is in this address unless said otherwise."""
    values: dict[str, Any] = {"q": text}
    if off if off is not None else request.args.get("near") == "off":
        values["near"] = "off"
    if order != "best":
        values["order"] = order
    if start:
        values["from"] = start
    return url_for("search.show", **values)
