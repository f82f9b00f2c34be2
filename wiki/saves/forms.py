"""What people say when they save a page or a colleague, as clean values."""

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import BooleanField, SelectMultipleField, StringField
from wtforms.widgets import CheckboxInput, ListWidget


class PersonForm(FlaskForm):
    note = StringField(_l("Your note"), filters=[lambda text: text or ""])
    lists = SelectMultipleField(
        _l("On your lists"),
        choices=(),
        coerce=int,
        widget=ListWidget(prefix_label=False),
        option_widget=CheckboxInput(),
    )
    new_list = StringField(_l("A new list"), filters=[lambda text: text or ""])


class SaveForm(PersonForm):
    is_open = BooleanField(_l("Show it to all readers of the page"))
