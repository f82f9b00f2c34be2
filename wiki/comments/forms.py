"""What people type into the forms of conversations, as clean values."""

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import HiddenField, IntegerField, StringField, TextAreaField
from wtforms.validators import Length, NumberRange, Optional
from wtforms.widgets import HiddenInput

MOST_LINES = 10_000_000


class RemarkForm(FlaskForm):
    text = TextAreaField(_l("What you say"), filters=[lambda text: text or ""])


class ThreadForm(RemarkForm):
    quote = StringField(_l("Which passage"), filters=[lambda quote: quote or ""])
    prefix = HiddenField(validators=[Length(max=400)], default="")
    suffix = HiddenField(validators=[Length(max=400)], default="")
    line = IntegerField(validators=[Optional(), NumberRange(0, MOST_LINES)], widget=HiddenInput())
