"""Bringing pages in, in the browser: a file is looked at, one reads what would come of it, and lets it come."""

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_login import current_user
from flask_wtf import FlaskForm
from werkzeug.datastructures import FileStorage
from wtforms import FileField, RadioField, StringField

from wiki.core.errors import Invalid
from wiki.spaces.models import Role
from wiki.transfer import runs
from wiki.transfer.performing import start_later
from wiki.transfer.runs import imports
from wiki.web.forms import INVALID, explain
from wiki.web.security import takes_imports

bp = Blueprint("transfer", __name__)

ACCESS = {"team": Role.EDITOR, "readers": Role.READER, "invited": None}


class BringForm(FlaskForm):
    source = FileField(_l("File"))
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


@bp.route("/import", methods=["GET", "POST"])
@takes_imports
def bring_in() -> ResponseReturnValue:
    form = BringForm()
    if form.validate_on_submit():
        try:
            run = _begin(form)
        except Invalid as error:
            explain(form, error)
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
        run = runs.begin(
            current_user, key, sent.filename, form.space_name.data or "", ACCESS[form.access.data or "invited"]
        )
    except Invalid:
        place.unlink()
        raise
    start_later(run)
    return run


@bp.get("/import/<int:run_id>")
def run(run_id: int) -> str:
    found = runs.run_for(current_user, run_id)
    return render_template("transfer/run.html", run=found, mine=found.by_id == current_user.id)


@bp.post("/import/<int:run_id>/bring")
def bring(run_id: int) -> ResponseReturnValue:
    found = runs.run_for(current_user, run_id, alone=True)
    try:
        runs.bring(found)
    except Invalid as error:
        flash(_(error.message))
    else:
        start_later(found)
    return redirect(url_for("transfer.run", run_id=run_id), 303)


@bp.post("/import/<int:run_id>/cancel")
def cancel(run_id: int) -> ResponseReturnValue:
    runs.cancel(runs.run_for(current_user, run_id, alone=True))
    flash(_("The import is cancelled. Nothing of it stays."))
    return redirect(url_for("transfer.bring_in"), 303)
