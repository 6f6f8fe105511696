"""What the demonstration measures: a good average with a group left behind, real data, masks."""

from datetime import UTC, date, datetime
from io import StringIO

import pytest
from django.core.management import call_command

from initiatives.base import clock
from initiatives.demo.loading import load_demo
from initiatives.history.models import Event
from initiatives.measures import queries, rules
from initiatives.measures.models import Measure, Observation, Stratification
from initiatives.measures.queries import measures, published
from initiatives.measures.rules.figures import complaints
from initiatives.measures.rules.periods import last_due
from initiatives.measures.spc import Choices, analyse, series_of
from initiatives.people.models import User
from tests.factories import rolled_back

pytestmark = pytest.mark.django_db
LOADED = datetime(2026, 11, 25, 20, tzinfo=UTC)
INVENTED = "Invented for the demonstration."
SCREENING, CALLS = "Breast cancer screening up to date", "Follow-up call within three days"
STAY = "Length of stay after a diabetes admission"
READMISSIONS = "30-day readmission of patients with diabetes"


@pytest.fixture(scope="module", autouse=True)
def demo(django_db_setup, django_db_blocker):
    """The demonstration once for all of these; what a test writes is undone."""
    with django_db_blocker.unblock(), rolled_back(), clock.at(LOADED):
        load_demo()
        yield


def person(name):
    return User.objects.get(email=f"{name}@demo.example")


def the(name):
    return Measure.objects.get(name__startswith=name)


def seen(name, who, by):
    measure = the(name)
    return published(person(who), measure, measure.stratifications.get(key=by))


def counts(found, code=None):
    """The counts of a group by month, the oldest first."""
    group = code and next(one.pk for one in found.strata if one.code == code)
    return [(cell.numerator, cell.denominator) for cell in found.series(group)]


def pooled(pairs):
    return sum(x for x, _ in pairs) / sum(n for _, n in pairs)


def change(pairs):
    """The last six months against the first eighteen, before anything was changed."""
    return pooled(pairs[-6:]) / pooled(pairs[:18]) - 1


def charted(pairs, direction="increase"):
    series = series_of("pp", *zip(*pairs, strict=True))
    return analyse(series, Choices(direction=direction))


def hidden(found):
    codes = {one.pk: one.code for one in found.strata} | {None: ""}
    return {codes[group] for (_, group), cell in found.cells.items() if cell.masked}


def test_there_are_measures_of_every_kind_with_owners_among_the_six():
    found = Measure.objects.select_related("owner")
    assert {one.kind for one in found} == {"outcome", "process", "balancing"}
    assert {one.owner.email.split("@")[0] for one in found} == {"member", "owner"}
    charts = [one.definitions.get().chart for one in found]
    assert sorted(charts) == ["c", "i", "p", "p", "p", "pp", "run"]
    waiting = [one.name for one in found if not one.definitions.filter(in_force=True)]
    assert waiting == ["Reports of bias answered within 30 days"]


def test_somebody_is_there_to_approve_what_waits():
    draft = the("Reports of bias answered").definitions.get()
    may = {
        name for name in ("executive", "lead", "member") if rules.may_approve(person(name), draft)
    }
    assert may == {"executive", "lead"}


def test_screening_rises_by_15_percent_while_one_group_falls_by_2():
    found = seen(SCREENING, "member", "race_ethnicity")
    assert change(counts(found)) == pytest.approx(0.15, abs=0.005)
    assert change(counts(found, "black")) == pytest.approx(-0.02, abs=0.0005)
    for other in ("asian", "hispanic", "white"):
        assert change(counts(found, other)) > 0.1


def test_the_fall_becomes_a_signal_with_the_figures_of_last_month():
    found = seen(SCREENING, "member", "race_ethnicity")
    black = counts(found, "black")
    assert len(black) == 30
    assert not charted(black[:-1]).phases[0].runs_signal
    now = charted(black).phases[0]
    assert (now.runs.longest_run, now.runs.longest_run_max, now.runs_signal) == (9, 8, True)
    overall = charted(counts(found))
    assert overall.variation != "special_cause_concern"


def test_the_figures_of_screening_came_in_days_ago_so_that_what_they_show_is_news():
    entered = Observation.objects.filter(measure=the(SCREENING)).values_list(
        "entered_at", flat=True
    )
    assert {(LOADED - at).days for at in entered} == {6}


def test_where_groups_do_not_overlap_they_add_up_to_everybody():
    for name, by in ((SCREENING, "race_ethnicity"), (CALLS, "language")):
        found = seen(name, "lead", by)
        for period in found.periods:
            row = [cell for (starts, _), cell in found.cells.items() if starts == period]
            groups = [cell for cell in row if cell.group is not None]
            (everybody,) = [cell for cell in row if cell.group is None]
            assert sum(cell.numerator for cell in groups) == everybody.numerator
            assert sum(cell.denominator for cell in groups) == everybody.denominator


def test_the_readmissions_are_there_by_race_by_age_and_where_they_meet():
    standing = Observation.objects.filter(measure=the(READMISSIONS))
    whole = standing.get(stratum=None)
    assert (whole.numerator, whole.denominator, whole.starts.year) == (11_357, 101_766, 2008)
    assert whole.note.startswith("1999 to 2008 taken together")
    assert "CC BY 4.0" in whole.source
    assert standing.filter(stratum__isnull=False, other_stratum=None).count() == 6 + 10
    crossed = standing.filter(other_stratum__isnull=False)
    assert sum(one.numerator for one in crossed) == 11_357
    assert sum(one.denominator for one in crossed) == 101_766
    assert {one.stratum.stratification.key for one in crossed} == {"readmissions_race"}


def test_what_is_real_and_what_is_invented_is_said():
    others = Observation.objects.exclude(measure=the(READMISSIONS))
    assert set(others.values_list("source", flat=True)) == {INVENTED}
    for one in Measure.objects.exclude(name=READMISSIONS):
        assert one.why.endswith(INVENTED)
        assert one.definitions.get().source == INVENTED


def test_who_holds_no_data_role_sees_masks_where_groups_are_small():
    calls = seen(CALLS, "executive", "language")
    assert {"am", "so", "not_recorded"} <= hidden(calls)
    assert not {"", "en"} & hidden(calls)
    assert all(
        (cell.numerator, cell.denominator, cell.value) == (None, None, None)
        for cell in calls.cells.values()
        if cell.masked
    )
    assert hidden(seen(CALLS, "owner", "language")) == set()


def test_the_group_left_behind_is_large_enough_to_be_seen_by_everyone():
    found = seen(SCREENING, "auditor", "race_ethnicity")
    assert "nhpi" in hidden(found)
    assert not {"", "black", "white", "asian", "hispanic"} & hidden(found)


def test_the_executive_sees_the_youngest_masked_and_every_race():
    assert hidden(seen(READMISSIONS, "executive", "readmissions_age")) == {"0-10", "10-20"}
    assert hidden(seen(READMISSIONS, "executive", "readmissions_race")) == set()


def test_last_month_is_provisional():
    provisional = Observation.objects.filter(state="provisional")
    assert set(provisional.values_list("starts", flat=True)) == {date(2026, 10, 1)}
    assert set(provisional.values_list("measure__name", flat=True)) == {
        SCREENING,
        the(CALLS).name,
        STAY,
    }


def test_one_measure_of_every_month_is_overdue():
    late = []
    for one in measures(person("lead")):
        for definition in one.in_force:
            due = last_due(clock.today(), definition.frequency, definition.due_days)[0]
            late += [one.name] if definition.frequency == "month" and one.latest < due else []
    assert late == ["Committees that met"]


def test_a_correction_keeps_what_was_there_and_an_exclusion_its_reason():
    corrected = Observation.objects.filter(replaced_by__isnull=False)
    assert {one.measure for one in corrected} == {the(CALLS)}
    for one in corrected:
        assert one.replaced_by.corrected_because == "Two patients had been counted twice."
        assert one.denominator == one.replaced_by.denominator + 2
    excluded = Observation.objects.exclude(excluded_because="")
    assert {(one.measure.name, one.starts) for one in excluded} == {(STAY, date(2026, 4, 1))}
    assert excluded.count() == 6  # everybody and each payer


def test_a_phase_stands_that_another_approved_and_no_run_is_left_in_it():
    measure = the(CALLS)
    (phase,) = queries.phases(measure)
    assert phase.starts == date(2025, 11, 1)
    assert (phase.proposed_by, phase.approved_by) == (person("owner"), person("lead"))
    found = seen(CALLS, "owner", "language")
    series = series_of("p", *zip(*counts(found), strict=True))
    first = found.periods.index(phase.starts) + 1
    assert analyse(series, Choices()).phases[0].runs_signal
    judged = analyse(series, Choices(phases=[first])).phases
    assert [one.runs_signal for one in judged] == [False, False]


def test_charts_have_their_events_and_groups_what_they_are_compared_with():
    events = [queries.annotations(the(name)).count() for name in (SCREENING, CALLS, STAY)]
    assert events == [1, 1, 1]
    assert the(SCREENING).references.get().stratum.code == "white"
    before = {
        code: pooled(counts(seen(SCREENING, "lead", "race_ethnicity"), code)[:18])
        for code in ("asian", "black", "hispanic", "white", "several")
    }
    assert max(before, key=before.get) == "white"
    pair = queries.intersection(the(READMISSIONS))
    assert (pair.one.key, pair.other.key) == ("readmissions_race", "readmissions_age")


def test_every_figure_passes_the_checks_of_the_product():
    for one in Observation.objects.select_related("definition"):
        assert not list(complaints(one, one.definition, clock.today()))


def test_the_vocabularies_are_in_force_and_those_of_the_readmissions_map_to_omb():
    keys = set(Stratification.objects.filter(in_force=True).values_list("key", flat=True))
    assert {"race_ethnicity", "language", "payer", "age", "readmissions_race"} <= keys
    race = Stratification.objects.get(key="readmissions_race")
    mapped = {
        one.code: [(m.other.stratification.key, m.other.code, m.exact) for m in one.mappings.all()]
        for one in race.strata.all()
    }
    assert mapped["Hispanic"] == [("ethnicity", "hispanic", False)]
    assert mapped["Other"] == mapped["not_recorded"] == []


def test_a_second_time_changes_no_measure():
    before = Event.objects.count(), Observation.objects.count(), Measure.objects.count()
    said = StringIO()
    call_command("load_demo", stdout=said)
    assert "nothing changed" in said.getvalue()
    assert (Event.objects.count(), Observation.objects.count(), Measure.objects.count()) == before
