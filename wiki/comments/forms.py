"""What people type into the forms of conversations, as clean values."""

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import StringField, TextAreaField

from wiki.web.forms import PassageForm


class RemarkForm(FlaskForm):
    text = TextAreaField(_l("What you say"), filters=[lambda text: text or ""])


class ThreadForm(RemarkForm, PassageForm):
    """About a passage, or, without a quote, about all of the page."""


class ReactionForm(FlaskForm):
    emoji = StringField(_l("Which emoji"), filters=[lambda emoji: (emoji or "").strip()])
