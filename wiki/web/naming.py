"""Sentences about those who are named and are not told."""

from collections.abc import Iterable

from flask_babel import gettext as _

from wiki.accounts.groups import MOST_NAMED, Group


def of_crowds(groups: Iterable[Group]) -> list[str]:
    return [
        str(
            _(
                "@%(group)s has more than %(most)s people, so they are not told. Name those whom it concerns.",
                group=group.handle,
                most=MOST_NAMED,
            )
        )
        for group in groups
    ]
