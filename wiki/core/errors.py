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
    """Input that cannot be taken. `field` names the form field, `message` what to do."""

    def __init__(self, field: str, message: str) -> None:
        super().__init__(message)
        self.field = field
        self.message = message


class TooMany(KringError):
    """Asked too often; try again after `seconds`."""

    def __init__(self, seconds: float) -> None:
        super().__init__(f"try again after {seconds:.0f} s")
        self.seconds = seconds
