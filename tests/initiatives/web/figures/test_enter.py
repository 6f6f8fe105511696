from datetime import date

import pytest
from django.urls import reverse

from initiatives.history.models import Event
from initiatives.measures.models import Observation
from initiatives.measures.services import Terms
from tests.initiatives.measures.making import (
    groups_of,
    make_measure,
    make_stratification,
    month,
)
from tests.initiatives.web.figures.recording import record
from tests.initiatives.web.forms import fields_of, fill_in
from tests.initiatives.web.who import statuses


@pytest.fixture
def keys(origin):
    return groups_of(origin)


def url_of(measure, period=""):
    url = reverse("measure_enter", args=[measure.pk])
    return f"{url}?period={period}" if period else url


def standing(measure):
    """What stands, by the code of its group: "" is everybody."""
    rows = measure.observations.filter(replaced_by=None).select_related("stratum")
    return {
        row.stratum.code if row.stratum else "": (row.numerator, row.denominator) for row in rows
    }


def test_only_who_holds_the_data_role_may_enter(cast, browse, measure):
    assert statuses(cast, browse, url_of(measure)) == {
        "alice": 200,
        "bob": 200,
        "sam": 200,
        "charlie": 404,
        "erin": 403,
        "ada": 403,
        "lee": 200,
        "root": 200,
        "nobody": 404,
    }


@pytest.mark.parametrize(("name", "status"), [("erin", 403), ("nobody", 404)])
def test_who_may_not_enter_cannot_send_either(cast, browse, measure, name, status):
    sent = fields_of(browse(cast.bob).get(url_of(measure)))
    sent |= {"numerator_0": "48", "denominator_0": "600", "once": ""}
    assert browse(getattr(cast, name)).post(url_of(measure), sent).status_code == status
    assert not Observation.objects.exists()


def test_a_month_is_entered_for_everybody_and_by_group(cast, browse, measure, keys):
    client = browse(cast.bob)
    answer = fill_in(
        client,
        url_of(measure),
        numerator_0="48",
        denominator_0="1,000",
        **{f"numerator_{keys['a']}": "30", f"denominator_{keys['a']}": "600"},
        **{f"numerator_{keys['b']}": "18", f"denominator_{keys['b']}": "320"},
        **{f"numerator_{keys['unknown']}": "0", f"denominator_{keys['unknown']}": "80"},
        source="Report 12",
    )
    assert answer.status_code == 302
    assert standing(measure) == {
        "": (48, 1000),
        "a": (30, 600),
        "b": (18, 320),
        "unknown": (0, 80),
    }
    row = measure.observations.get(stratum=None)
    assert (row.starts, row.state, row.source) == (date(2026, 9, 1), "final", "Report 12")
    text = client.get(answer.url).content.decode()
    assert "Sep 2026 is saved: 4 new figures." in text
    assert "Origin: group known for 92 %." in text


def test_a_blank_row_is_left_out_and_a_zero_is_kept(cast, browse, measure, keys):
    fill_in(
        browse(cast.bob),
        url_of(measure),
        **{f"numerator_{keys['a']}": "0", f"denominator_{keys['a']}": "0"},
    )
    assert standing(measure) == {"a": (0, 0)}


def test_nothing_filled_in_is_told(cast, browse, measure):
    answer = fill_in(browse(cast.bob), url_of(measure))
    assert answer.status_code == 422
    assert "Nothing is filled in yet" in answer.content.decode()


def test_it_opens_at_the_month_after_the_latest(cast, browse, measure):
    record(cast, measure, month(5, numerator=1, denominator=9))
    record(cast, measure, month(7, numerator=1, denominator=9))
    answer = browse(cast.bob).get(url_of(measure))
    assert answer.context["form"]["period"].value() == date(2026, 8, 1)
    assert "Jul 2026" in answer.content.decode()
    assert "1 of 9" in answer.content.decode()


def test_a_gap_is_asked_for_once_all_else_is_there(cast, browse, measure):
    for number in (6, 8, 9):
        record(cast, measure, month(number, numerator=1, denominator=9))
    answer = browse(cast.bob).get(url_of(measure))
    assert answer.context["form"]["period"].value() == date(2026, 7, 1)


def test_the_month_that_runs_is_provisional(cast, browse, measure):
    for number in (8, 9):
        record(cast, measure, month(number, numerator=1, denominator=9))
    answer = browse(cast.bob).get(url_of(measure))
    assert answer.context["form"]["state"].value() == "provisional"
    assert "This period is not over yet" in answer.content.decode()


@pytest.mark.parametrize("period", ["2026-11-01", "1066-10-14", "soon", "2026-02-30", "<b>x</b>"])
def test_a_period_that_cannot_be_is_said_and_not_taken(cast, browse, measure, period):
    answer = browse(cast.bob).get(url_of(measure, period))
    assert answer.status_code == 200
    assert answer.context["form"]["period"].value() == date(2026, 9, 1)
    assert "so this is the next one without figures" in answer.content.decode()
    assert "<b>x" not in answer.content.decode()


@pytest.mark.parametrize("period", ["2026-11-01", "2026-08-01x", "", "1066-10-14"])
def test_figures_are_never_saved_for_another_period_than_was_sent(cast, browse, measure, period):
    answer = fill_in(
        browse(cast.bob), url_of(measure), numerator_0="4", denominator_0="60", period=period
    )
    assert answer.status_code == 422
    assert not Observation.objects.exists()


def test_a_day_within_a_month_means_the_month(cast, browse, measure):
    answer = browse(cast.bob).get(url_of(measure, "2026-08-17"))
    assert answer.context["form"]["period"].value() == date(2026, 8, 1)


@pytest.mark.parametrize(
    ("numerator", "denominator", "field", "message"),
    [
        ("abc", "600", "numerator_0", "is no whole number"),
        ("1.5", "600", "numerator_0", "is no whole number"),
        ("700", "600", "numerator_0", "more than the denominator"),
        ("-1", "600", "numerator_0", "is not a count"),
        ("48", "", "denominator_0", "The denominator is missing"),
        ("", "600", "numerator_0", "The numerator is missing"),
        ("3", "0", "denominator_0", "the denominator is 0"),
        ("9" * 39, "9" * 39, "numerator_0", "is not a count"),
        ("9" * 50, "600", "numerator_0", "is no whole number"),
        ("=1+1", "600", "numerator_0", "is no whole number"),
    ],
)
def test_what_cannot_be_taken_is_said_beside_its_field(
    cast, browse, measure, numerator, denominator, field, message
):
    answer = fill_in(
        browse(cast.bob), url_of(measure), numerator_0=numerator, denominator_0=denominator
    )
    assert answer.status_code == 422
    assert message in " ".join(answer.context["form"].errors[field])
    assert not Observation.objects.exists()


def test_one_wrong_row_keeps_all_from_being_saved(cast, browse, measure, keys):
    answer = fill_in(
        browse(cast.bob),
        url_of(measure),
        numerator_0="48",
        denominator_0="600",
        **{f"numerator_{keys['b']}": "9", f"denominator_{keys['b']}": "8"},
        add_up="on",
    )
    assert answer.status_code == 422
    assert list(answer.context["form"].errors) == [f"numerator_{keys['b']}"]
    assert not Observation.objects.exists()


def test_a_note_about_a_patient_is_refused_beside_the_note(cast, browse, measure):
    answer = fill_in(
        browse(cast.bob),
        url_of(measure),
        numerator_0="48",
        denominator_0="600",
        note="MRN 12345678 was counted twice",
    )
    assert answer.status_code == 422
    assert "note" in answer.context["form"].errors


def test_groups_that_do_not_add_up_are_a_question(cast, browse, measure, keys):
    client = browse(cast.bob)
    figures = {
        "numerator_0": "48",
        "denominator_0": "600",
        f"numerator_{keys['a']}": "48",
        f"denominator_{keys['a']}": "590",
    }
    answer = fill_in(client, url_of(measure), **figures)
    assert answer.status_code == 422
    assert (
        "the denominators of the groups add up to 590, that of everybody is 600. Is that right?"
        in (" ".join(answer.context["form"].errors["add_up"]))
    )
    assert not Observation.objects.exists()
    again = client.post(url_of(measure), fields_of(answer) | figures | {"add_up": "on"})
    assert again.status_code == 302
    assert standing(measure) == {"": (48, 600), "a": (48, 590)}


def test_overlapping_groups_need_not_add_up(cast, browse):
    needs = make_stratification("needs", overlapping=True)
    measure = make_measure(cast, stratifications=[needs])
    keys = groups_of(needs)
    answer = fill_in(
        browse(cast.bob),
        url_of(measure),
        numerator_0="5",
        denominator_0="60",
        **{f"numerator_{keys['a']}": "9", f"denominator_{keys['a']}": "90"},
    )
    assert answer.status_code == 302


def test_the_same_again_changes_nothing(cast, browse, measure):
    client = browse(cast.bob)
    fill_in(client, url_of(measure), numerator_0="48", denominator_0="600", note="As ever")
    answer = fill_in(client, url_of(measure, "2026-09-01"))
    assert answer.status_code == 302
    assert "Sep 2026 is saved: 1 as before." in client.get(answer.url).content.decode()
    assert Observation.objects.count() == 1


def test_a_double_click_acts_once(cast, browse, measure):
    client = browse(cast.bob)
    sent = fields_of(client.get(url_of(measure))) | {"numerator_0": "4", "denominator_0": "60"}
    first, second = (client.post(url_of(measure), sent) for _ in range(2))
    assert first.url == second.url
    assert "taken once" in client.get(second.url).content.decode()
    assert Event.objects.filter(verb="recorded").count() == 1


def test_what_is_final_is_changed_with_a_reason_only(cast, browse, measure):
    client = browse(cast.bob)
    fill_in(client, url_of(measure), numerator_0="48", denominator_0="600")
    answer = fill_in(client, url_of(measure, "2026-09-01"), numerator_0="52")
    assert answer.status_code == 422
    assert "say why it is corrected" in " ".join(answer.context["form"].errors["because"])
    again = fields_of(answer) | {"because": "Four came late"}
    assert client.post(url_of(measure), again).status_code == 302
    assert standing(measure) == {"": (52, 600)}
    assert Observation.objects.count() == 2


def test_what_is_left_out_of_the_limits_stays_so(cast, browse, measure, keys):
    record(
        cast,
        measure,
        month(9, numerator=1, denominator=9, excluded_because="A strike", state="provisional"),
    )
    fill_in(browse(cast.bob), url_of(measure, "2026-09-01"), numerator_0="2", state="final")
    row = measure.observations.get(replaced_by=None)
    assert (row.numerator, row.excluded_because) == (2, "A strike")


def test_an_emptied_row_takes_nothing_out_and_says_so(cast, browse, measure):
    record(cast, measure, month(9, numerator=1, denominator=9))
    answer = fill_in(
        browse(cast.bob), url_of(measure, "2026-09-01"), numerator_0="", denominator_0=""
    )
    assert answer.status_code == 422
    assert "1 of 9 stands recorded here" in " ".join(answer.context["form"].errors["numerator_0"])
    assert standing(measure) == {"": (1, 9)}


def test_who_was_overtaken_is_told_and_sees_what_stands_now(cast, browse, measure):
    client = browse(cast.alice)
    sent = fields_of(client.get(url_of(measure))) | {"numerator_0": "5", "denominator_0": "60"}
    record(cast, measure, month(9, numerator=1, denominator=9))
    answer = client.post(url_of(measure), sent)
    assert answer.status_code == 409
    assert "was changed by someone else" in answer.content.decode()
    assert "Recorded, final" in answer.content.decode()
    assert answer.context["form"]["numerator_0"].value() == "5"
    again = fields_of(answer) | {"because": "Bob had the wrong file"}
    assert client.post(url_of(measure), again).status_code == 302
    assert standing(measure) == {"": (5, 60)}


def test_without_an_approved_definition_it_says_what_is_missing(cast, browse):
    measure = make_measure(cast, approved=False)
    client = browse(cast.bob)
    for answer in (client.get(url_of(measure)), client.post(url_of(measure), {})):
        text = answer.content.decode()
        assert "How to count is not agreed yet" in text
        assert reverse("measure_approve", args=[measure.pk]) in text


def test_a_measure_of_one_value_asks_for_one(cast, browse):
    terms = Terms(text="Days until the first visit.", chart="i", direction="decrease")
    measure = make_measure(cast, terms=terms)
    client = browse(cast.bob)
    assert fill_in(client, url_of(measure), value_0="12,5").status_code == 422
    assert fill_in(client, url_of(measure), value_0="12.5").status_code == 302
    assert measure.observations.get().value == 12.5


def test_that_counts_were_seen_is_noted(cast, browse, measure):
    client = browse(cast.bob)
    client.get(url_of(measure))
    assert not Event.objects.filter(verb="saw counts of").exists()
    record(cast, measure, month(8, numerator=1, denominator=9))
    client.get(url_of(measure))
    assert Event.objects.filter(verb="saw counts of", actor=cast.bob).count() == 1


@pytest.mark.parametrize("rows", [1, 3])
def test_one_month_recorded_and_three_take_the_same_queries(
    cast, browse, count_queries, measure, keys, rows
):
    for number in range(7, 7 + rows):
        record(
            cast,
            measure,
            month(number, numerator=1, denominator=9),
            month(number, stratum=keys["a"], numerator=1, denominator=9),
        )
    assert count_queries(browse(cast.bob), url_of(measure, "2026-10-01")) == 12
