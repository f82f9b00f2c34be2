"""Bringing pages in, in the browser: a file is looked at, one reads what would come of it, and lets it come."""

from collections.abc import Sequence
from typing import Self

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_login import current_user
from flask_wtf import FlaskForm
from werkzeug.datastructures import FileStorage
from wtforms import FileField, RadioField, SelectField, StringField

from wiki.core.errors import Invalid, KringError, NotAllowed, NotFound
from wiki.core.speaking import spoken
from wiki.spaces.models import Role, Space
from wiki.spaces.queries import editable_spaces
from wiki.transfer import runs
from wiki.transfer.keeping import imports
from wiki.transfer.performing import start_later
from wiki.transfer.telling import told
from wiki.web.forms import INVALID, explain
from wiki.web.locale import lang
from wiki.web.security import takes_imports

bp = Blueprint("transfer", __name__)

ACCESS = {"team": Role.EDITOR, "readers": Role.READER, "invited": None}


class BringForm(FlaskForm):
    source = FileField(_l("File"))
    into = SelectField(_l("Where to"), default="", validate_choice=False)
    space_name = StringField(_l("Name of the new space"))
    access = RadioField(
        _l("Who may come in"),
        choices=[
            ("team", _l("The whole team reads and writes")),
            ("readers", _l("The whole team reads, those invited write")),
            ("invited", _l("Only those invited")),
        ],
        default="team",
    )

    def offer(self, spaces: Sequence[Space]) -> Self:
        self.into.choices = [("", _("A new space")), *((space.slug, space.name) for space in spaces)]
        return self


@bp.route("/import", methods=["GET", "POST"])
@takes_imports
def bring_in() -> ResponseReturnValue:
    form = BringForm().offer(editable_spaces(current_user))
    if form.validate_on_submit():
        try:
            run = _begin(form)
        except Invalid as error:
            explain(form, error)
        except (NotFound, NotAllowed):
            explain(form, Invalid("into", "You may not write in that space any more."))
        else:
            return redirect(url_for("transfer.run", run_id=run.id), 303)
    shown = render_template("transfer/bring.html", form=form, runs=runs.runs_of(current_user))
    return shown, INVALID if form.errors else 200


def _begin(form: BringForm) -> runs.ImportRun:
    sent: FileStorage | None = form.source.data
    if not sent or not sent.filename:
        raise Invalid("source", "Choose a file first.")
    key, place = imports.new_place()
    sent.save(place)
    try:
        name, access = form.space_name.data or "", ACCESS[form.access.data or "invited"]
        run = runs.begin(current_user, key, sent.filename, name, access, form.into.data or "")
    except KringError:
        place.unlink()
        raise
    start_later(run)
    return run


@bp.get("/import/<int:run_id>")
def run(run_id: int) -> str:
    found = runs.run_for(current_user, run_id)
    words, mine = spoken(lang()), found.by_id == current_user.id
    about = {"report": told(found.report), "trouble": told(found.error), "words": words}
    return render_template("transfer/run.html", run=found, mine=mine, **about)


@bp.post("/import/<int:run_id>/bring")
def bring(run_id: int) -> ResponseReturnValue:
    found = runs.run_for(current_user, run_id, alone=True)
    try:
        runs.bring(found)
    except Invalid as error:
        flash(_(error.message, **error.values))
    else:
        start_later(found)
    return redirect(url_for("transfer.run", run_id=run_id), 303)


@bp.post("/import/<int:run_id>/cancel")
def cancel(run_id: int) -> ResponseReturnValue:
    found = runs.run_for(current_user, run_id, alone=True)
    began = found.into_id is not None and found.step == runs.Step.BRINGING
    runs.cancel(found)
    if began:
        flash(_("The import is cancelled. What had come already stays."))
    else:
        flash(_("The import is cancelled. Nothing of it stays."))
    return redirect(url_for("transfer.bring_in"), 303)
