"""What people propose, as clean values."""

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import TextAreaField


class SuggestionForm(FlaskForm):
    after = TextAreaField(_l("What shall stand there"), filters=[lambda text: text or ""])
    text = TextAreaField(_l("Why"), filters=[lambda text: text or ""])


class DeclineForm(FlaskForm):
    text = TextAreaField(_l("Why not"), filters=[lambda text: text or ""])
