"""Saving a colleague, for oneself alone."""

from flask import redirect, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from wiki.accounts.models import User
from wiki.accounts.policy import person_for
from wiki.core.errors import Invalid, NotFound
from wiki.lists.actions import put_where_chosen
from wiki.saves import people
from wiki.saves.forms import PersonForm
from wiki.saves.models import LONGEST_NOTE
from wiki.saves.views.blueprint import bp, tell_of_save
from wiki.saves.views.choosing import boxes_for, chosen
from wiki.web.forms import INVALID, explain, words_of
from wiki.web.undoing import undoable
from wiki.web.visitor import visitor


@bp.get("/u/<handle>/save")
def ask_person(handle: str) -> str:
    person = _colleague(handle)
    known = people.save_of_person(visitor().id, person.id)
    return _shown(person, PersonForm(formdata=None, data={"note": known.note if known else ""}))


@bp.post("/u/<handle>/save")
def save_person(handle: str) -> ResponseReturnValue:
    person, form = _colleague(handle), PersonForm()
    known = people.save_of_person(visitor().id, person.id)
    try:
        choice = chosen(visitor(), person, form)
        people.save_person(visitor(), person, words_of(form.note))
        put_where_chosen(visitor(), person, choice)
    except Invalid as error:
        explain(form, error)
        return _shown(person, form), INVALID
    words = _("%(name)s stands under “Saved by me”.", name=person.name)
    tell_of_save(words, f"/u/{person.handle}/save/removal", is_new=known is None and not choice)
    return redirect(_back(person), 303)


@bp.post("/u/<handle>/save/removal")
def take_person_back(handle: str) -> ResponseReturnValue:
    person = person_for(visitor(), handle)
    people.take_person_back(visitor(), person)
    undoable(_("No longer saved."), f"/u/{person.handle}/save/removal/end")
    return redirect(_back(person), 303)


@bp.post("/u/<handle>/save/removal/end")
def put_person_back(handle: str) -> ResponseReturnValue:
    person = person_for(visitor(), handle)
    people.put_person_back(visitor(), person)
    return redirect(_back(person), 303)


def _colleague(handle: str) -> User:
    """Somebody who can be saved. Raises NotFound."""
    person = person_for(visitor(), handle)
    if not people.may_be_saved(visitor(), person):
        raise NotFound(handle)
    return person


def _back(person: User) -> str:
    """Where they came from: the list of what they saved, or the person's page."""
    return "/saved" if request.args.get("from") == "saved" else f"/people/{person.handle}"


def _shown(person: User, form: PersonForm) -> str:
    return render_template(
        "saves/person.html",
        person=person,
        form=form,
        longest=LONGEST_NOTE,
        known=people.save_of_person(visitor().id, person.id),
        boxes=boxes_for(visitor(), person, form),
        back="?from=saved" if request.args.get("from") == "saved" else "",
    )
