"""The board pack as a file: what is asked for is an entity and the months of a period."""

from collections.abc import Iterator
from functools import partial
from pathlib import Path

from django.utils import translation
from django.utils.translation import gettext as _

from initiatives.accountability.letters import language_of
from initiatives.base.errors import Invalid
from initiatives.base.references import plain_key
from initiatives.exports import kinds
from initiatives.exports.kinds import Asked, Given, Kind, Progress
from initiatives.people import queries as people
from initiatives.people.models import Entity, User
from initiatives.status.pack import HIDDEN, KINDS, Period, compose, make, may_make, read_period


def introduce() -> None:
    """Make each form of the pack known, as `pack_` and its key."""
    for one in KINDS.values():
        write = partial(write_pack, one.key)
        kinds.introduce(Kind(kind_of(one.key), one.label, one.format, one.media_type, read, write))


def kind_of(key: str) -> str:
    """The kind of export that a kind of pack is."""
    return f"pack_{key.replace('-', '_')}"


def read(viewer: User, given: Given) -> Asked:
    """The place and the months; raises Invalid for a place out of sight or no period."""
    entity, period = asked(viewer, given)
    parameters = {"entity": entity.pk, "start": str(given["start"]), "end": str(given["end"])}
    return Asked(
        parameters,
        _("Board pack of %(entity)s, %(period)s") % {"entity": entity, "period": period},
    )


def asked(viewer: User, given: Given) -> tuple[Entity, Period]:
    """Of what, and of when."""
    key = plain_key(str(given.get("entity", "")))
    entity = people.entities(viewer).filter(pk=key).first() if key else None
    if entity is None or not may_make(viewer, entity):
        raise Invalid({"entity": HIDDEN})
    return entity, read_period(str(given.get("start", "")), str(given.get("end", "")))


def write_pack(key: str, viewer: User, given: Given, path: Path) -> Iterator[Progress]:
    """Gather what the viewer may see now, then set it."""
    entity, period = asked(viewer, given)
    yield Progress(0, None)  # it has no rows to be counted
    with translation.override(language_of(viewer)):
        found = compose(viewer, entity, period)
    yield Progress(0, None)
    with translation.override(language_of(viewer)):
        path.write_bytes(make(found, key))
    yield Progress(0, None)
