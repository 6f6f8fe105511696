"""Reading principles and definitions from files: checked whole before anything is written."""

import hashlib
import json
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

import yaml
from django.core.exceptions import ValidationError
from django.core.validators import URLValidator

from initiatives.base.errors import Invalid

SLUG = re.compile(r"[A-Za-z0-9_-]+")
IS_ADDRESS = URLValidator(schemes=["http", "https"])
LARGEST = 1_000_000  # bytes; the nine principles take five thousand
SHAPE = "See initiatives/framework/data/uw_medicine.yaml for the shape."


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
    head = mapping(top.get("framework"), "framework")
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
    refuse_twice([one.term.casefold() for one in found], "definitions", "The definition of ")
    return found


def parsed(content: bytes) -> Any:
    """The file as plain values; raises Invalid for one that is too large or no YAML."""
    if len(content) > LARGEST:
        raise Invalid({"file": f"The file is larger than {LARGEST:,} bytes."})
    try:
        return yaml.safe_load(content)
    except (yaml.YAMLError, UnicodeDecodeError, ValueError, RecursionError):
        raise Invalid({"file": f"The file is not YAML. {SHAPE}"}) from None


def mapping(value: Any, where: str) -> Mapping[str, Any]:
    """Raises Invalid unless the value has named parts."""
    if not isinstance(value, Mapping):
        raise Invalid({where: f"{where!r} is missing or has no named parts. {SHAPE}"})
    return value


def sequence(value: Any, where: str) -> Sequence[Any]:
    """Raises Invalid unless the value is a list with something in it."""
    if not isinstance(value, Sequence) or isinstance(value, str | bytes) or not value:
        raise Invalid({where: f"There must be a list of {where}. {SHAPE}"})
    return value


def text(
    parent: Mapping[str, Any], where: str, name: str, longest: int, blank: bool = False
) -> str:
    """A text of bounded length; raises Invalid for another type, or for none if it is needed."""
    value = parent.get(name, "" if blank else None)
    if isinstance(value, int) and not isinstance(value, bool):
        value = str(value)
    if not isinstance(value, str) or not (blank or value.strip()) or not is_storable(value):
        raise Invalid({f"{where}.{name}": f"{where}.{name} must be a text."})
    if len(value) > longest:
        raise Invalid({f"{where}.{name}": f"{where}.{name} is longer than {longest} characters."})
    return value.strip()


def slug(parent: Mapping[str, Any], where: str, name: str, longest: int) -> str:
    """A short name for programs."""
    value = text(parent, where, name, longest)
    if not SLUG.fullmatch(value):
        raise Invalid(
            {f"{where}.{name}": f"{where}.{name} takes letters, digits, hyphens and underscores."}
        )
    return value


def address(parent: Mapping[str, Any], where: str, name: str, longest: int) -> str:
    """A web address, or nothing."""
    value = text(parent, where, name, longest, blank=True)
    try:
        if value:
            IS_ADDRESS(value)
    except ValidationError:
        raise Invalid(
            {f"{where}.{name}": f"{where}.{name} must be a whole web address: https://..."}
        ) from None
    return value


def is_storable(value: str) -> bool:
    """False for a NUL or half of a surrogate pair, which no database takes."""
    return "\x00" not in value and not any("\ud800" <= sign <= "\udfff" for sign in value)


def texts(value: Any, where: str, longest: int) -> tuple[str, ...]:
    """A list of texts, perhaps an empty one."""
    if not isinstance(value, Sequence) or isinstance(value, str | bytes):
        raise Invalid({where: f"{where!r} must be a list of texts."})
    return tuple(text({"item": item}, where, "item", longest) for item in value)


def principles(value: Any) -> tuple[PrincipleText, ...]:
    """The principles, each number once; raises Invalid for none."""
    items = sequence(value, "principles")
    found = tuple(principle(item, f"principles[{at}]") for at, item in enumerate(items, 1))
    refuse_twice([item.number for item in found], "principles", "Principle ")
    return found


def refuse_twice(keys: Sequence[Any], where: str, what: str) -> None:
    """Raises Invalid for a key that is there more than once."""
    for key, times in Counter(keys).items():
        if times > 1:
            raise Invalid({where: f"{what}{key} is there more than once."})


def principle(value: Any, where: str) -> PrincipleText:
    """One principle."""
    parts = mapping(value, where)
    number = parts.get("number")
    if not isinstance(number, int) or isinstance(number, bool) or not 1 <= number <= 999:
        raise Invalid({f"{where}.number": f"{where}.number must be a whole number from 1 to 999."})
    return PrincipleText(
        number=number,
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
