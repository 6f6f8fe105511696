from initiatives.history.models import Event
from initiatives.measures.models import Observation, ObservationImport
from initiatives.measures.services import record_observations
from tests.initiatives.measures.making import (
    month,
)
from tests.initiatives.web.uploads import (
    GOOD,
    paste,
    previewed,
    read_again,
    sent_from,
    upload,
)

BAD = "period,group,numerator,denominator\n2026-08,,700,600\n2026-13,,1,2\n2026-08,z,1,2\n"


def test_every_problem_is_listed_by_row_and_nothing_can_be_written(cast, browse, measure):
    client = browse(cast.bob)
    answer = previewed(client, upload(client, measure, BAD))
    text = answer.content.decode()
    assert [one["row"] for one in answer.context["problems"]] == [2, 3, 4]
    assert "The numerator 700 is more than the denominator 600." in text
    assert "3 problems to settle; nothing is written." in text
    assert 'value="write"' not in text
    refused = client.post(answer.request["PATH_INFO"], sent_from(answer, "write"))
    assert refused.status_code == 422
    assert "Row 2:" in refused.content.decode()
    assert not Observation.objects.exists()


def test_formulas_and_markup_in_cells_are_shown_as_text(cast, browse, measure):
    client = browse(cast.bob)
    text = "period,group,numerator,denominator,<i>x</i>\n"
    text += '2026-08,<script>alert(1)</script>,1,2,\n=1+1,"=HYPERLINK(""x"")",3,4,\n'
    page = previewed(client, upload(client, measure, text)).content.decode()
    assert "<script>alert" not in page
    assert "<i>x" not in page
    assert "&lt;script&gt;" in page
    assert not Observation.objects.exists()


def test_it_is_written_once_and_says_how_much(cast, browse, measure):
    client = browse(cast.bob)
    answer = previewed(client, paste(client, measure, GOOD))
    url = answer.request["PATH_INFO"]
    sent = sent_from(answer, "write")
    done = client.post(url, sent)
    assert done.status_code == 302
    text = client.get(url).content.decode()
    assert "The figures are written: 2 new figures." in text
    assert Observation.objects.count() == 2
    assert client.post(url, sent).status_code in (409, 422)
    assert Observation.objects.count() == 2


def test_the_same_again_adds_nothing(cast, browse, measure):
    client = browse(cast.bob)
    first = previewed(client, paste(client, measure, GOOD))
    client.post(first.request["PATH_INFO"], sent_from(first, "write"))
    second = previewed(client, paste(client, measure, GOOD))
    assert "It holds 2 as before." in second.content.decode()


def test_it_is_put_aside(cast, browse, measure):
    client = browse(cast.bob)
    answer = previewed(client, paste(client, measure, GOOD))
    url = answer.request["PATH_INFO"]
    assert client.post(url, sent_from(answer, "discard")).status_code == 302
    text = client.get(url).content.decode()
    assert "The import is put aside" in text
    assert "Write " not in text
    assert not Observation.objects.exists()


def test_what_is_final_is_corrected_with_one_reason_for_the_file(cast, browse, measure):
    record_observations(
        actor=cast.bob, measure=measure, entries=[month(8, numerator=4, denominator=600)]
    )
    client = browse(cast.bob)
    answer = previewed(client, paste(client, measure, GOOD))
    url = answer.request["PATH_INFO"]
    assert "It holds 1 new figure and 1 corrected." in answer.content.decode()
    refused = client.post(url, sent_from(answer, "write"))
    assert refused.status_code == 422
    assert "because" in refused.context["form"].errors
    sent = sent_from(answer, "write") | {"because": "The lists were not complete"}
    assert client.post(url, sent).status_code == 302
    row = measure.observations.get(replaced_by=None, stratum=None)
    assert (row.numerator, row.corrected_because) == (48, "The lists were not complete")


def test_somebody_else_who_read_it_anew_goes_first(cast, browse, measure):
    client = browse(cast.bob)
    answer = previewed(client, paste(client, measure, GOOD))
    url = answer.request["PATH_INFO"]
    assert read_again(browse(cast.alice), url).status_code == 302
    late = client.post(url, sent_from(answer, "write"))
    assert late.status_code == 409
    assert "read this file in another way" in late.content.decode()
    assert not Observation.objects.exists()


def test_no_such_act_is_done(cast, browse, measure):
    client = browse(cast.bob)
    answer = previewed(client, paste(client, measure, GOOD))
    url = answer.request["PATH_INFO"]
    assert client.post(url, sent_from(answer, "burn")).status_code == 422
    assert ObservationImport.objects.get().state == "previewed"


def test_that_somebody_else_saw_what_is_in_a_file_is_noted(cast, browse, measure):
    url = paste(browse(cast.bob), measure, GOOD).url
    for who in (cast.bob, cast.lee):
        browse(who).get(url)
    assert [event.actor for event in Event.objects.filter(verb="saw counts of")] == [cast.lee]
