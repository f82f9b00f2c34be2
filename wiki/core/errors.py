"""What can go wrong in words a person can act on. The web side turns each into an answer."""


class KringError(Exception):
    """Base of all expected failures."""


class NotFound(KringError):
    """Absent, or not to be seen by this person: both look the same."""


class NotAllowed(KringError):
    """Seen, but this verb is not theirs."""

    def __init__(self, verb: str, thing: object) -> None:
        super().__init__(f"{verb} {thing!r}")
        self.verb = verb


class Invalid(KringError):
    """Input that cannot be taken. `field` names the form field, `message` what to do; `values` are put into it where it
    is shown, after it was translated."""

    def __init__(self, field: str, message: str, **values: object) -> None:
        super().__init__(message % values if values else message)
        self.field = field
        self.message = message
        self.values = values


class TooMany(KringError):
    """Asked too often; try again after `seconds`."""

    def __init__(self, seconds: float) -> None:
        super().__init__(f"try again after {seconds:.0f} s")
        self.seconds = seconds
