"""What stands in addresses."""


def id_of(ref: str) -> int:
    """The id of a page or question in its address: `12-a-title`."""
    return int(ref.partition("-")[0])
