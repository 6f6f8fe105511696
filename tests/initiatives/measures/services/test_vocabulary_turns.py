"""Vocabularies in the hands of people: new editions, retired ones, and what stays as it was."""

import pytest

from initiatives.base.errors import Invalid, NotAllowed, Stale
from initiatives.history.models import Event
from initiatives.measures.models import Stratification
from initiatives.measures.queries import foreseen_vocabularies, measures_by, stratifications
from initiatives.measures.services import (
    load_entities,
    offer_vocabulary,
    put_vocabularies_in_force,
    retire_vocabulary,
    revise_measure,
)
from tests.initiatives.measures.making import make_measure, make_stratification
from tests.initiatives.measures.test_comparing import said

pytestmark = pytest.mark.django_db
WHY = "The clinics asked for it."


def put(cast, *content, actor=None, **more):
    more = {"reason": WHY} | more
    return put_vocabularies_in_force(actor=actor or cast.lee, content=content, **more)


def test_an_edition_takes_the_place_of_the_former_and_measures_stay(cast):
    former = make_stratification("home", "ab")
    measure = make_measure(cast, stratifications=[former])
    content = said(("a", "Group a"), ("c", "C"), edition="2")
    (foreseen,) = foreseen_vocabularies(cast.lee, [content])
    assert (foreseen.former, foreseen.measures, foreseen.known) == (former, 1, None)
    ((made, new),) = put(cast, content, instead_of=[foreseen.instead_of])
    assert new
    assert list(measure.stratifications.all()) == [former]
    assert [one.label for one in former.strata.all()] == ["Group a", "Group b", "Not recorded"]
    assert measures_by(cast.lee, [former, made]) == {former.pk: 1, made.pk: 0}
    assert made in stratifications(cast.lee)
    assert former not in stratifications(cast.lee)


def test_it_says_who_and_why(cast):
    ((made, _new),) = put(cast, said(("a", "A")))
    event = Event.objects.get(subject_kind="stratification", subject_id=made.pk)
    assert (event.actor, event.verb, event.reason) == (cast.lee, "loaded", WHY)


def test_the_same_twice_changes_nothing(cast):
    content = said(("a", "A"))
    ((made, _new),) = put(cast, content)
    events = Event.objects.count()
    assert foreseen_vocabularies(cast.lee, [content])[0].known == made
    assert put(cast, content) == [(made, False)]
    assert Event.objects.count() == events


def test_a_known_edition_with_other_groups_is_refused_before_and_after(cast):
    put(cast, said(("a", "A")))
    with pytest.raises(Invalid, match="an edition of its own"):
        foreseen_vocabularies(cast.lee, [said(("a", "B"))])
    with pytest.raises(Invalid, match="an edition of its own"):
        put(cast, said(("a", "B")))


def test_several_come_in_force_together_or_none(cast):
    good, bad = said(("a", "A")), said(("a b", "A"), key="b")
    with pytest.raises(Invalid, match="other signs than letters"):
        put(cast, good, bad)
    assert not Stratification.objects.filter(key="home").exists()
    assert len(put(cast, good, said(("a", "A"), key="b"))) == 2


@pytest.mark.parametrize(
    ("content", "more", "field"),
    [
        (said(("a", "A")), {"reason": " "}, "reason"),
        (said(("a b", "A")), {}, "code"),
        (said(("a", "A"), key="two words"), {}, "code"),
        (said(("a", "A"), key="entity"), {}, "key"),
        (said(("a", "A")), {"instead_of": []}, "instead_of"),
    ],
)
def test_what_cannot_be_taken_is_refused_by_field(cast, content, more, field):
    with pytest.raises(Invalid) as refused:
        put(cast, content, **more)
    assert set(refused.value.errors) == {field}
    assert not Stratification.objects.filter(key=content.key).exists()


def test_two_versions_of_one_do_not_come_in_force_together(cast):
    both = said(("a", "A")), said(("a", "A"), edition="2")
    for act in (put, lambda cast, *content: foreseen_vocabularies(cast.lee, content)):
        with pytest.raises(Invalid, match="there twice"):
            act(cast, *both)
    assert not Stratification.objects.filter(key="home").exists()


def test_what_somebody_changed_meanwhile_is_not_overrun(cast):
    ((first, _),) = put(cast, said(("a", "A")))
    put(cast, said(("a", "A"), edition="2"), actor=cast.root)
    with pytest.raises(Stale, match="Compare again"):
        put(cast, said(("b", "B"), edition="3"), instead_of=[first.pk])


def test_a_retired_one_is_offered_no_longer_and_stays_with_what_uses_it(cast):
    made = make_stratification("home")
    measure = make_measure(cast, stratifications=[made])
    retire_vocabulary(actor=cast.lee, vocabulary=made, reason=WHY)
    assert made not in stratifications(cast.lee)
    revise_measure(actor=cast.lee, measure=measure, name="Renamed")
    assert list(measure.stratifications.all()) == [made]
    with pytest.raises(Invalid, match="not in force any more"):
        retire_vocabulary(actor=cast.lee, vocabulary=made, reason=WHY)
    offer_vocabulary(actor=cast.lee, vocabulary=made, reason=WHY)
    assert made in stratifications(cast.lee)
    verbs = Event.objects.filter(subject_kind="stratification", subject_id=made.pk)
    assert list(verbs.order_by("pk").values_list("verb", flat=True)) == [
        "loaded",
        "retired",
        "offered again",
    ]


def test_an_earlier_one_is_not_offered_beside_the_one_in_force(cast):
    former = make_stratification("home")
    make_stratification("home", edition="2")
    with pytest.raises(Invalid, match="in force already"):
        offer_vocabulary(actor=cast.lee, vocabulary=former, reason=WHY)


def test_that_of_the_entities_is_changed_by_nobody(cast):
    places, _new = load_entities()
    with pytest.raises(NotAllowed, match="follows the tree"):
        retire_vocabulary(actor=cast.root, vocabulary=places, reason=WHY)


@pytest.mark.parametrize("name", ["alice", "bob", "charlie", "erin", "ada", "nobody"])
def test_nobody_else_changes_vocabularies(cast, name):
    actor, made = getattr(cast, name), make_stratification("home")
    for act in (
        lambda: put(cast, said(("a", "A"), key="other"), actor=actor),
        lambda: retire_vocabulary(actor=actor, vocabulary=made, reason=WHY),
        lambda: offer_vocabulary(actor=actor, vocabulary=made, reason=WHY),
    ):
        with pytest.raises(NotAllowed, match="whole system"):
            act()
