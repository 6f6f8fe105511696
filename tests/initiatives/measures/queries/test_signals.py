"""Who sees which signals, and how they are found."""

import pytest
from django.http import QueryDict

from initiatives.measures.choices import SignalKind
from initiatives.measures.filters import SignalFilter
from initiatives.measures.models import Signal
from initiatives.measures.queries import signal, signals
from initiatives.people.models import User
from tests.initiatives.measures.making import make_measure, make_signal

pytestmark = pytest.mark.django_db


def found(cast, query):
    return set(SignalFilter(QueryDict(query), signals(cast.lee)).qs)


@pytest.mark.parametrize(
    ("who", "sees"),
    [
        *((name, True) for name in ("alice", "bob", "sam", "lee", "erin", "ada", "root")),
        *(("charlie", False), ("nobody", False)),
    ],
)
def test_who_sees_the_measure_sees_its_signals(cast, who, sees):
    made = make_signal(make_measure(cast))
    viewer = User.objects.get(pk=getattr(cast, who).pk)
    assert (made in signals(viewer)) == sees
    if not sees:
        with pytest.raises(Signal.DoesNotExist):
            signal(viewer, made.pk)


def test_they_are_found_by_what_they_are_about(cast):
    measure = make_measure(cast)
    one = make_signal(measure, "Screening: Group b is left behind", SignalKind.WORSE)
    other = make_signal(measure, "Everybody", month=2)
    other.state, other.decided_by = "accepted", cast.lee
    other.save()
    both = {one, other}
    assert found(cast, "q=left+behind") == found(cast, f"q={one.reference}") == {one}
    assert found(cast, "state=open") == found(cast, "kind=worse") == {one}
    assert found(cast, "kind=worse&kind=overall") == both
    assert found(cast, f"measure={measure.pk}&initiative={cast.initiative.pk}") == both
    assert found(cast, f"entity={cast.system.pk}") == both
    assert found(cast, f"entity={cast.clinic.pk}") == set()
    assert found(cast, f"principle={cast.principles[0].pk}") == both
    assert found(cast, f"principle={cast.principles[2].pk}") == set()
