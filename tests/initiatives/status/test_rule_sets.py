"""Rules are adjusted in versions, by administrators, and never so that anything is hidden."""

import pytest
from django.db import ProgrammingError, transaction
from hypothesis import given
from hypothesis import strategies as st

from initiatives.base.errors import Invalid, NotAllowed, Stale
from initiatives.history.models import Event
from initiatives.status.choices import RuleKey, State
from initiatives.status.models import RuleSet, Standing
from initiatives.status.queries import rule_sets, rules_in_force
from initiatives.status.rules import BUILT_IN, RULES, Rules, Terms, errors_in, judge, read, written
from initiatives.status.services import adjust_rules, refresh_standings
from tests.factories import make_promise
from tests.initiatives.status.test_judgement import facts

WHY = "Our council asked for it."
GRAVER = {RuleKey.OVERDUE: Terms(State.OFF_TRACK)}


def adjust(actor, terms=GRAVER, because=WHY, **more):
    return adjust_rules(actor=actor, terms=terms, because=because, **more)


@pytest.mark.django_db
def test_a_new_version_is_in_force_at_once_and_everything_is_judged_by_it(cast):
    make_promise(cast.lee, cast.alice, -1, initiative=cast.initiative)
    refresh_standings()
    made = adjust(cast.root)
    assert (str(made), rules_in_force().version) == ("status-4", "status-4")
    assert refresh_standings() == 1
    kept = Standing.objects.get()
    assert (kept.state, kept.rules_version) == ("off_track", "status-4")
    event = Event.objects.get(verb="adjusted")
    assert event.before == {"overdue": {"state": "at_risk", "days": 0}}
    assert (event.after, event.reason) == ({"overdue": {"state": "off_track", "days": 0}}, WHY)


@pytest.mark.django_db
def test_rules_that_are_not_named_stay_as_they_are(cast):
    adjust(cast.root)
    adjust(cast.root, {RuleKey.STALE: Terms(State.UNKNOWN, 30)})
    rules = rules_in_force()
    assert (rules.terms(RuleKey.OVERDUE).state, rules.days(RuleKey.STALE)) == ("off_track", 30)
    assert [one.number for one in rule_sets(cast.nobody)] == [5, 4]


@pytest.mark.django_db
@pytest.mark.parametrize("name", ["alice", "bob", "charlie", "erin", "ada", "lee", "nobody"])
def test_others_adjust_nothing(cast, name):
    with pytest.raises(NotAllowed):
        adjust(getattr(cast, name))
    assert not RuleSet.objects.exists()


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("terms", "because", "field"),
    [
        (GRAVER, "", "because"),
        (GRAVER, "  ", "because"),
        ({}, WHY, "__all__"),
        ({RuleKey.OVERDUE: Terms(State.AT_RISK)}, WHY, "__all__"),
        ({RuleKey.OVERDUE: Terms(State.UNKNOWN)}, WHY, "overdue_state"),
        ({RuleKey.STALE: Terms(State.ON_TRACK, 90)}, WHY, "stale_state"),
        ({RuleKey.STALE: Terms(State.UNKNOWN, 0)}, WHY, "stale_days"),
        ({RuleKey.STALE: Terms(State.UNKNOWN, 366)}, WHY, "stale_days"),
        ({RuleKey.STALE: Terms(State.UNKNOWN, 10**9)}, WHY, "stale_days"),
    ],
)
def test_what_cannot_be_a_rule_is_refused_and_nothing_is_kept(cast, terms, because, field):
    with pytest.raises(Invalid) as refused:
        adjust(cast.root, terms, because)
    assert list(refused.value.errors) == [field]
    assert not RuleSet.objects.exists()


@pytest.mark.django_db
def test_who_looked_at_an_older_version_is_told(cast):
    adjust(cast.root, seen="status-3")
    with pytest.raises(Stale):
        adjust(cast.root, {RuleKey.STALE: Terms(State.UNKNOWN, 30)}, seen="status-3")


@pytest.mark.django_db
def test_a_version_is_never_changed(cast):
    adjust(cast.root)
    for change in (lambda rows: rows.update(because="x"), lambda rows: rows.delete()):
        with pytest.raises(ProgrammingError), transaction.atomic():
            change(RuleSet.objects.all())


def adjusted():
    """Any adjustment that is allowed."""

    def of(rule):
        days = st.integers(1, 365) if rule.days else st.just(0)
        return st.builds(Terms, st.sampled_from(rule.may_be), days)

    return st.fixed_dictionaries({}, optional={rule.key: of(rule) for rule in RULES})


@given(adjusted(), facts)
def test_no_adjustment_hides_anything(terms, known):
    assert errors_in(terms) == {}
    rules = Rules("status-9", terms)
    if judge(known, rules).state == State.ON_TRACK:
        eased = Rules(adjusted={key: Terms(BUILT_IN.terms(key).state, 365) for key in terms})
        assert judge(known, eased).state == State.ON_TRACK
    assert read("status-9", written(rules)).days(RuleKey.STALE) == rules.days(RuleKey.STALE)


def test_a_rule_that_a_later_product_added_stays_as_it_is_built_in():
    rules = read("status-4", {"overdue": {"state": "off_track", "days": 0}, "gone": {}})
    assert rules.terms(RuleKey.OVERDUE) == Terms(State.OFF_TRACK)
    assert rules.terms(RuleKey.STALE) == Terms(State.UNKNOWN, 90)
