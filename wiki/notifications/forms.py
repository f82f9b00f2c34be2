"""What people choose about mail, as clean values."""

from typing import Any

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import BooleanField, Field, SelectField, SelectMultipleField, ValidationError
from wtforms.widgets import CheckboxInput, ListWidget

from wiki.core.clock import zones
from wiki.notifications.models import MailChoice

DAYS = {
    "1": _l("Monday"), "2": _l("Tuesday"), "3": _l("Wednesday"), "4": _l("Thursday"), "5": _l("Friday"),
    "6": _l("Saturday"), "7": _l("Sunday"),
}  # fmt: skip


CHOICES = ("digest", "hour", "soon", "watches_own", "begins", "ends", "zone")


def _hours(first: int, last: int) -> list[tuple[int, str]]:
    return [(hour, f"{hour:02}:00") for hour in range(first, last + 1)]


class MailForm(FlaskForm):
    digest = BooleanField(_l("One mail each working day of what waits for me"))
    hour = SelectField(_l("At"), choices=_hours(0, 23), coerce=int, default=9)
    soon = BooleanField(_l("A mail sooner when I am named and have not looked for a quarter of an hour"))
    watches_own = BooleanField(_l("Watch what I write, from then on"))
    begins = SelectField(_l("My work begins at"), choices=_hours(0, 23), coerce=int, default=9)
    ends = SelectField(_l("It ends at"), choices=_hours(1, 24), coerce=int, default=17)
    days = SelectMultipleField(
        _l("My working days"),
        choices=list(DAYS.items()),
        widget=ListWidget(prefix_label=False),
        option_widget=CheckboxInput(),
    )
    zone = SelectField(_l("Time zone"), choices=lambda: [("", _l("That of the team")), *zones()], default="")

    def validate_ends(self, field: Field) -> None:
        if field.data is not None and self.begins.data is not None and field.data <= self.begins.data:
            raise ValidationError(_l("Let it end after it begins."))

    def validate_days(self, field: Field) -> None:
        if not field.data:
            raise ValidationError(_l("Choose at least one day."))

    @staticmethod
    def values(choice: MailChoice) -> dict[str, Any]:
        """What the form shows of what was chosen."""
        return {name: getattr(choice, name) for name in CHOICES} | {"days": list(choice.days)}

    def keep_in(self, choice: MailChoice) -> None:
        for name in CHOICES:
            setattr(choice, name, self[name].data)
        choice.days = "".join(sorted(set(self.days.data or ())))
