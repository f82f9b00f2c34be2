"""What people say when they save a page, as clean values."""

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import BooleanField, StringField


class SaveForm(FlaskForm):
    note = StringField(_l("Your note"), filters=[lambda text: text or ""])
    is_open = BooleanField(_l("Show it to all readers of the page"))
