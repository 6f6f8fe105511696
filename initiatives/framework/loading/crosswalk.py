"""Reading a crosswalk: outside frameworks, what they require, the principles that answer it."""

from collections.abc import Mapping, Sequence
from typing import Any

from initiatives.base.errors import Invalid
from initiatives.base.parts import (
    address,
    day,
    mapping,
    number,
    one_of,
    refuse_twice,
    sequence,
    slug,
    text,
)
from initiatives.base.yaml_files import parsed
from initiatives.framework.choices import OutsideStatus, Strength
from initiatives.framework.loading.crosswalk_texts import (
    CrosswalkText,
    LinkText,
    OutsideText,
    RequirementText,
)

MOST = 300  # requirements of a framework; the largest known to us has nineteen


def read_crosswalk(content: bytes) -> CrosswalkText:
    """Raises Invalid, naming the part of the file, for anything that is not a crosswalk."""
    top = mapping(parsed(content), "file")
    mapped = mapping(top.get("principles"), "principles")
    items = sequence(top.get("frameworks"), "frameworks")
    found = tuple(outside(item, f"frameworks[{at}]") for at, item in enumerate(items, 1))
    refuse_twice([one.key for one in found], "frameworks")
    return CrosswalkText(
        key=slug(mapped, "principles", "key", 60),
        edition=text(mapped, "principles", "version", 40),
        frameworks=found,
    )


def outside(value: Any, where: str) -> OutsideText:
    """One outside framework."""
    parts = mapping(value, where)
    status = one_of(parts, where, "status", OutsideStatus.values)
    retired_on = day(parts, where, "retired_on")
    if retired_on and status != OutsideStatus.RETIRED:
        field = f"{where}.retired_on"
        raise Invalid({field: f"{field} is given, but the status is {status}, not retired."})
    return OutsideText(
        key=slug(parts, where, "key", 60),
        edition=text(parts, where, "version", 40),
        name=text(parts, where, "name", 160),
        short_name=text(parts, where, "short_name", 40),
        body=text(parts, where, "body", 160),
        issued_as=text(parts, where, "issued_as", 160, blank=True),
        status=status,
        status_note=text(parts, where, "status_note", 5000, blank=True),
        not_verified=text(parts, where, "not_verified", 5000, blank=True),
        effective_from=day(parts, where, "effective_from"),
        retired_on=retired_on,
        source=text(parts, where, "source", 300, blank=True),
        source_url=address(parts, where, "source_url", 500),
        verified_on=day(parts, where, "verified_on"),
        requirements=requirements(parts.get("requirements"), f"{where}.requirements"),
    )


def requirements(value: Any, where: str) -> tuple[RequirementText, ...]:
    """The requirements, each code once, each after the one that it is part of."""
    items = sequence(value, where)
    if len(items) > MOST:
        raise Invalid({where: f"{where} has more than {MOST} requirements."})
    found = tuple(requirement(item, f"{where}[{at}]") for at, item in enumerate(items, 1))
    refuse_twice([one.code for one in found], where)
    known: set[str] = {""}
    for one in found:
        if one.parent not in known:
            raise Invalid(
                {where: f"{where}: {one.code} is part of {one.parent}, which does not stand above."}
            )
        known.add(one.code)
    return found


def requirement(value: Any, where: str) -> RequirementText:
    """One requirement with the principles that answer it."""
    parts = mapping(value, where)
    answered = links(parts.get("answered_by", []), f"{where}.answered_by")
    return RequirementText(
        code=text(parts, where, "code", 20),
        text=text(parts, where, "text", 2000),
        parent=text(parts, where, "part_of", 20, blank=True),
        verified_on=day(parts, where, "verified_on"),
        links=answered,
    )


def links(value: Any, where: str) -> tuple[LinkText, ...]:
    """The links of a requirement, each principle once; there may be none."""
    items: Sequence[Any] = sequence(value, where) if value else ()
    found = tuple(link(mapping(item, f"{where}[{at}]"), where) for at, item in enumerate(items, 1))
    refuse_twice([one.principle for one in found], where)
    return found


def link(parts: Mapping[str, Any], where: str) -> LinkText:
    """One link; a review has both a name and a day."""
    reviewer = text(parts, where, "reviewed_by", 160, blank=True)
    reviewed_on = day(parts, where, "reviewed_on")
    if bool(reviewer) != bool(reviewed_on):
        raise Invalid({where: f"{where}: a review has both reviewed_by and reviewed_on."})
    return LinkText(
        principle=number(parts, where, "principle"),
        strength=one_of(parts, where, "strength", Strength.values),
        note=text(parts, where, "note", 500, blank=True),
        reviewer=reviewer,
        reviewed_on=reviewed_on,
    )
