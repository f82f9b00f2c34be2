"""The page that answers a search. What was asked stands in its address, so it can be kept and sent to others."""

from typing import Any

from flask import render_template, request, url_for

from wiki.expertise.asking import question
from wiki.expertise.finding import People, find_people
from wiki.search.finding import A_PAGE, FURTHEST, Order, find
from wiki.search.indexing import report_broken
from wiki.search.parsing import Asked, parse
from wiki.search.people import people_for
from wiki.search.recent import recent_hits
from wiki.search.views.blueprint import bp
from wiki.web.visitor import visitor

EXPERTS = 3


@bp.get("/search")
def show() -> str:
    asked, order, start = parse(request.args.get("q", "")), _order(), _start()
    answer = find(visitor(), asked, order=order, start=start)
    if not answer.ready:
        report_broken()
    experts = _experts(asked) if answer.hits and not start and asked.words else None
    return render_template(
        "search/answer.html",
        experts=experts,
        asked=asked,
        order=order,
        answer=answer,
        people=people_for(visitor(), asked) if not start else [],
        recent=recent_hits(visitor()) if not asked.text else [],
        chips=[(one, _url(asked.without(one), order)) for one in asked.filters],
        orders={name: _url(asked.text, name) for name in ("best", "new")},
        meant_url=_url(answer.meant, order) if answer.meant else None,
        more_url=_url(asked.text, order, start + A_PAGE) if answer.more else None,
        back_url=_url(asked.text, order, max(start - A_PAGE, 0)) if start else None,
    )


def _experts(asked: Asked) -> People:
    """The few who know best about what is searched for."""
    return find_people(visitor(), question(visitor(), asked), most=EXPERTS)


def _order() -> Order:
    return "new" if request.args.get("order") == "new" else "best"


def _start() -> int:
    """Hits before those shown; what is no number is none."""
    typed = request.args.get("from", "")
    return min(int(typed), FURTHEST) if typed.isascii() and typed.isdigit() and len(typed) < 6 else 0


def _url(text: str, order: str, start: int = 0) -> str:
    values: dict[str, Any] = {"q": text}
    if order != "best":
        values["order"] = order
    if start:
        values["from"] = start
    return url_for("search.show", **values)
