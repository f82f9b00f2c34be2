"""Errors of the domain, put at the field they are about, in the reader's language."""

from flask_babel import gettext
from flask_wtf import FlaskForm
from wtforms import Field

from wiki.core.errors import Invalid

INVALID = 422
"""The answer to a form that was understood but cannot be taken as it is."""


def words_of(field: Field) -> str:
    """What was typed; nothing typed is nothing."""
    return field.data or ""


def explain(form: FlaskForm, error: Invalid) -> None:
    field, said = form._fields.get(error.field), gettext(error.message, **error.values)
    if field is not None:
        field.errors = [*field.errors, said]
    else:
        form.form_errors.append(said)
