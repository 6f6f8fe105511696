"""Holding entries against what stands and against the rules, before anything is written."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from operator import attrgetter
from typing import NamedTuple

from django.utils.translation import gettext

from initiatives.base.checks import complaint
from initiatives.base.errors import Invalid
from initiatives.base.lazy import gettext_lazy as _
from initiatives.measures.choices import ObservationState
from initiatives.measures.models import Measure, OperationalDefinition, Stratum
from initiatives.measures.rules.figures import Entry, of_figures, of_period

TEXTS = {"source": 200, "note": 500, "excluded_because": 300, "because": 300}
SAID = ("numerator", "denominator", "value", "state", "source", "note", "excluded_because")
STATE = SAID.index("state")
WRITTEN = attrgetter(*TEXTS, "state")
what_is_said = attrgetter(*SAID)
Place = tuple[date, int | None, int | None]
Said = tuple[str, str]  # a field, and a sentence about it


@dataclass(frozen=True)
class Recorded:
    """How many observations are new, corrected, and as they were."""

    new: int
    corrected: int
    same: int


class Former(NamedTuple):
    """What stands recorded in a place."""

    pk: int
    said: tuple[object, ...]


class Complaint(NamedTuple):
    """What is wrong with an entry, by its position from 0, and its field."""

    position: int
    field: str
    message: str


@dataclass
class Trial:
    """Entries, and what they would come to; `strata` gives the vocabulary of each group."""

    measure: Measure
    definition: OperationalDefinition
    strata: dict[int, int]
    entries: Sequence[Entry]
    standing: dict[Place, Former]
    today: date

    @cached_property
    def changes(self) -> list[bool]:
        """Whether each entry says anything else than what stands."""
        return [
            former is None or what_is_said(entry) != former.said
            for entry in self.entries
            for former in [self.standing.get(entry.place)]
        ]

    def fresh(self) -> list[Entry]:
        """The entries that would be written."""
        return [entry for entry, new in zip(self.entries, self.changes, strict=True) if new]

    def outcome(self) -> Recorded:
        """How many would be new, corrected, and stay."""
        fresh = self.fresh()
        corrected = sum(entry.place in self.standing for entry in fresh)
        return Recorded(len(fresh) - corrected, corrected, len(self.entries) - len(fresh))

    def unexplained(self) -> Iterator[int]:
        """The positions of entries that correct what is final, and do not say why."""
        for position, (entry, new) in enumerate(zip(self.entries, self.changes, strict=True)):
            former = self.standing.get(entry.place) if new else None
            final = former is not None and former.said[STATE] == ObservationState.FINAL
            if final and not entry.because.strip():
                yield position

    def explained(self, because: str) -> "Trial":
        """With this reason wherever one is needed and not given."""
        entries = list(self.entries)
        for position in self.unexplained():
            entries[position] = replace(entries[position], because=because)
        return replace(self, entries=entries)

    def complaints(self, reasons: bool = True) -> Iterator[Complaint]:
        """All that is wrong, by entry; `reasons` says whether corrections need theirs already."""
        places = Counter(entry.place for entry in self.entries)
        unexplained = set(self.unexplained()) if reasons else set()
        periods: dict[date, list[Said]] = {}
        texts: dict[tuple[str, ...], list[Said]] = {}
        for position, entry in enumerate(self.entries):
            if entry.starts not in periods:
                found = of_period(entry.starts, self.definition.frequency, self.today)
                periods[entry.starts] = list(found)
            written = WRITTEN(entry)
            if written not in texts:
                texts[written] = list(of_texts(entry))
            wrong = [
                *periods[entry.starts],
                *of_figures(entry, self.definition),
                *(of_groups(entry, self.strata) if entry.stratum or entry.other_stratum else ()),
                *texts[written],
            ]
            if position in unexplained:
                wrong.append(NO_REASON)
            if places[entry.place] > 1:
                wrong.append(TWICE)
            for field, message in wrong:
                yield Complaint(position, field, message)


NO_REASON = "because", _("This period and group is recorded as final; say why it is corrected.")
TWICE = "starts", _("This period and group is given more than once.")


def tried(measure: Measure, entries: Sequence[Entry], today: date) -> Trial:
    """The entries held against what stands; raises Invalid while no definition is in force."""
    strata = strata_of(measure)
    entries = [in_order(entry, strata) for entry in entries]
    return Trial(measure, in_force(measure), strata, entries, standing_at(measure, entries), today)


def in_force(measure: Measure) -> OperationalDefinition:
    """The definition under which data are recorded; raises Invalid where none is approved."""
    definition = measure.definitions.filter(in_force=True).first()
    if definition is None:
        raise Invalid(
            {"definition": gettext("Nothing can be recorded before a definition is approved.")}
        )
    return definition


def strata_of(measure: Measure) -> dict[int, int]:
    """The groups by which the measure is stratified: their vocabularies, by key."""
    found = Stratum.objects.filter(stratification__measures=measure)
    return dict(found.values_list("pk", "stratification_id"))


def in_order(entry: Entry, strata: dict[int, int]) -> Entry:
    """Where two groups meet, they stand in the order of their vocabularies."""
    one, other = entry.stratum, entry.other_stratum
    if one is None or other is None or strata.get(one, 0) <= strata.get(other, 0):
        return entry
    return replace(entry, stratum=other, other_stratum=one)


def standing_at(measure: Measure, entries: Sequence[Entry]) -> dict[Place, Former]:
    """What stands recorded in the periods of these entries, by place."""
    if not entries:
        return {}
    days = [entry.starts for entry in entries]
    found = measure.observations.filter(
        replaced_by=None, starts__gte=min(days), starts__lte=max(days)
    )
    rows = found.order_by().values_list("pk", "starts", "stratum_id", "other_stratum_id", *SAID)
    return {(row[1], row[2], row[3]): Former(row[0], row[4:]) for row in rows.iterator(5000)}


def of_groups(entry: Entry, strata: dict[int, int]) -> Iterable[Said]:
    """Groups are of the measure's own vocabularies, and two of two different ones."""
    for field in ("stratum", "other_stratum"):
        key = getattr(entry, field)
        if key is not None and key not in strata:
            yield field, gettext("This group is in no vocabulary of the measure.")
    if entry.other_stratum is not None:
        if entry.stratum is None:
            yield "stratum", gettext("Name the first group where two meet.")
        elif strata.get(entry.stratum) == strata.get(entry.other_stratum):
            yield "other_stratum", gettext("Two groups that meet are of different vocabularies.")


def of_texts(entry: Entry) -> Iterable[Said]:
    """Short, and without what looks like health information."""
    for field, longest in TEXTS.items():
        text = getattr(entry, field)
        if message := complaint(text):
            yield field, message
        elif len(text) > longest:
            yield (
                field,
                gettext("Keep this within %(longest)s characters.") % {"longest": longest},
            )
    if entry.state not in ObservationState.values:
        yield (
            "state",
            gettext("Choose one of %(values)s.") % {"values": ", ".join(ObservationState.values)},
        )
