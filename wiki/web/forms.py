"""Errors of the domain, put at the field they are about, in the reader's language."""

from typing import Any

from flask import request
from flask_babel import gettext, lazy_gettext
from flask_wtf import FlaskForm
from wtforms import Field, HiddenField, IntegerField, StringField
from wtforms.validators import Length, NumberRange, Optional
from wtforms.widgets import HiddenInput

from wiki.core.errors import Invalid

INVALID = 422
"""The answer to a form that was understood but cannot be taken as it is."""
MOST_LINES = 10_000_000


class PassageForm(FlaskForm):
    """About some words of a page: what they are, what stands around them, and on which line they begin."""

    quote = StringField(lazy_gettext("Which passage"), filters=[lambda quote: quote or ""])
    prefix = HiddenField(validators=[Length(max=400)], default="")
    suffix = HiddenField(validators=[Length(max=400)], default="")
    line = IntegerField(validators=[Optional(), NumberRange(0, MOST_LINES)], widget=HiddenInput())

    @property
    def where(self) -> dict[str, Any]:
        return {name: self._fields[name].data for name in ("quote", "prefix", "suffix", "line")}


def by_script() -> bool:
    """Whether a script of ours asks, which shows what becomes of it itself."""
    return request.accept_mimetypes.best == "application/json"


def first_error(form: FlaskForm) -> str:
    """What is said of the first field that cannot be taken."""
    return next((str(error) for errors in form.errors.values() for error in errors), "")


def words_of(field: Field) -> str:
    """What was typed; nothing typed is nothing."""
    return field.data or ""


def explain(form: FlaskForm, error: Invalid) -> None:
    field, said = form._fields.get(error.field), gettext(error.message, **error.values)
    if field is not None:
        field.errors = [*field.errors, said]
    else:
        form.form_errors.append(said)
