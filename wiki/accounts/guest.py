"""Whoever has not signed in."""


class Guest:
    """Answers what a User answers, as somebody without an account and without any right."""

    id = None
    handle = ""
    name = ""
    email = ""
    place = ""
    initials = ""
    slot = 0
    language = None
    theme = None
    shortcuts = True
    announces = True
    is_owner = False
    is_demo = False
    is_active = False
    is_authenticated = False
    is_anonymous = True
