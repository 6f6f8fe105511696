"""What services raise. Every front turns these into its own words and codes, in one place."""

from collections.abc import Mapping
from dataclasses import dataclass


class DomainError(Exception):
    """A rule said no; `message` is a sentence for the person who asked."""

    def __init__(self, message: str) -> None:
        self.message = str(message)  # a lazy text is fixed in the language of whoever asked
        super().__init__(self.message)


class NotAllowed(DomainError):
    """This person may not do this; the message says why."""


class Stale(DomainError):
    """The record was changed by someone else since it was read."""


class Invalid(DomainError):
    """What was given cannot be taken; `errors` says why, field by field."""

    def __init__(self, errors: Mapping[str, str]) -> None:
        self.errors = {name: str(message) for name, message in errors.items()}
        super().__init__(" ".join(self.errors.values()))


@dataclass(frozen=True)
class Missing:
    """One thing that a gate asks for: where it is added, and what to say."""

    field: str
    message: str


class Blocked(Invalid):
    """A gate is closed; `missing` lists what would open it."""

    def __init__(self, missing: list[Missing]) -> None:
        super().__init__({item.field: item.message for item in missing})
        self.missing = missing
