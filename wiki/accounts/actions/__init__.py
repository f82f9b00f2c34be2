"""What people do about accounts."""

from wiki.accounts.actions.groups import describe_group, dissolve, let_in, let_out, make_group
from wiki.accounts.actions.joining import Newcomer, Taken, join, join_openly, owner_link, welcome
from wiki.accounts.actions.me import THEMES, Profile, change_profile, choose_plain_text, choose_theme, keep_branch
from wiki.accounts.actions.secrets import change_password, mail_reset_link, reset_password
from wiki.accounts.actions.signing_in import Suspended, sign_in
from wiki.accounts.actions.team import (
    LastOwner,
    TeamSettings,
    change_team,
    invite,
    mail_invitation,
    make_member,
    make_owner,
    reset_link_for,
    suspend,
    unsuspend,
    withdraw,
)

__all__ = [
    "THEMES",
    "LastOwner",
    "Newcomer",
    "Profile",
    "Suspended",
    "Taken",
    "TeamSettings",
    "change_password",
    "change_profile",
    "change_team",
    "choose_plain_text",
    "choose_theme",
    "describe_group",
    "dissolve",
    "invite",
    "join",
    "join_openly",
    "keep_branch",
    "let_in",
    "let_out",
    "mail_invitation",
    "mail_reset_link",
    "make_group",
    "make_member",
    "make_owner",
    "owner_link",
    "reset_link_for",
    "reset_password",
    "sign_in",
    "suspend",
    "unsuspend",
    "welcome",
    "withdraw",
]
