"""What colleagues say of each other: proposed, accepted, taken back."""

from flask import flash, redirect, render_template
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from wiki.accounts.models import User
from wiki.accounts.policy import person_for
from wiki.core.errors import Invalid, NotFound
from wiki.people import vouching
from wiki.people.fields import offered_tags
from wiki.people.forms import VouchForm
from wiki.people.views.blueprint import bp
from wiki.web.forms import INVALID, explain, words_of
from wiki.web.visitor import visitor


@bp.get("/people/<handle>/vouch")
def ask_what(handle: str) -> str:
    return _page(_colleague(handle), VouchForm(formdata=None))


@bp.post("/people/<handle>/vouch")
def vouch(handle: str) -> ResponseReturnValue:
    person, form = _colleague(handle), VouchForm()
    try:
        vouching.vouch(visitor(), person, words_of(form.tag))
    except Invalid as error:
        explain(form, error)
        return _page(person, form), INVALID
    flash(_("It is shown once %(name)s has accepted it.", name=person.name))
    return redirect(f"/people/{handle}", 303)


@bp.post("/people/<handle>/vouches/<int:tag_id>/removal")
def take_back(handle: str, tag_id: int) -> ResponseReturnValue:
    vouching.take_back(visitor(), person_for(visitor(), handle), tag_id)
    flash(_("You do not say it any more."))
    return redirect(f"/people/{handle}/vouch", 303)


@bp.post("/me/vouches/<int:by_id>/<int:tag_id>/acceptance")
def accept(by_id: int, tag_id: int) -> ResponseReturnValue:
    vouching.accept(visitor(), by_id, tag_id)
    flash(_("It stands on your profile."))
    return redirect("/inbox", 303)


@bp.post("/me/vouches/<int:by_id>/<int:tag_id>/refusal")
def decline(by_id: int, tag_id: int) -> ResponseReturnValue:
    """Instead of an answer, or later."""
    was_shown = vouching.decline(visitor(), by_id, tag_id)
    flash(_("It is not shown, and nobody is told."))
    return redirect(f"/people/{visitor().handle}" if was_shown else "/inbox", 303)


def _colleague(handle: str) -> User:
    """Somebody else, who can answer. Raises NotFound."""
    person = person_for(visitor(), handle)
    if person.id == visitor().id or not vouching.may_be_vouched_for(person):
        raise NotFound(handle)
    return person


def _page(person: User, form: VouchForm) -> str:
    said = vouching.proposed_by(visitor(), person)
    return render_template("people/vouch.html", person=person, form=form, said=said, offered=offered_tags(visitor()))
