"""What people type about feedback, as clean values."""

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import DateField, StringField, TextAreaField
from wtforms.validators import Optional


class RoundForm(FlaskForm):
    people = StringField(_l("Whom do you ask?"), filters=[lambda text: text or ""])
    kind = StringField(_l("What do you want to know?"), filters=[lambda text: text or ""])
    due_on = DateField(_l("By when?"), [Optional()])


class AnswerForm(FlaskForm):
    words = TextAreaField(_l("What you think"), filters=[lambda text: text or ""])
