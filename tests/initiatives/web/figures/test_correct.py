import pytest
from django.urls import reverse

from initiatives.history.models import Event
from tests.initiatives.measures.making import (
    groups_of,
    make_measure,
    make_stratification,
    month,
)
from tests.initiatives.web.figures.recording import list_of, record
from tests.initiatives.web.forms import fields_of, fill_in
from tests.initiatives.web.who import statuses


def correction_of(row):
    return reverse("measure_correct", args=[row.pk])


def test_who_may(cast, browse, row):
    assert statuses(cast, browse, correction_of(row)) == {
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


def test_a_final_figure_is_corrected_with_a_reason(cast, browse, measure, row):
    client = browse(cast.alice)
    refused = fill_in(client, correction_of(row), numerator="52")
    assert refused.status_code == 422
    assert list(refused.context["form"].errors) == ["because"]
    answer = fill_in(client, correction_of(row), numerator="52", because="Four came late")
    assert answer.url == list_of(measure)
    now = measure.observations.get(replaced_by=None)
    assert (now.numerator, now.denominator, now.corrected_because) == (
        52,
        600,
        "Four came late",
    )
    assert now.replaces == row
    assert now.entered_by == cast.alice
    text = client.get(answer.url).content.decode()
    assert "Sep 2026, Everybody, is corrected." in text


def test_a_provisional_one_needs_no_reason(cast, browse, measure):
    record(cast, measure, month(9, numerator=48, denominator=600, state="provisional"))
    row = measure.observations.get()
    answer = fill_in(browse(cast.bob), correction_of(row), numerator="52", state="final")
    assert answer.status_code == 302
    now = measure.observations.get(replaced_by=None)
    assert (now.numerator, now.state) == (52, "final")


def test_it_is_left_out_of_the_limits_with_a_reason_and_taken_in_again(cast, browse, measure, row):
    client = browse(cast.bob)
    said = {"because": "The ward was closed", "excluded": "on"}
    refused = fill_in(client, correction_of(row), **said)
    assert "excluded_because" in refused.context["form"].errors
    fill_in(client, correction_of(row), **said, excluded_because="The ward was closed")
    out = measure.observations.get(replaced_by=None)
    assert out.excluded_because == "The ward was closed"
    page = fields_of(client.get(correction_of(out)))
    assert page["excluded"] == ["on"]
    del page["excluded"]
    assert client.post(correction_of(out), page | {"because": "It was open"}).status_code == 302
    assert measure.observations.get(replaced_by=None).excluded_because == ""
    assert measure.observations.count() == 3


def test_what_is_sent_as_it_was_changes_nothing(cast, browse, measure, row):
    client = browse(cast.bob)
    answer = fill_in(client, correction_of(row), because="I looked again")
    assert "Nothing was changed." in client.get(answer.url).content.decode()
    assert measure.observations.count() == 1


@pytest.mark.parametrize(
    ("said", "field"),
    [
        ({"numerator": "700"}, "numerator"),
        ({"numerator": "many"}, "numerator"),
        ({"denominator": ""}, "denominator"),
        ({"state": "certain"}, "state"),
        ({"because": "x" * 301}, "because"),
        ({"because": "MRN 12345678"}, "because"),
        ({"note": "Jane, SSN 123-45-6789"}, "note"),
    ],
)
def test_what_cannot_be_taken_is_said_beside_its_field(cast, browse, measure, row, said, field):
    answer = fill_in(
        browse(cast.bob), correction_of(row), **{"numerator": "4", "because": "x"} | said
    )
    assert answer.status_code == 422
    assert field in answer.context["form"].errors
    assert measure.observations.count() == 1


def test_who_was_overtaken_is_told_what_it_says_now_and_may_go_on(cast, browse, measure, row):
    client = browse(cast.alice)
    sent = fields_of(client.get(correction_of(row)))
    sent |= {"numerator": "50", "because": "Two came late"}
    record(cast, measure, month(9, numerator=52, denominator=600, because="Four"))
    answer = client.post(correction_of(row), sent)
    assert answer.status_code == 409
    text = answer.content.decode()
    assert "Bob corrected this while you had it open. It now says: 52 of 600." in text
    assert answer.context["form"]["numerator"].value() == "50"
    assert client.post(correction_of(row), fields_of(answer)).status_code == 302
    assert measure.observations.get(replaced_by=None).numerator == 50


def test_an_old_address_leads_to_what_stands_now(cast, browse, measure, row):
    record(cast, measure, month(9, numerator=52, denominator=600, because="Four"))
    now = measure.observations.get(replaced_by=None)
    answer = browse(cast.bob).get(correction_of(row))
    assert answer.url == correction_of(now)


def test_a_double_click_acts_once(cast, browse, measure, row):
    client = browse(cast.bob)
    sent = fields_of(client.get(correction_of(row))) | {"numerator": "5", "because": "x y"}
    assert client.post(correction_of(row), sent).status_code == 302
    assert client.post(correction_of(row), sent).status_code == 302
    assert measure.observations.count() == 2


def test_where_two_groups_meet_is_corrected_too(cast, browse, origin):
    payer = make_stratification("payer")
    measure = make_measure(cast, stratifications=[origin, payer])
    meeting = {"stratum": groups_of(origin)["a"], "other_stratum": groups_of(payer)["b"]}
    record(cast, measure, month(9, numerator=1, denominator=2, **meeting))
    row = measure.observations.get()
    page = browse(cast.bob).get(correction_of(row))
    assert "Group a and Group b" in page.content.decode()
    fill_in(browse(cast.bob), correction_of(row), numerator="2", because="Counted anew")
    now = measure.observations.get(replaced_by=None)
    assert (now.numerator, now.other_stratum_id) == (2, row.other_stratum_id)


def test_that_counts_were_seen_is_noted(cast, browse, row):
    browse(cast.lee).get(correction_of(row))
    assert Event.objects.filter(verb="saw counts of", actor=cast.lee).count() == 1
