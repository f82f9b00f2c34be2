"""What people propose, as clean values."""

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import TextAreaField

from wiki.web.forms import PassageForm


class SuggestionForm(FlaskForm):
    after = TextAreaField(_l("What shall stand there"), filters=[lambda text: text or ""])
    text = TextAreaField(_l("Why"), filters=[lambda text: text or ""])


class ProposalForm(SuggestionForm, PassageForm):
    """About a passage that no thread is about yet."""


class DeclineForm(FlaskForm):
    text = TextAreaField(_l("Why not"), filters=[lambda text: text or ""])
