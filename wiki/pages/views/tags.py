"""Tags: all there are, what each gathers, what counts as what."""

from flask import redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from wiki.accounts.models import User
from wiki.core.db import session
from wiki.core.errors import Invalid, NotAllowed, NotFound
from wiki.pages.details import valid_tag
from wiki.pages.forms import AboutTagForm, SynonymForm
from wiki.pages.queries import LISTED
from wiki.pages.tagging import overview, pages_with, used_tags
from wiki.pages.views.blueprint import bp
from wiki.pages.views.listing import before, older
from wiki.questions.queries import questions_where, tags_seen
from wiki.questions.queries import tagged as asked_about
from wiki.spaces.models import Tag
from wiki.spaces.queries import editable_spaces
from wiki.spaces.synonyms import TagSynonym, about, count_as, describe, meant_by, merges, undo
from wiki.web.forms import INVALID, explain
from wiki.web.visitor import visitor

QUESTIONS = 5


@bp.get("/tags")
def tags() -> str:
    """Every tag that the visitor sees somewhere, and what was said to count as what."""
    seen = tags_seen(visitor())
    return render_template(
        "tags/all.html", tags=used_tags(visitor()), merges=merges(seen.values()), may_edit=_may_edit(visitor())
    )


@bp.get("/tags/<path:name>")
def tagged(name: str) -> ResponseReturnValue:
    """Under the tag's own address; one that counts as another leads there, if the visitor sees that one, too."""
    seen = tags_seen(visitor())
    tag_id = seen.get(name.lower())
    if tag_id is None:
        return render_template("tags/none.html", name=name)
    meant = next((other for other, one in seen.items() if one == meant_by(tag_id)), name.lower())
    if meant != name:
        return redirect(url_for("pages.tagged", name=meant))
    return _page(meant, tag_id, seen)


@bp.post("/tags/<path:name>/about")
def describe_tag(name: str) -> ResponseReturnValue:
    tag, form, seen = _to_edit(name), AboutTagForm(), tags_seen(visitor())
    if form.validate_on_submit():
        try:
            describe(current_user, tag, form.about.data or "")
            return redirect(url_for("pages.tagged", name=tag.name), 303)
        except Invalid as error:
            explain(form, error)
    return _page(tag.name, tag.id, seen, about_form=form), INVALID


@bp.post("/tags/<path:name>/synonyms")
def count_tag_as(name: str) -> ResponseReturnValue:
    """Both must be tags that the visitor sees: of others there is nothing to learn here."""
    tag, form, seen = _to_edit(name), SynonymForm(), tags_seen(visitor())
    if form.validate_on_submit():
        try:
            other = seen.get(valid_tag(form.other.data or ""))
            if other is None:
                raise Invalid("other", "No page carries this tag.")
            count_as(current_user, tag, session.get_one(Tag, other))
            return redirect(url_for("pages.tagged", name=tag.name), 303)
        except Invalid as error:
            explain(form, error)
    return _page(tag.name, tag.id, seen, synonym_form=form), INVALID


@bp.post("/tags/synonyms/<int:synonym_id>/end")
def undo_synonym(synonym_id: int) -> ResponseReturnValue:
    synonym = session.get(TagSynonym, synonym_id)
    seen = set(tags_seen(visitor()).values())
    if synonym is None or not {synonym.tag_id, synonym.counts_as_id} <= seen:
        raise NotFound(str(synonym_id))
    _insist(visitor())
    undo(current_user, synonym)
    return redirect(url_for("pages.tags"), 303)


def _page(
    name: str,
    tag_id: int,
    seen: dict[str, int],
    about_form: AboutTagForm | None = None,
    synonym_form: SynonymForm | None = None,
) -> str:
    viewer, text = visitor(), about(tag_id)
    found = pages_with(tag_id, viewer, before(), LISTED + 1)
    said = merges(seen.values())
    return render_template(
        "tags/one.html",
        name=name,
        about=text,
        overview=overview(tag_id, viewer),
        changed=found[:LISTED],
        questions=questions_where(viewer, asked_about(tag_id))[:QUESTIONS],
        older_url=older(found),
        merges=[one for one in said if tag_id in (one.tag_id, one.counts_as_id)],
        may_edit=_may_edit(viewer),
        about_form=about_form or AboutTagForm(None, about=text),
        synonym_form=synonym_form or SynonymForm(None),
    )


def _to_edit(name: str) -> Tag:
    tag_id = tags_seen(visitor()).get(name.lower())
    if tag_id is None:
        raise NotFound(name)
    _insist(visitor())
    return session.get_one(Tag, tag_id)


def _insist(viewer: User) -> None:
    """Tags belong to no space: whoever writes somewhere may say what they mean."""
    if not _may_edit(viewer):
        raise NotAllowed("edit", "tags")


def _may_edit(viewer: User) -> bool:
    return bool(editable_spaces(viewer))
