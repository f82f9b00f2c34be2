"""What a move to another space does to rights, in sentences."""

from flask_babel import gettext as _
from flask_babel import ngettext

from wiki.spaces.effects import effects_of
from wiki.spaces.models import Space

NAMED = 5


def said_of(old: Space, new: Space) -> list[str]:
    """Nothing when the page stays in its space."""
    if old.id == new.id:
        return []
    effects = effects_of(old, new)
    told = [
        ngettext("%(num)s person will be able to read it: %(who)s.", "%(num)s people will be able to read it: %(who)s.",
                 len(effects.see), who=_names(effects.see)) if effects.see else "",
        ngettext("%(num)s person will be able to write in it: %(who)s.",
                 "%(num)s people will be able to write in it: %(who)s.",
                 len(effects.write), who=_names(effects.write)) if effects.write else "",
        ngettext("%(num)s person can no longer write in it: %(who)s.",
                 "%(num)s people can no longer write in it: %(who)s.",
                 len(effects.only_read), who=_names(effects.only_read)) if effects.only_read else "",
        ngettext("%(num)s person can no longer read it: %(who)s.", "%(num)s people can no longer read it: %(who)s.",
                 len(effects.lose), who=_names(effects.lose)) if effects.lose else "",
    ]  # fmt: skip
    found = [sentence for sentence in told if sentence]
    changed = found or [_("Everybody can read and write it as before.")]
    return [
        *changed,
        _("The pages below it and all files move along. Links to it keep working for those who can read it."),
    ]


def _names(people: tuple[str, ...]) -> str:
    more = len(people) - NAMED
    named = ", ".join(people[:NAMED])
    return named if more <= 0 else _("%(names)s and %(count)s more", names=named, count=more)
