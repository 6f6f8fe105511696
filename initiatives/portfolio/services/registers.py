"""Bringing in a register of initiatives: judged first, then written whole or not at all."""

from collections.abc import Iterable
from typing import Any, NamedTuple

from django.db import transaction
from django.utils.translation import gettext

from initiatives.base import clock, phi
from initiatives.base.errors import Invalid
from initiatives.base.lazy import gettext_lazy as _
from initiatives.base.records import change, locked, one_at_a_time, plain
from initiatives.base.sheets import SheetError
from initiatives.framework.models import Principle
from initiatives.framework.queries import definitions_in_force, framework_in_force
from initiatives.history.services import event, record, record_all
from initiatives.people.models import User
from initiatives.people.queries import entities, people
from initiatives.portfolio import rules
from initiatives.portfolio.choices import ImportState
from initiatives.portfolio.models import Alignment, Citation, Initiative, Place, RegisterImport
from initiatives.portfolio.register import Proposal, Register, read_register

BATCH = 1000
NOT_KEPT = _(
    "The file was not kept, because some of it looks like protected health information. "
    "Take that out and bring the file in again."
)


def folded(text: str) -> str:
    """A name as it is compared: without case and doubled spaces."""
    return " ".join(text.casefold().split())


class Directory:
    """The entities, people and principles that a register's rows may name."""

    def __init__(self, actor: User) -> None:
        self.actor = actor
        self.entities = {entity.pk: entity for entity in entities(actor)}
        self.entity_keys = unambiguous(
            (name, entity.merged_into_id or entity.pk)  # its former name means what it is part of
            for entity in self.entities.values()
            for name in {folded(entity.name), folded(entity.short_name)}
        )
        self.person_keys = unambiguous(
            (name, person.pk)
            for person in people(actor)
            for name in {folded(person.name), folded(person.title), person.email} - {""}
        )
        framework = framework_in_force(actor)
        known = framework.principles.all() if framework else ()
        self.by_number: dict[int, Principle] = {item.number: item for item in known}

    def entity(self, name: str) -> int | None:
        """The key of the entity of this name; None when there is none, or more than one."""
        return self.entity_keys.get(folded(name))

    def entity_names(self) -> list[str]:
        """Every entity's name, to suggest near ones."""
        return [entity.name for entity in self.entities.values()]

    def person(self, name: str) -> int | None:
        """The key of the one person of this name, post or address."""
        return self.person_keys.get(folded(name))

    def principles(self) -> set[int]:
        """The numbers of the principles in force."""
        return set(self.by_number)


def unambiguous(pairs: Iterable[tuple[str, int]]) -> dict[str, int]:
    """Names with the one key they mean; a name that means two is left out."""
    meant: dict[str, set[int]] = {}
    for name, key in pairs:
        meant.setdefault(name, set()).add(key)
    return {name: min(keys) for name, keys in meant.items() if len(keys) == 1}


@transaction.atomic
def preview_register(*, actor: User, content: bytes, file_name: str) -> RegisterImport:
    """Judge each row and keep the file; raises Invalid when it cannot be read at all."""
    rules.may_import(actor).require()
    kept = RegisterImport(file_name=file_name[-200:], content=content, created_by=actor)
    register, rows = judged(actor, content, file_name, Directory(actor))
    kept.verdicts = verdicts(register, rows)
    if any(phi.is_complaint(reason.message) for item in rows for reason in item.row.reasons):
        kept.content, kept.state = b"", ImportState.DISCARDED
        kept.verdicts["remarks"].append(str(NOT_KEPT))
    kept.save()
    return kept


@transaction.atomic
def write_register(*, actor: User, register_import: RegisterImport) -> RegisterImport:
    """Write every row that is not refused, judged anew, in one transaction; once."""
    rules.may_import(actor).require()
    kept = locked(register_import)
    if kept.state != ImportState.PREVIEWED:
        raise Invalid(
            {
                "state": gettext("This import is already %(state)s.")
                % {"state": kept.get_state_display().lower()}
            }
        )
    directory = Directory(actor)
    one_at_a_time("register")  # so that none comes in twice
    register, rows = judged(actor, bytes(kept.content), kept.file_name, directory)
    new = [item.row for item in rows if adds(item)]
    written = write(actor, new, directory, kept.file_name)
    keys = {initiative.register_key: initiative.pk for initiative in written}
    rows = [item._replace(written=keys.get(item.row.key)) for item in rows]
    change(
        kept,
        state=ImportState.WRITTEN,
        written_at=clock.now(),
        content=b"",
        verdicts=verdicts(register, rows),
    )
    record(actor=actor, verb="imported", subject=kept, after={"initiatives": len(written)})
    return kept


@transaction.atomic
def discard_register(*, actor: User, register_import: RegisterImport) -> RegisterImport:
    """Put a previewed import aside; what was written stays."""
    rules.may_import(actor).require()
    kept = locked(register_import)
    if kept.state != ImportState.PREVIEWED:
        raise Invalid(
            {
                "state": gettext("This import is already %(state)s.")
                % {"state": kept.get_state_display().lower()}
            }
        )
    change(kept, state=ImportState.DISCARDED, content=b"")
    record(actor=actor, verb="discarded", subject=kept)
    return kept


class Judged(NamedTuple):
    """A row's proposal, the initiative that it already is or has become, and why it is refused."""

    row: Proposal
    known: int | None
    why: str
    written: int | None = None


def judged(
    actor: User, content: bytes, file_name: str, directory: Directory
) -> tuple[Register, list[Judged]]:
    """Every row, judged for this person and against what the tracker holds."""
    try:
        register = read_register(content, file_name, directory, today=clock.today(actor.time_zone))
    except SheetError as error:
        raise Invalid({"file": str(error)}) from None
    keys = [row.key for row in register.proposals]
    known = dict(Initiative.objects.filter(register_key__in=keys).values_list("register_key", "pk"))
    return register, [
        Judged(row, known.get(row.key), refusal(actor, row, directory))
        for row in register.proposals
    ]


def refusal(actor: User, row: Proposal, directory: Directory) -> str:
    """Why this person may not bring this row in; nothing when they may."""
    if row.entity_id is None:
        return ""
    return rules.may_create(actor, directory.entities[row.entity_id]).why


def adds(judged: Judged) -> bool:
    """True for a row that adds an initiative."""
    return judged.row.verdict != "refused" and judged.known is None and not judged.why


def verdicts(register: Register, rows: list[Judged]) -> dict[str, Any]:
    """The verdict on each row, remarks on the file, and how many initiatives it adds."""
    return {
        "rows": [verdict_of(item) for item in rows],
        "remarks": list(map(str, register.remarks)),
        "adds": sum(map(adds, rows)),
    }


def verdict_of(judged: Judged) -> dict[str, Any]:
    """One row's verdict; a row that was in the tracker before adds nothing, and says so."""
    row, known, why, written = judged
    reasons = [{"field": item.field, "message": str(item.message)} for item in row.reasons]
    if why:
        reasons.append({"field": "entity", "message": why})
    if known:
        reasons.append(
            {"field": "row", "message": gettext("It is in the tracker already; nothing is added.")}
        )
    key = known or written
    return {
        "row": row.row,
        "verdict": "refused" if why else row.verdict,
        "title": row.title,
        "reference": f"{Initiative.prefix}-{key}" if key else None,
        "reasons": reasons,
    }


def write(
    actor: User, rows: list[Proposal], directory: Directory, file_name: str
) -> list[Initiative]:
    """Write initiatives with their places, alignments, citations and events, in few statements."""
    made = Initiative.objects.bulk_create(
        [initiative_of(actor, row) for row in rows], batch_size=BATCH
    )
    pairs = list(zip(made, rows, strict=True))
    Place.objects.bulk_create(
        [Place(initiative=item, entity_id=place_of(row)) for item, row in pairs], batch_size=BATCH
    )
    Alignment.objects.bulk_create(
        [
            Alignment(
                initiative=item,
                principle=directory.by_number[number],
                rationale=f"Named in {file_name}, row {row.row}. Say how it serves the principle.",
                created_by=actor,
            )
            for item, row in pairs
            for number in row.principles
        ],
        batch_size=BATCH,
    )
    standing = list(definitions_in_force(actor))
    Citation.objects.bulk_create(
        [Citation(initiative=item, definition=one) for item in made for one in standing],
        batch_size=BATCH,
    )
    record_all(
        event(actor, "imported", item, after=imported(row), reason=f"{file_name}, row {row.row}")
        for item, row in pairs
    )
    return made


def imported(row: Proposal) -> dict[str, Any]:
    """What history keeps of an imported row: the stage it came in at, and the row as it was."""
    return {"stage": row.stage, "row": plain(dict(row.raw))}


def place_of(row: Proposal) -> int:
    """The entity of a row that is written; a row without one was refused."""
    assert row.entity_id is not None
    return row.entity_id


def initiative_of(actor: User, row: Proposal) -> Initiative:
    """An initiative that is not written yet."""
    return Initiative(
        title=row.title,
        entity_id=place_of(row),
        sponsor_id=row.sponsor_id,
        owner_id=row.owner_id,
        stage=row.stage,
        aim_summary=row.aim_summary,
        started_on=row.started_on,
        started_note=row.started_text if row.started_on is None else "",
        target_on=row.target_on,
        target_note=row.target_text if row.target_on is None else "",
        notes=row.notes,
        register_key=row.key,
        created_by=actor,
    )
