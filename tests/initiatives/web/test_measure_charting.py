"""What people say of charts, on pages: phases, events, reference groups, which groups meet."""

from datetime import date

import pytest
from django.urls import reverse

from initiatives.measures import queries
from initiatives.measures.models import Annotation, Intersection, Phase, ReferenceGroup
from initiatives.measures.services import (
    add_annotation,
    approve_phase,
    propose_phase,
    record_observations,
)
from tests.initiatives.measures.making import make_measure, make_stratification, month
from tests.initiatives.web.forms import fields_of, fill_in
from tests.initiatives.web.who import EVERYONE, those_let_in

PEOPLE = {"alice", "bob", "sam", "lee", "root"}
READERS = set(EVERYONE) - {"charlie", "nobody"}
MARCH = date(2026, 3, 1)
YES = {"different": "yes", "known": "yes", "wanted": "yes", "lasting": "yes"}
SAID = YES | {"starts": "2026-03-01", "reason": "Interpreters at intake."}


def at(name, record):
    return reverse(name, args=[record.pk])


def text(answer):
    return answer.content.decode()


@pytest.fixture
def measure(cast):
    """With data of five months."""
    needs = make_stratification("needs", overlapping=True)
    vocabularies = [make_stratification(), make_stratification("tongue"), needs]
    made = make_measure(cast, stratifications=vocabularies)
    entries = [month(number, numerator=40, denominator=200) for number in range(1, 6)]
    record_observations(actor=cast.bob, measure=made, entries=entries)
    return made


@pytest.fixture
def phase(cast, measure):
    yes = dict.fromkeys(YES, True)
    return propose_phase(
        actor=cast.bob, measure=measure, starts=MARCH, reason="A new clinic.", **yes
    )


def test_who_sees_a_measure_sees_its_phases_and_who_defines_it_proposes(
    cast, browse, measure, phase
):
    url = at("measure_phases", measure)
    assert those_let_in(cast, browse, url) == READERS
    offered = {
        name for name in READERS if "Propose a phase" in text(browse(getattr(cast, name)).get(url))
    }
    assert offered == PEOPLE
    page = text(browse(cast.erin).get(url))
    assert "A new clinic." in page
    assert at("phase_withdraw", phase) not in page


def test_whoever_may_not_define_cannot_propose_by_a_forged_form_either(cast, browse, measure):
    measure.refresh_from_db()
    sent = SAID | {"version": measure.version}
    assert browse(cast.erin).post(at("measure_phases", measure), sent).status_code == 403
    assert not Phase.objects.exists()


def test_a_phase_is_proposed_for_a_later_period_with_data(cast, browse, measure):
    url = at("measure_phases", measure)
    page = browse(cast.bob).get(url)
    choices = [label for _, label in page.context["form"]["starts"].field.choices]
    assert choices == ["Choose a period", "May 2026", "Apr 2026", "Mar 2026", "Feb 2026"]
    answer = fill_in(browse(cast.bob), url, **SAID)
    assert answer.url == url
    page = text(browse(cast.bob).get(url))
    assert "From Mar 2026" in page
    assert "You proposed this phase, so someone else has to approve it." in page


@pytest.mark.parametrize(
    ("said", "field", "says"),
    [
        ({"known": "no"}, "known", "still has to be explained"),
        ({"wanted": "no"}, "wanted", "look normal"),
        ({"different": ""}, "different", "This field is required."),
        ({"lasting": "perhaps"}, "lasting", "not one of the available choices"),
        ({"starts": ""}, "starts", "This field is required."),
        ({"starts": "2026-01-01"}, "starts", "not one of the available choices"),
        ({"starts": "x"}, "starts", "not one of the available choices"),
        ({"reason": " "}, "reason", "This field is required."),
        ({"reason": "MRN 1234567"}, "reason", ""),
    ],
)
def test_a_phase_that_is_none_comes_back_with_why(cast, browse, measure, said, field, says):
    answer = fill_in(browse(cast.bob), at("measure_phases", measure), **SAID | said)
    assert answer.status_code == 422
    errors = answer.context["form"].errors
    assert list(errors) == [field]
    assert says in errors[field][0]
    assert "?:" not in text(answer)
    assert not Phase.objects.exists()


def test_a_phase_sent_twice_is_proposed_once(cast, browse, measure):
    browser, url = browse(cast.bob), at("measure_phases", measure)
    sent = fields_of(browser.get(url)) | SAID
    assert browser.post(url, sent).url == browser.post(url, sent).url == url
    assert Phase.objects.count() == 1


def test_a_phase_is_approved_by_another(cast, browse, measure, phase):
    url = at("phase_approve", phase)
    assert those_let_in(cast, browse, url) == {"sam", "lee", "root"}
    page = text(browse(cast.sam).get(url))
    assert "Is the reason for this change in behaviour known?" in page
    assert fill_in(browse(cast.sam), url).url == at("measure_phases", measure)
    assert [one.starts for one in queries.phases(measure)] == [MARCH]
    again = browse(cast.lee).post(url, {"version": measure_version(measure)})
    assert again.status_code == 422
    assert "approved already" in text(again)


def measure_version(measure):
    measure.refresh_from_db()
    return measure.version


def test_what_changed_meanwhile_is_looked_at_again(cast, browse, measure, phase):
    browser, url = browse(cast.sam), at("phase_approve", phase)
    sent = fields_of(browser.get(url))
    add_annotation(actor=cast.bob, measure=measure, on=MARCH, text="Letters go out.")
    assert browser.post(url, sent).status_code == 409
    assert not queries.phases(measure).exists()


def test_who_may_withdraw_a_proposal_and_a_phase_that_stands(cast, browse, measure, phase):
    url = at("phase_withdraw", phase)
    assert those_let_in(cast, browse, url) == PEOPLE
    approve_phase(actor=cast.sam, phase=phase)
    assert those_let_in(cast, browse, url) == {"sam", "lee", "root"}
    assert fill_in(browse(cast.lee), url, reason=" ").status_code == 422
    assert fill_in(browse(cast.lee), url, reason="It was chance.").status_code == 302
    page = text(browse(cast.ada).get(at("measure_phases", measure)))
    assert "It was chance." in page
    assert "Withdrawn (1)" in page


def test_a_shift_is_pointed_at_with_the_four_questions_and_chosen_beforehand(cast, browse):
    measure = make_measure(cast)
    entries = [
        type(month(1))(
            starts=date(2024 + at // 12, at % 12 + 1, 1),
            numerator=(40 if at < 12 else 20) + at % 3,
            denominator=200,
        )
        for at in range(24)
    ]
    record_observations(actor=cast.bob, measure=measure, entries=entries)
    answer = browse(cast.bob).get(at("measure_phases", measure))
    assert "The data may have shifted with Jan 2025" in text(answer)
    assert fields_of(answer)["starts"] == ["2025-01-01"]
    assert not Phase.objects.exists()


def test_without_data_there_is_nothing_to_propose(cast, browse):
    page = text(browse(cast.bob).get(at("measure_phases", make_measure(cast))))
    assert "A phase needs data before it and from it on" in page
    assert 'class="form"' not in page


def test_an_event_is_added_and_taken_off(cast, browse, measure):
    url = at("measure_annotate", measure)
    assert those_let_in(cast, browse, url) == PEOPLE
    answer = fill_in(browse(cast.bob), url, on="2026-03-09", text="<b>Letters</b>")
    assert answer.url == at("measure", measure)
    event = Annotation.objects.get()
    page = text(browse(cast.erin).get(at("measure_phases", measure)))
    assert "&lt;b&gt;Letters&lt;/b&gt;" in page
    remove = at("measure_event_remove", event)
    assert remove not in page
    assert those_let_in(cast, browse, remove) == PEOPLE
    assert fill_in(browse(cast.alice), remove).url == at("measure_phases", measure)
    assert not queries.annotations(measure).exists()
    assert browse(cast.alice).get(remove).status_code == 404


@pytest.mark.parametrize(
    ("said", "field"),
    [
        ({"on": "2999-01-01"}, "on"),
        ({"on": "2090-01-01"}, "on"),
        ({"on": "soon"}, "on"),
        ({"text": ""}, "text"),
        ({"text": "x" * 121}, "text"),
        ({"text": "MRN 1234567"}, "text"),
    ],
)
def test_an_event_that_is_none_comes_back_with_why(cast, browse, measure, said, field):
    sent = {"on": "2026-03-09", "text": "Letters"} | said
    answer = fill_in(browse(cast.bob), at("measure_annotate", measure), **sent)
    assert answer.status_code == 422
    assert list(answer.context["form"].errors) == [field]


def test_a_reference_group_is_chosen_with_a_reason(cast, browse, measure):
    origin = measure.stratifications.get(key="origin")
    url = f"{at('measure_reference', measure)}?by={origin.pk}"
    assert those_let_in(cast, browse, url) == PEOPLE
    assert those_let_in(cast, browse, at("measure_comparison", measure)) == READERS
    page = browse(cast.bob).get(url)
    assert "Not recorded" not in text(page)
    group = origin.strata.get(code="a")
    answer = fill_in(browse(cast.bob), url, stratum=group.pk, because="Served first.")
    assert answer.url == at("measure_comparison", measure)
    assert ReferenceGroup.objects.get().stratum == group
    assert "Served first." in text(browse(cast.erin).get(answer.url))
    assert fill_in(browse(cast.bob), url, because=" ").status_code == 422
    for key in ("", origin.strata.get(absent="not_recorded").pk):
        answer = fill_in(browse(cast.bob), url, stratum=key, because="Else.")
        assert answer.status_code == (422 if key else 302)
    assert not ReferenceGroup.objects.exists()


@pytest.mark.parametrize("by", ["", "0", "x", "999999"])
def test_a_vocabulary_that_the_measure_has_not_is_not_found(cast, browse, measure, by):
    url = at("measure_reference", measure)
    assert browse(cast.bob).get(f"{url}?by={by}").status_code == 404


def test_two_vocabularies_are_chosen_that_meet(cast, browse, measure):
    origin, tongue, needs = (
        measure.stratifications.get(key=key) for key in ("origin", "tongue", "needs")
    )
    url = at("measure_meeting", measure)
    assert those_let_in(cast, browse, url) == PEOPLE
    browser = browse(cast.bob)
    for one, other in ((origin.pk, ""), (origin.pk, origin.pk), (origin.pk, needs.pk)):
        answer = fill_in(browser, url, one=one, other=other)
        assert answer.status_code == 422
        assert list(answer.context["form"].errors) == ["other"]
    answer = fill_in(browser, url, one=tongue.pk, other=origin.pk)
    assert answer.url == at("measure_comparison", measure)
    assert "Origin (1) by Tongue (1)" in text(browser.get(answer.url))
    fill_in(browser, url, one="", other="")
    assert not Intersection.objects.exists()


@pytest.mark.parametrize("rows", [1, 3])
def test_one_of_each_and_three_take_the_same_queries(cast, browse, count_queries, measure, rows):
    yes = dict.fromkeys(YES, True)
    for number in range(2, rows + 2):
        starts = date(2026, number, 1)
        propose_phase(actor=cast.bob, measure=measure, starts=starts, reason="New.", **yes)
        add_annotation(actor=cast.bob, measure=measure, on=starts, text="Letters")
    assert count_queries(browse(cast.bob), at("measure_phases", measure)) == 17
