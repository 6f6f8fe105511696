"""Reading vocabularies from files: checked whole before anything is written."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

import yaml

from initiatives.base.errors import Invalid
from initiatives.measures.choices import Absent

LARGEST = 1_000_000  # bytes
MOST_STRATA = 500
SHAPE = "See initiatives/measures/data/ for the shape."


@dataclass(frozen=True)
class MappedText:
    """That a group is one of another vocabulary, named by its code."""

    stratification: str
    edition: str
    code: str
    exact: bool
    note: str


@dataclass(frozen=True)
class StratumText:
    """A group as the file gives it."""

    code: str
    label: str
    absent: str
    mapped: tuple[MappedText, ...]


@dataclass(frozen=True)
class StratificationText:
    """A vocabulary as the file gives it."""

    key: str
    edition: str
    title: str
    source: str
    ordered: bool
    overlapping: bool
    strata: tuple[StratumText, ...]

    @property
    def digest(self) -> str:
        """SHA-256 of all that it says, whatever the file's layout and comments."""
        return hashlib.sha256(json.dumps(asdict(self), sort_keys=True).encode()).hexdigest()


def read_stratifications(content: bytes) -> tuple[StratificationText, ...]:
    """The vocabularies of a file, in its order; raises Invalid, naming the part of the file."""
    found = parsed(content)
    if not isinstance(found, Mapping):
        raise Invalid({"file": f"The file has no vocabularies. {SHAPE}"})
    items = listed(found, "file", "stratifications")
    return tuple(vocabulary(item, f"stratifications[{at}]") for at, item in enumerate(items, 1))


def parsed(content: bytes) -> Any:
    """The file as plain values."""
    if len(content) > LARGEST:
        raise Invalid({"file": f"The file is larger than {LARGEST:,} bytes."})
    try:
        return yaml.safe_load(content)
    except (yaml.YAMLError, UnicodeDecodeError, ValueError, RecursionError):
        raise Invalid({"file": f"The file is not YAML. {SHAPE}"}) from None


def vocabulary(value: Any, where: str) -> StratificationText:
    """One vocabulary, each code once."""
    parts = named(value, where)
    strata = listed(parts, where, "strata")
    if len(strata) > MOST_STRATA:
        raise Invalid({where: f"{where} has more than {MOST_STRATA} groups."})
    groups = tuple(stratum(item, f"{where}.strata[{at}]") for at, item in enumerate(strata, 1))
    codes = [group.code for group in groups]
    twice = next((code for code in codes if codes.count(code) > 1), None)
    if twice is not None:
        raise Invalid({f"{where}.strata": f"The code {twice} is there more than once."})
    return StratificationText(
        key=text(parts, where, "key", 60),
        edition=text(parts, where, "edition", 40),
        title=text(parts, where, "title", 160),
        source=text(parts, where, "source", 300, blank=True),
        ordered=flag(parts, where, "ordered"),
        overlapping=flag(parts, where, "overlapping"),
        strata=groups,
    )


def stratum(value: Any, where: str) -> StratumText:
    """One group."""
    parts = named(value, where)
    absent = text(parts, where, "absent", 12, blank=True)
    if absent and absent not in Absent.values:
        words = f"{where}.absent is one of {', '.join(Absent.values)}."
        raise Invalid({f"{where}.absent": words})
    mapped = parts.get("mapped", [])
    if not isinstance(mapped, list):
        raise Invalid({f"{where}.mapped": f"{where}.mapped must be a list."})
    return StratumText(
        code=text(parts, where, "code", 60),
        label=text(parts, where, "label", 160),
        absent=absent,
        mapped=tuple(mapping(item, f"{where}.mapped[{at}]") for at, item in enumerate(mapped, 1)),
    )


def mapping(value: Any, where: str) -> MappedText:
    """What a group is in another vocabulary."""
    parts = named(value, where)
    return MappedText(
        stratification=text(parts, where, "stratification", 60),
        edition=text(parts, where, "edition", 40),
        code=text(parts, where, "code", 60),
        exact=flag(parts, where, "exact"),
        note=text(parts, where, "note", 300, blank=True),
    )


def named(value: Any, where: str) -> Mapping[str, Any]:
    """Raises Invalid unless the value has named parts."""
    if not isinstance(value, Mapping):
        raise Invalid({where: f"{where} has no named parts. {SHAPE}"})
    return value


def listed(parent: Mapping[str, Any], where: str, name: str) -> Sequence[Any]:
    """Raises Invalid unless there is a list with something in it."""
    value = parent.get(name)
    if not isinstance(value, list) or not value:
        raise Invalid({f"{where}.{name}": f"There must be a list of {name}. {SHAPE}"})
    return value


def text(
    parent: Mapping[str, Any], where: str, name: str, longest: int, blank: bool = False
) -> str:
    """A text of bounded length; a year may stand as a number."""
    value = parent.get(name, "" if blank else None)
    if isinstance(value, int) and not isinstance(value, bool):
        value = str(value)
    if not isinstance(value, str) or not (blank or value.strip()) or "\x00" in value:
        raise Invalid({f"{where}.{name}": f"{where}.{name} must be a text."})
    if len(value) > longest:
        raise Invalid({f"{where}.{name}": f"{where}.{name} is longer than {longest} characters."})
    return value.strip()


def flag(parent: Mapping[str, Any], where: str, name: str) -> bool:
    """True or false; false where nothing is said."""
    value = parent.get(name, False)
    if not isinstance(value, bool):
        raise Invalid({f"{where}.{name}": f"{where}.{name} is true or false."})
    return value
