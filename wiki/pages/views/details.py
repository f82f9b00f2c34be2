"""What people say about a page beside its text: in forms of its own, and for scripts that show it anew."""

from collections.abc import Callable

from flask import flash, jsonify, redirect, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user
from flask_wtf import FlaskForm

from wiki.accounts.models import User
from wiki.accounts.queries import person_called
from wiki.core.errors import Invalid
from wiki.pages import asking, queries
from wiki.pages.detailed import details_of, standings
from wiki.pages.details import give_tag, set_icon, set_keeper, set_status, tags_in_text, take_tag
from wiki.pages.forms import AskForm, IconForm, KeeperForm, ReviewForm, StatusForm, TagForm
from wiki.pages.models import Page, Status
from wiki.pages.policy import page_for
from wiki.pages.shown import shown_to
from wiki.pages.tagging import tags_for
from wiki.pages.trust import checks, last_plan, plan_review
from wiki.pages.views.blueprint import bp, id_of
from wiki.pages.views.links import links_of, page_rights
from wiki.pages.views.reading import content_of
from wiki.web.forms import INVALID, explain
from wiki.web.side import stand_in
from wiki.web.visitor import visitor


@bp.get("/p/<page:ref>/details")
def details(ref: str) -> str:
    return _page(page_for(current_user, id_of(ref)))


@bp.get("/p/<page:ref>/details/head")
def details_head(ref: str) -> str:
    """What readers see above the text, for pages that are open."""
    viewer = visitor()
    page = shown_to(viewer, id_of(ref))
    return render_template(
        "pages/_details_head.html",
        page=page,
        details=page.details,
        **content_of(page),
        keepers=queries.keepers(page.id),
        **links_of(page.id, page.url, page.space.slug),
    )


@bp.get("/p/<page:ref>/details/row")
def details_row(ref: str) -> str:
    """The same where one writes."""
    page = page_for(current_user, id_of(ref), to="edit")
    return render_template("editing/_details_row.html", page=page, details=details_of(page.id))


@bp.post("/p/<page:ref>/icon")
def put_icon(ref: str) -> ResponseReturnValue:
    page, form = page_for(current_user, id_of(ref), to="edit"), IconForm()
    return _answer(page, form, lambda: set_icon(current_user, page, form.icon.data or ""))


@bp.post("/p/<page:ref>/tags")
def add_tag(ref: str) -> ResponseReturnValue:
    page, form = page_for(current_user, id_of(ref), to="edit"), TagForm()
    return _answer(page, form, lambda: give_tag(current_user, page, form.tag.data or ""))


@bp.post("/p/<page:ref>/tags/removal")
def drop_tag(ref: str) -> ResponseReturnValue:
    page, form = page_for(current_user, id_of(ref), to="edit"), TagForm()
    return _answer(page, form, lambda: _take_tag(page, form.tag.data or ""))


def _take_tag(page: Page, tag: str) -> str | None:
    if not take_tag(current_user, page, tag):
        return None
    return str(_("#%(tag)s still stands in the text of the page. Take it out there.", tag=tag))


@bp.post("/p/<page:ref>/status")
def put_status(ref: str) -> ResponseReturnValue:
    page, form = page_for(current_user, id_of(ref), to="edit"), StatusForm()
    return _answer(page, form, lambda: set_status(current_user, page, form.chosen))


@bp.post("/p/<page:ref>/reviewers")
def ask(ref: str) -> ResponseReturnValue:
    page, form = page_for(current_user, id_of(ref), to="edit"), AskForm()
    return _answer(page, form, lambda: asking.ask(current_user, page, _named("reviewer", form.reviewer.data or "")))


@bp.post("/p/<page:ref>/reviewers/removal")
def ask_no_more(ref: str) -> ResponseReturnValue:
    page, form = page_for(current_user, id_of(ref), to="edit"), AskForm()
    named = form.reviewer.data or ""
    return _answer(page, form, lambda: asking.ask_no_more(current_user, page, _named("reviewer", named)))


@bp.post("/p/<page:ref>/keeper")
def put_keeper(ref: str) -> ResponseReturnValue:
    page, form = page_for(current_user, id_of(ref), to="edit"), KeeperForm()
    return _answer(page, form, lambda: _keep(page, form.keeper.data or ""))


def _keep(page: Page, words: str) -> None:
    set_keeper(current_user, page, _named("keeper", words) if words.strip() else None)


def _named(field: str, words: str) -> User:
    person = person_called(words)
    if person is None:
        raise Invalid(field, "Nobody is called that. Use the name behind the @, as on the team page.")
    return person


@bp.post("/p/<page:ref>/review")
def put_review(ref: str) -> ResponseReturnValue:
    page, form = page_for(current_user, id_of(ref), to="edit"), ReviewForm()
    return _answer(page, form, lambda: plan_review(current_user, page, months=form.months, on=form.on.data))


def _answer(page: Page, form: FlaskForm, act: Callable[[], str | None]) -> ResponseReturnValue:
    """Do it; or say what is wrong, beside what was typed. Scripts ask for JSON."""
    notice = None
    if form.validate_on_submit():
        try:
            notice = act()
        except Invalid as error:
            explain(form, error)
    wrong = next((str(error) for errors in form.errors.values() for error in errors), "")
    if request.accept_mimetypes.best == "application/json":
        return jsonify(error=wrong, notice=notice or ""), INVALID if wrong else 200
    if wrong:
        return _page(page, form), INVALID
    if notice:
        flash(notice)
    return redirect(f"{page.url}/details", 303)


def _page(page: Page, sent: FlaskForm | None = None) -> str:
    """The forms, with what was just `sent` in its own."""
    now, plan = details_of(page.id), last_plan(page.id)
    forms: list[FlaskForm] = [
        IconForm(None, icon=now.icon),
        TagForm(None),
        StatusForm(None, status=now.status or ""),
        KeeperForm(None, keeper=now.keeper.handle if now.keeper else ""),
        AskForm(None),
        ReviewForm(None, every=str(plan.months or "") if plan else "", on=plan.due_on if plan else None),
    ]
    shown = [sent if sent and type(sent) is type(form) else form for form in forms]
    in_text = tags_in_text(page.id)
    return render_template(
        "pages/details.html",
        page=page,
        space=page.space,
        crumbs=stand_in(page.space, page.id),
        details=now,
        in_text=in_text,
        asked=asking.asked_about(page.id) if now.status == Status.REVIEW else [],
        suggested=tags_for(page, current_user, {*now.tags, *in_text}),
        standings=standings(page.id),
        checks=checks(page.id),
        may=page_rights(current_user, page),
        forms=dict(zip(("icon", "tag", "status", "keeper", "ask", "review"), shown, strict=True)),
    )
