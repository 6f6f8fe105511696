"""Reading vocabularies from files: checked whole before anything is written."""

import hashlib
import json
from dataclasses import asdict, dataclass
from typing import Any

import yaml
from django.utils.translation import gettext as _

from initiatives.base.parts import (
    flag,
    mapping,
    one_of,
    only,
    refuse_twice,
    sequence,
    text,
    wrong,
)
from initiatives.base.yaml_files import parsed
from initiatives.measures.choices import Absent

MOST_STRATA = 500
VOCABULARY = ("key", "edition", "title", "source", "ordered", "overlapping", "strata")
STRATUM = ("code", "label", "absent", "mapped")
MAPPED = ("stratification", "edition", "code", "exact", "note")


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
    top = mapping(parsed(content), "file")
    only(top, "", ("stratifications",))
    items = sequence(top.get("stratifications"), "stratifications")
    return tuple(vocabulary(item, f"stratifications[{at}]") for at, item in enumerate(items, 1))


def written_stratification(said: StratificationText) -> str:
    """A vocabulary as the file that `read_stratifications` takes; what is empty is left out."""
    parts = filled(asdict(said))
    parts["strata"] = [
        filled(asdict(one) | {"mapped": [filled(asdict(link)) for link in one.mapped]})
        for one in said.strata
    ]
    top = {"stratifications": [parts]}
    return yaml.safe_dump(top, sort_keys=False, allow_unicode=True, width=96)


def filled(parts: dict[str, Any]) -> dict[str, Any]:
    """The parts that say something."""
    return {name: value for name, value in parts.items() if value}


def vocabulary(value: Any, where: str) -> StratificationText:
    """One vocabulary, each code once."""
    parts = mapping(value, where)
    only(parts, where, VOCABULARY)
    strata = sequence(parts.get("strata"), f"{where}.strata")
    if len(strata) > MOST_STRATA:
        raise wrong(where, _("%(part)s has more than %(most)s groups."), most=MOST_STRATA)
    groups = tuple(stratum(item, f"{where}.strata[{at}]") for at, item in enumerate(strata, 1))
    refuse_twice([group.code for group in groups], f"{where}.strata")
    refuse_twice([group.absent for group in groups if group.absent], f"{where}.strata")
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
    parts = mapping(value, where)
    only(parts, where, STRATUM)
    mapped = parts.get("mapped", [])
    if not isinstance(mapped, list):
        raise wrong(f"{where}.mapped", _("%(part)s must be a list."))
    return StratumText(
        code=text(parts, where, "code", 60),
        label=text(parts, where, "label", 160),
        absent=one_of(parts, where, "absent", Absent.values) if parts.get("absent") else "",
        mapped=tuple(link(item, f"{where}.mapped[{at}]") for at, item in enumerate(mapped, 1)),
    )


def link(value: Any, where: str) -> MappedText:
    """What a group is in another vocabulary."""
    parts = mapping(value, where)
    only(parts, where, MAPPED)
    return MappedText(
        stratification=text(parts, where, "stratification", 60),
        edition=text(parts, where, "edition", 40),
        code=text(parts, where, "code", 60),
        exact=flag(parts, where, "exact"),
        note=text(parts, where, "note", 300, blank=True),
    )
