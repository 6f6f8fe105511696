"""Reading principles and definitions from files: checked whole before anything is written."""

import hashlib
import json
from dataclasses import asdict, dataclass
from typing import Any

from initiatives.base.parts import (
    address,
    mapping,
    number,
    only,
    refuse_twice,
    sequence,
    slug,
    text,
    texts,
)
from initiatives.base.yaml_files import parsed

FILE = ("framework", "purpose", "mission", "values", "principles", "definitions_required")
HEAD = ("key", "name", "version", "source")
OF_PRINCIPLE = ("number", "short_name", "statement", "expects")


@dataclass(frozen=True)
class PrincipleText:
    """One principle as the file gives it."""

    number: int
    short_name: str
    statement: str
    expects: tuple[str, ...]


@dataclass(frozen=True)
class FrameworkText:
    """A framework as the file gives it; `needed` are the terms that it wants defined."""

    key: str
    name: str
    edition: str
    source: str
    purpose: str
    mission: tuple[str, ...]
    values: tuple[str, ...]
    principles: tuple[PrincipleText, ...]
    needed: tuple[str, ...] = ()

    @property
    def digest(self) -> str:
        """SHA-256 of all that it says, whatever the file's layout and comments."""
        return hashlib.sha256(json.dumps(asdict(self), sort_keys=True).encode()).hexdigest()


@dataclass(frozen=True)
class DefinitionText:
    """One definition as the file gives it."""

    term: str
    text: str
    source: str
    source_url: str = ""


def read_framework(content: bytes) -> FrameworkText:
    """Raises Invalid, naming the part of the file, for anything that is not a framework."""
    top = mapping(parsed(content), "file")
    only(top, "", FILE)
    head = mapping(top.get("framework"), "framework")
    only(head, "framework", HEAD)
    return FrameworkText(
        key=slug(head, "framework", "key", 60),
        name=text(head, "framework", "name", 160),
        edition=text(head, "framework", "version", 40),
        source=address(head, "framework", "source", 500),
        purpose=text(top, "file", "purpose", 5000, blank=True),
        mission=texts(top.get("mission", []), "mission", 1000),
        values=texts(top.get("values", []), "values", 1000),
        principles=principles(top.get("principles")),
        needed=texts(top.get("definitions_required", []), "definitions_required", 60),
    )


def read_definitions(content: bytes) -> tuple[DefinitionText, ...]:
    """A list of definitions, each term once; raises Invalid, naming the part of the file."""
    items = sequence(parsed(content), "definitions")
    found = tuple(definition(item, f"definitions[{at}]") for at, item in enumerate(items, 1))
    refuse_twice([one.term.casefold() for one in found], "definitions")
    return found


def principles(value: Any) -> tuple[PrincipleText, ...]:
    """The principles, each number once; raises Invalid for none."""
    items = sequence(value, "principles")
    found = tuple(principle(item, f"principles[{at}]") for at, item in enumerate(items, 1))
    refuse_twice([item.number for item in found], "principles")
    return found


def principle(value: Any, where: str) -> PrincipleText:
    """One principle."""
    parts = mapping(value, where)
    only(parts, where, OF_PRINCIPLE)
    return PrincipleText(
        number=number(parts, where, "number"),
        short_name=text(parts, where, "short_name", 80),
        statement=text(parts, where, "statement", 5000),
        expects=texts(parts.get("expects", []), f"{where}.expects", 300),
    )


def definition(value: Any, where: str) -> DefinitionText:
    """One definition, which needs a source."""
    parts = mapping(value, where)
    return DefinitionText(
        term=text(parts, where, "term", 60),
        text=text(parts, where, "text", 5000),
        source=text(parts, where, "source", 300),
        source_url=address(parts, where, "source_url", 500),
    )
