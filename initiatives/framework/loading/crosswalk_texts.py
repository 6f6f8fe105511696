"""A crosswalk as its file gives it, checked: outside frameworks, requirements, links."""

import hashlib
import json
from dataclasses import asdict, dataclass
from datetime import date


@dataclass(frozen=True)
class LinkText:
    """That a principle, by its number, answers a requirement."""

    principle: int
    strength: str
    note: str
    reviewer: str
    reviewed_on: date | None


@dataclass(frozen=True)
class RequirementText:
    """A requirement as the file gives it; `parent` is the code of the one that it is part of."""

    code: str
    text: str
    parent: str
    verified_on: date | None
    links: tuple[LinkText, ...]


@dataclass(frozen=True)
class OutsideText:
    """An outside framework as the file gives it."""

    key: str
    edition: str
    name: str
    short_name: str
    body: str
    issued_as: str
    status: str
    status_note: str
    not_verified: str
    effective_from: date | None
    retired_on: date | None
    source: str
    source_url: str
    verified_on: date | None
    requirements: tuple[RequirementText, ...]


@dataclass(frozen=True)
class CrosswalkText:
    """Outside frameworks in their order, mapped to one edition of guiding principles."""

    key: str
    edition: str
    frameworks: tuple[OutsideText, ...]

    def digest(self, outside: OutsideText) -> str:
        """SHA-256 of all that is said of one framework, whatever the layout of the file."""
        said = {"key": self.key, "edition": self.edition} | asdict(outside)
        return hashlib.sha256(json.dumps(said, sort_keys=True, default=str).encode()).hexdigest()
