from io import BytesIO
from pathlib import Path

import pytest
from django.urls import reverse

from initiatives.portfolio.models import Initiative, RegisterImport
from tests.factories import make_entity
from tests.initiatives.web.forms import fields_of, fill_in

REGISTER = Path(__file__).parents[2] / "data" / "equity_register.csv"
SMALL = b"""Title,Site,Accountable,Status,Guiding principles,Aim
Interpreters,Hospital,Alice,planning,1,"Speak every language"
Late,Hospital,Somebody unknown,planning,2,"Say when"
Far,Nowhere at all,Alice,planning,9,"Be found"
"""


def upload(client, content, name="register.csv"):
    file = BytesIO(content)
    file.name = name
    return client.post(reverse("import_create"), {"file": file})


def preview(client, content=SMALL, name="register.csv"):
    answer = upload(client, content, name)
    assert answer.status_code == 302, answer.content.decode()
    return answer.url


@pytest.mark.parametrize(
    ("name", "status"),
    [
        ("root", 200),
        ("lee", 200),
        ("alice", 403),
        ("bob", 403),
        ("charlie", 403),
        ("erin", 403),
        ("ada", 403),
        ("nobody", 403),
    ],
)
@pytest.mark.parametrize("page", ["import_list", "import_create"])
def test_who_may_import(cast, browse, name, status, page):
    assert browse(getattr(cast, name)).get(reverse(page)).status_code == status


def test_a_preview_is_read_only_by_who_uploaded_it(cast, browse):
    url = preview(browse(cast.lee))
    assert browse(cast.lee).get(url).status_code == 200
    assert browse(cast.root).get(url).status_code == 404
    assert browse(cast.nobody).get(url).status_code == 404


def test_the_preview_says_a_verdict_on_every_row_and_writes_nothing(cast, browse):
    client = browse(cast.lee)
    answer = client.get(preview(client))
    text = answer.content.decode()
    for title in ("Interpreters", "Late", "Far"):
        assert title in text
    assert "3 rows" in text.lower()
    assert "Nothing is written yet" in text
    assert Initiative.objects.count() == 1


def test_tabs_show_the_rows_of_one_verdict(cast, browse):
    client = browse(cast.lee)
    url = preview(client)
    run = RegisterImport.objects.get()
    for verdict in ("accepted", "question", "refused"):
        shown = client.get(url, {"show": verdict}).context["rows"]
        expected = [row["row"] for row in run.verdicts["rows"] if row["verdict"] == verdict]
        assert [row["row"] for row in shown] == expected
    assert len(client.get(url, {"show": "nonsense"}).context["rows"]) == 3


def test_rows_with_questions_are_written_only_once_the_questions_were_read(cast, browse):
    client = browse(cast.lee)
    url = preview(client)
    sent = fields_of(client.get(url)) | {"act": "write"}

    refused = client.post(url, sent)
    assert refused.status_code == 422
    assert "Read the questions above" in refused.content.decode()
    assert Initiative.objects.count() == 1

    assert client.post(url, sent | {"questions_read": "on"}).status_code == 302
    text = client.get(url).content.decode()
    made = Initiative.objects.get(title="Interpreters")
    assert reverse("initiative", args=[made.pk]) in text
    assert made.reference in text
    assert not Initiative.objects.filter(title="Far").exists()


def test_the_same_register_again_says_that_it_is_there_and_adds_nothing(cast, browse):
    client = browse(cast.lee)
    first = preview(client)
    sent = fields_of(client.get(first)) | {"act": "write", "questions_read": "on"}
    client.post(first, sent)
    count = Initiative.objects.count()

    second = client.get(preview(client))

    assert "Already in the register as" in second.content.decode()
    assert second.context["writable"] == 0
    assert Initiative.objects.count() == count


def test_an_import_is_put_aside(cast, browse):
    client = browse(cast.lee)
    url = preview(client)
    answer = client.post(url, fields_of(client.get(url)) | {"act": "discard"})
    assert answer.status_code == 302
    assert "put aside" in client.get(url).content.decode().lower()
    assert Initiative.objects.count() == 1


def test_what_was_put_aside_cannot_be_written(cast, browse):
    client = browse(cast.lee)
    url = preview(client)
    sent = fields_of(client.get(url))
    client.post(url, sent | {"act": "discard", "once": ""})
    version = RegisterImport.objects.get().version
    late = client.post(
        url, sent | {"act": "write", "questions_read": "on", "version": version, "once": ""}
    )
    assert late.status_code == 422
    assert Initiative.objects.count() == 1


@pytest.mark.parametrize(
    ("content", "name"),
    [
        (b"", "empty.csv"),
        (b"\x00\x01\x02\x03" * 50, "noise.csv"),
        (b"not a zip", "register.xlsx"),
        (b"a,b,c\n1,2,3\n", "nothing known.csv"),
        (b"MZ" + b"\x90" * 200, "program.exe"),
    ],
)
def test_a_file_that_cannot_be_read_is_refused_beside_the_field(cast, browse, content, name):
    answer = upload(browse(cast.lee), content, name)
    assert answer.status_code == 422
    assert "file" in answer.context["form"].errors
    assert not RegisterImport.objects.exists()


def test_no_file_at_all_is_said(cast, browse):
    answer = fill_in(browse(cast.lee), reverse("import_create"))
    assert answer.status_code == 422
    assert "file" in answer.context["form"].errors


def test_a_file_name_with_markup_is_shown_as_text(cast, browse):
    client = browse(cast.lee)
    text = client.get(preview(client, name="<b>x</b>.csv")).content.decode()
    assert "<b>x" not in text


def test_the_real_register_gets_a_verdict_on_every_row(cast, browse):
    for name in ("UW Medicine", "Harborview Medical Center"):
        make_entity(name, cast.system)
    client = browse(cast.lee)
    answer = client.get(preview(client, REGISTER.read_bytes(), REGISTER.name))
    assert answer.context["total"] == 14
    assert sum(answer.context["counts"].values()) == 14


@pytest.mark.parametrize("rows", [1, 3])
def test_one_import_and_three_take_the_same_queries(cast, browse, count_queries, rows):
    client = browse(cast.lee)
    for _ in range(rows):
        preview(client)
    assert count_queries(client, reverse("import_list")) == 5
