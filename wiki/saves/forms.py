"""What people say when they save a page or a colleague, as clean values."""

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import BooleanField, StringField


class PersonForm(FlaskForm):
    note = StringField(_l("Your note"), filters=[lambda text: text or ""])


class SaveForm(PersonForm):
    is_open = BooleanField(_l("Show it to all readers of the page"))
