"""What people say of their lists, as clean values."""

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import BooleanField, StringField


class ListForm(FlaskForm):
    name = StringField(_l("Name"), filters=[lambda text: text or ""])
    about = StringField(_l("What it is for"), filters=[lambda text: text or ""])
    is_open = BooleanField(_l("Show it to all colleagues"))


class NoteForm(FlaskForm):
    note = StringField(_l("Your note"), filters=[lambda text: text or ""])


class AddForm(NoteForm):
    what = StringField(_l("A page or a colleague"), filters=[lambda text: text or ""])
