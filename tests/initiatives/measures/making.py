"""Measures, vocabularies and entries for tests."""

from datetime import date

from initiatives.measures.choices import SignalKind
from initiatives.measures.loading import StratificationText, StratumText
from initiatives.measures.models import Signal
from initiatives.measures.rules.figures import Entry
from initiatives.measures.services import (
    Terms,
    approve_definition,
    define_measure,
    load_stratification,
)
from initiatives.measures.services.signals import raise_signal

TERMS = Terms(
    text="Adults with diabetes whose last HbA1c was over 9 %.",
    numerator="Over 9 %, or not measured",
    denominator="Adults with diabetes",
    chart="p",
    direction="decrease",
    multiplier=100,
    unit="%",
)


def make_stratification(key="origin", codes="abc", **said):
    """A vocabulary with a group for each code, and one for what is not recorded."""
    groups = [StratumText(code, f"Group {code}", "", ()) for code in codes]
    text = StratificationText(
        key=key,
        edition=said.pop("edition", "1"),
        title=said.pop("title", key.title()),
        source="",
        ordered=said.pop("ordered", False),
        overlapping=said.pop("overlapping", False),
        strata=(*groups, StratumText("unknown", "Not recorded", "not_recorded", ())),
    )
    return load_stratification(content=text)[0]


def make_measure(cast, terms=TERMS, approved=True, **said):
    """A measure of the cast's initiative, which the sponsor approved."""
    measure = define_measure(
        actor=cast.lee,
        initiative=cast.initiative,
        name=said.pop("name", "Diabetes out of control"),
        kind=said.pop("kind", "outcome"),
        terms=terms,
        owner=said.pop("owner", cast.bob),
        **said,
    )
    if approved:
        approve_definition(actor=cast.sam, definition=measure.definitions.get())
    return measure


def month(number, **said):
    """An entry for a month of 2026."""
    return Entry(starts=date(2026, number, 1), **said)


def groups_of(stratification):
    """The keys of its groups by code."""
    return dict(stratification.strata.values_list("code", "pk"))


def make_signal(measure, title="Everybody gets worse", kind=SignalKind.OVERALL, month=1, **said):
    """A signal of a measure in a month of 2026, as watching raises it."""
    return raise_signal(
        Signal(
            measure=measure,
            definition=measure.definitions.get(in_force=True),
            kind=kind,
            begins=date(2026, month, 1),
            ends=date(2026, month, 28),
            title=title,
            words="It rose for everybody.",
            rules="anhoej 1: beyond",
            **said,
        )
    )
