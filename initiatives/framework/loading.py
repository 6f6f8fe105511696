"""Reading a framework from a file: checked whole before anything is written."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import yaml

from initiatives.base.errors import Invalid

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
    """A framework as the file gives it, with the SHA-256 of all that it says."""

    key: str
    name: str
    edition: str
    source: str
    purpose: str
    mission: tuple[str, ...]
    values: tuple[str, ...]
    principles: tuple[PrincipleText, ...]
    digest: str


def read_framework(content: bytes) -> FrameworkText:
    """Raises Invalid, naming the part of the file, for anything that is not a framework."""
    if len(content) > LARGEST:
        raise Invalid({"file": f"The file is larger than {LARGEST:,} bytes."})
    try:
        data = yaml.safe_load(content)
    except (yaml.YAMLError, UnicodeDecodeError, ValueError, RecursionError):
        raise Invalid({"file": f"The file is not YAML. {SHAPE}"}) from None
    top = mapping(data, "file")
    head = mapping(top.get("framework"), "framework")
    return FrameworkText(
        key=text(head, "framework", "key", 60),
        name=text(head, "framework", "name", 160),
        edition=text(head, "framework", "version", 40),
        source=text(head, "framework", "source", 500, blank=True),
        purpose=text(top, "file", "purpose", 5000, blank=True),
        mission=texts(top.get("mission", []), "mission", 1000),
        values=texts(top.get("values", []), "values", 1000),
        principles=principles(top.get("principles")),
        digest=hashlib.sha256(json.dumps(top, sort_keys=True, default=str).encode()).hexdigest(),
    )


def mapping(value: Any, where: str) -> Mapping[str, Any]:
    """Raises Invalid unless the value has named parts."""
    if not isinstance(value, Mapping):
        raise Invalid({where: f"{where!r} is missing or has no named parts. {SHAPE}"})
    return value


def text(
    parent: Mapping[str, Any], where: str, name: str, longest: int, blank: bool = False
) -> str:
    """A text of bounded length; raises Invalid for another type, or for none if it is needed."""
    value = parent.get(name, "" if blank else None)
    if isinstance(value, int) and not isinstance(value, bool):
        value = str(value)
    if not isinstance(value, str) or "\x00" in value or not (blank or value.strip()):
        raise Invalid({f"{where}.{name}": f"{where}.{name} must be a text."})
    if len(value) > longest:
        raise Invalid({f"{where}.{name}": f"{where}.{name} is longer than {longest} characters."})
    return value.strip()


def texts(value: Any, where: str, longest: int) -> tuple[str, ...]:
    """A list of texts."""
    if not isinstance(value, Sequence) or isinstance(value, str):
        raise Invalid({where: f"{where!r} must be a list of texts."})
    return tuple(text({"item": item}, where, "item", longest) for item in value)


def principles(value: Any) -> tuple[PrincipleText, ...]:
    """The principles, each number once; raises Invalid for none."""
    if not isinstance(value, Sequence) or isinstance(value, str) or not value:
        raise Invalid({"principles": f"There must be a list of principles. {SHAPE}"})
    found = tuple(principle(item, index) for index, item in enumerate(value, 1))
    numbers = [item.number for item in found]
    twice = sorted({number for number in numbers if numbers.count(number) > 1})
    if twice:
        raise Invalid({"principles": f"Principle {twice[0]} is there more than once."})
    return found


def principle(value: Any, index: int) -> PrincipleText:
    """One principle."""
    where = f"principles[{index}]"
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
