import json

import pytest
from django.urls import reverse

from initiatives.measures.models import ObservationImport
from initiatives.measures.services import Terms
from tests.initiatives.measures.making import (
    groups_of,
    make_measure,
)
from tests.initiatives.web.uploads import (
    GOOD,
    file_of,
    paste,
    previewed,
    read_again,
    sent_from,
    upload,
)

COUNTED = Terms(text="Complaints about interpreters.", chart="c", direction="decrease")
OWN_WORDS = "Wann\tWer\tZ\tN\n2026-08\t\t48\t600\n2026-08\tone\t12\t130\n"


def test_columns_are_named_and_the_files_own_words_explained(cast, browse, measure):
    client = browse(cast.bob)
    answer = previewed(client, paste(client, measure, OWN_WORDS, layout="long"))
    assert answer.context["verdicts"]["problems"]
    url = answer.request["PATH_INFO"]
    columns = {"of_starts": "Wann", "of_group": "Wer", "of_numerator": "Z"}
    done = read_again(client, url, **columns, of_denominator="N", means_group="one = a")
    assert done.status_code == 302, done.content.decode()
    text = client.get(url).content.decode()
    assert "The file was read again. Nothing is written yet." in text
    assert "It holds 2 new figures" in text
    assert "one = a" in text
    assert '<option value="Wer" selected>' in text


def test_the_next_file_with_these_headers_is_read_alike(cast, browse, measure):
    test_columns_are_named_and_the_files_own_words_explained(cast, browse, measure)
    client = browse(cast.bob)
    url = reverse("measure_import_run", args=[ObservationImport.objects.get().pk])
    client.post(url, sent_from(client.get(url), "write"))
    again = OWN_WORDS.replace("2026-08", "2026-09")
    answer = previewed(client, paste(client, measure, again))
    assert "It holds 2 new figures" in answer.content.decode()


@pytest.mark.parametrize("lines", ["one", "= a", "one =", "x = a\n" * 201])
def test_what_explains_nothing_is_said_beside_its_field(cast, browse, measure, lines):
    client = browse(cast.bob)
    url = paste(client, measure, GOOD).url
    answer = read_again(client, url, means_group=lines)
    assert answer.status_code == 422
    assert "means_group" in answer.context["form"].errors


def test_a_column_that_the_file_has_not_is_refused(cast, browse, measure):
    client = browse(cast.bob)
    url = paste(client, measure, GOOD).url
    answer = read_again(client, url, of_group="Nowhere")
    assert answer.status_code == 422
    assert "of_group" in answer.context["form"].errors


def test_decreases_of_counts_that_add_up_are_decided_by_a_person(cast, browse):
    measure = make_measure(cast, terms=COUNTED)
    client = browse(cast.bob)
    text = "as_of\tvalue\n2026-05-31\t10\n2026-06-30\t30\n2026-07-31\t25\n2026-08-31\t40\n"
    answer = previewed(client, paste(client, measure, text))
    assert "1 decision to take; nothing is written yet." in answer.content.decode()
    assert "What you have to decide" in answer.content.decode()
    url = answer.request["PATH_INFO"]
    assert read_again(client, url, of_decreases="offset").status_code == 302
    settled = client.get(url)
    assert "It holds 3 new figures" in settled.content.decode()
    client.post(url, sent_from(settled, "write"))
    assert list(measure.observations.values_list("value", flat=True)) == [15, 0, 15]


def test_a_fhir_report_needs_nothing_said(cast, browse, measure):
    report = {
        "resourceType": "MeasureReport",
        "status": "complete",
        "type": "summary",
        "period": {"start": "2026-08-01", "end": "2026-08-31"},
        "group": [{"population": [population("numerator", 48), population("denominator", 600)]}],
    }
    client = browse(cast.bob)
    answer = previewed(client, upload(client, measure, json.dumps(report), "report.json"))
    assert "It holds 1 new figure." in answer.content.decode()
    client.post(answer.request["PATH_INFO"], sent_from(answer, "write"))
    row = measure.observations.get()
    assert (row.numerator, row.denominator) == (48, 600)


def test_a_redcap_export_is_read_once_it_is_said_what_counts(cast, browse, measure, origin):
    export = (
        "record_id,visit_date,origin,seen_complete\n"
        "1,2026-08-03,a,1\n2,2026-08-09,b,0\n3,2026-08-20,a,1\n"
    )
    client = browse(cast.bob)
    first = previewed(client, upload(client, measure, export, "export.csv"))
    text = first.content.decode()
    assert "Say which column holds the date" in text
    assert "The same file again" in text
    url = first.request["PATH_INFO"]
    said = {
        "of_starts": "visit_date",
        "of_group": "origin",
        "of_numerator": "seen_complete",
        "of_numerator_is": "1",
    }
    lacking = read_again(client, url, **said)
    assert lacking.status_code == 422
    assert "file" in lacking.context["form"].errors
    done = read_again(client, url, **said, file=file_of(export, "export.csv"))
    second = previewed(client, done)
    assert "new figures" in second.content.decode(), second.content.decode()
    client.post(second.request["PATH_INFO"], sent_from(second, "write"))
    keys = groups_of(origin)
    assert set(measure.observations.values_list("stratum", "numerator", "denominator")) == {
        (None, 2, 3),
        (keys["a"], 2, 2),
        (keys["b"], 0, 1),
    }


def population(code, count):
    """A population of a report."""
    return {"code": {"coding": [{"code": code}]}, "count": count}
