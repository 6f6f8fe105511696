"""Reading the parts of a YAML file: each refuses what it cannot take and says where it stands."""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

import yaml
from django.core.exceptions import ValidationError
from django.core.validators import URLValidator

from initiatives.base.errors import Invalid

SLUG = re.compile(r"[A-Za-z0-9_-]+")
IS_ADDRESS = URLValidator(schemes=["http", "https"])
LARGEST = 1_000_000  # bytes; the nine principles take five thousand
SHAPE = "See the files in initiatives/framework/data for the shape."


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


def refuse_twice(keys: Sequence[Any], where: str, what: str) -> None:
    """Raises Invalid for a key that is there more than once."""
    for key, times in Counter(keys).items():
        if times > 1:
            raise Invalid({where: f"{what}{key} is there more than once."})


def day(parent: Mapping[str, Any], where: str, name: str) -> date | None:
    """A day, written as 2026-01-31; None where none is given."""
    value = parent.get(name)
    if value is not None and type(value) is not date:
        raise Invalid({f"{where}.{name}": f"{where}.{name} must be a day such as 2026-01-31."})
    return value


def one_of(parent: Mapping[str, Any], where: str, name: str, values: Sequence[str]) -> str:
    """One of several words."""
    value = text(parent, where, name, 40)
    if value not in values:
        raise Invalid({f"{where}.{name}": f"{where}.{name} is one of {', '.join(values)}."})
    return value


def number(parent: Mapping[str, Any], where: str, name: str) -> int:
    """A whole number from 1 to 999."""
    value = parent.get(name)
    if not isinstance(value, int) or isinstance(value, bool) or not 1 <= value <= 999:
        raise Invalid({f"{where}.{name}": f"{where}.{name} must be a whole number from 1 to 999."})
    return value
