import pytest

from initiatives.measures.models import Observation, ObservationImport
from initiatives.measures.services import Terms
from tests.initiatives.measures.making import (
    make_measure,
)
from tests.initiatives.web.forms import fields_of
from tests.initiatives.web.uploads import (
    GOOD,
    paste,
    previewed,
    upload,
    upload_of,
)
from tests.initiatives.web.who import statuses

DAILY = Terms(text="Days until the first visit.", chart="i", direction="decrease")


def test_only_who_holds_the_data_role_may(cast, browse, measure):
    assert statuses(cast, browse, upload_of(measure)) == {
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
    assert paste(browse(cast.erin), measure, GOOD).status_code == 403
    assert not ObservationImport.objects.exists()


def test_a_preview_is_shown_to_those_who_hold_the_data_role(cast, browse, measure):
    url = paste(browse(cast.bob), measure, GOOD).url
    seen = statuses(cast, browse, url)
    assert {name for name, status in seen.items() if status == 200} == {
        *("alice", "bob", "sam", "lee", "root")
    }
    assert set(seen.values()) <= {200, 403, 404}


def test_pasted_rows_are_previewed_and_nothing_is_written(cast, browse, measure):
    client = browse(cast.bob)
    answer = previewed(client, paste(client, measure, GOOD))
    text = answer.content.decode()
    assert "It holds 2 new figures. Nothing is written yet." in text
    assert "A row for each period and group" in text
    assert "By its name: numerator" in text
    assert not Observation.objects.exists()


def test_a_file_is_previewed_under_its_name(cast, browse, measure):
    client = browse(cast.bob)
    answer = previewed(client, upload(client, measure, GOOD.replace("\t", ",")))
    assert "figures.csv" in answer.content.decode()
    assert "Files so far" in client.get(upload_of(measure)).content.decode()


@pytest.mark.parametrize(
    ("content", "name"),
    [
        (b"", "empty.csv"),
        (b" \n \n", "blank.csv"),
        (b"\x00\x01\x02\x03" * 50, "noise.csv"),
        (b"not a zip", "figures.xlsx"),
        (b"MZ" + b"\x90" * 200, "program.exe"),
        (b"PK\x03\x04 and no more", "figures.csv"),
        (b"{", "report.json"),
        (b'{"resourceType": "Patient"', "patient.json"),
    ],
)
def test_what_cannot_be_read_is_refused_beside_the_file(cast, browse, measure, content, name):
    answer = upload(browse(cast.bob), measure, content, name)
    assert answer.status_code == 422
    assert "file" in answer.context["form"].errors
    assert not ObservationImport.objects.exists()


@pytest.mark.parametrize("text", ["", "  \n\t ", "period\tnumerator"])
def test_an_empty_paste_is_said(cast, browse, measure, text):
    answer = paste(browse(cast.bob), measure, text)
    assert answer.status_code == 422
    assert {"file", "pasted"} & set(answer.context["form"].errors)


def test_a_file_and_pasted_rows_at_once_are_a_question(cast, browse, measure):
    answer = upload(browse(cast.bob), measure, GOOD, pasted=GOOD)
    assert answer.status_code == 422
    assert "not both" in " ".join(answer.context["form"].errors["pasted"])


def test_a_layout_that_is_none_is_refused(cast, browse, measure):
    answer = paste(browse(cast.bob), measure, GOOD, layout="sideways")
    assert "layout" in answer.context["form"].errors


def test_a_name_with_markup_is_shown_as_text(cast, browse, measure):
    client = browse(cast.bob)
    name = "<b onmouseover=alert(1)>x<b>.csv"
    text = previewed(
        client, upload(client, measure, GOOD.replace("\t", ","), name)
    ).content.decode()
    assert "<b onmouseover" not in text
    assert "<b onmouseover" not in client.get(upload_of(measure)).content.decode()


def test_a_very_long_name_is_cut_and_keeps_its_ending(cast, browse, measure):
    client = browse(cast.bob)
    previewed(client, upload(client, measure, GOOD.replace("\t", ","), "x" * 240 + ".csv"))
    assert ObservationImport.objects.get().file_name.endswith("x.csv")


def test_before_a_definition_is_approved_it_says_so(cast, browse):
    measure = make_measure(cast, approved=False)
    client = browse(cast.bob)
    assert "How to count is not agreed yet" in client.get(upload_of(measure)).content.decode()
    answer = paste(client, measure, GOOD)
    assert answer.status_code == 422
    assert "before a definition is approved" in answer.content.decode()


def test_ten_thousand_pasted_rows_are_read(cast, browse):
    terms_of_days = make_measure(cast, terms=DAILY)
    rows = [f"{1990 + n // 12}-{n % 12 + 1:02}\t{n}" for n in range(440)]
    text = "period\tvalue\n" + "\n".join(rows * 23)
    client = browse(cast.bob)
    answer = previewed(client, paste(client, terms_of_days, text))
    assert answer.context["verdicts"]["rows"] == 440 * 23
    assert answer.context["verdicts"]["problem_count"] == 440 * 23
    assert len(answer.context["problems"].object_list) == 200


def test_a_double_click_reads_it_once(cast, browse, measure):
    client = browse(cast.bob)
    sent = fields_of(client.get(upload_of(measure))) | {"pasted": GOOD}
    first, second = (client.post(upload_of(measure), sent) for _ in range(2))
    assert first.url == second.url
    assert ObservationImport.objects.count() == 1


@pytest.mark.parametrize("rows", [1, 3])
def test_one_file_and_three_take_the_same_queries(cast, browse, count_queries, measure, rows):
    client = browse(cast.bob)
    for _ in range(rows):
        paste(client, measure, GOOD)
    assert count_queries(client, upload_of(measure)) == 9
