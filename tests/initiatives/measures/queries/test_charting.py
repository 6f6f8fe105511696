"""Which phase the data suggest, and for which periods there are data."""

from datetime import date

import pytest

from initiatives.measures import queries
from initiatives.measures.models import Phase
from initiatives.measures.rules.figures import Entry
from initiatives.measures.services import (
    approve_phase,
    propose_phase,
    record_observations,
    withdraw_phase,
)
from tests.initiatives.measures.making import groups_of, make_measure, make_stratification, month

pytestmark = pytest.mark.django_db


def propose(cast, measure, starts):
    yes = dict.fromkeys(("different", "known", "wanted", "lasting"), True)
    return propose_phase(actor=cast.bob, measure=measure, starts=starts, reason="New.", **yes)


def shifted(cast, measure, late=12):
    """Twelve months at about a fifth, then so many at about a tenth."""
    entries = [
        Entry(
            starts=date(2024 + at // 12, at % 12 + 1, 1),
            numerator=(40 if at < 12 else 20) + at % 3 - 1,
            denominator=200,
        )
        for at in range(12 + late)
    ]
    record_observations(actor=cast.bob, measure=measure, entries=entries)


def test_a_phase_is_suggested_where_the_data_shifted_and_never_applied(cast):
    measure = make_measure(cast)
    assert queries.suggested_phase(cast.bob, measure) is None
    shifted(cast, measure)
    found = queries.suggested_phase(cast.bob, measure)
    assert (found.starts, found.points, found.on_trial) == (date(2025, 1, 1), 12, False)
    assert not Phase.objects.exists()
    phase = propose(cast, measure, found.starts)
    assert queries.suggested_phase(cast.bob, measure) is None
    approve_phase(actor=cast.sam, phase=phase)
    assert queries.suggested_phase(cast.bob, measure) is None


def test_a_phase_that_was_withdrawn_may_be_suggested_again(cast):
    measure = make_measure(cast)
    shifted(cast, measure, late=9)
    phase = propose(cast, measure, date(2025, 1, 1))
    withdraw_phase(actor=cast.bob, phase=phase, reason="Too early.")
    assert queries.suggested_phase(cast.bob, measure).on_trial


def test_no_phase_is_suggested_before_a_definition_is_approved(cast):
    assert queries.suggested_phase(cast.bob, make_measure(cast, approved=False)) is None


def test_groups_alone_have_periods_too(cast):
    origin = make_stratification()
    measure = make_measure(cast, stratifications=[origin])
    group = groups_of(origin)["a"]
    june = month(6, stratum=group, numerator=20, denominator=100)
    record_observations(actor=cast.bob, measure=measure, entries=[june])
    assert queries.periods_with_data(measure) == [date(2026, 6, 1)]
