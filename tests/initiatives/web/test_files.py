"""What is sent as a file is taken for what it is; what is handed out as one is never a page."""

import csv
import io
import re
import zipfile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db.models import F, Value
from django.db.models.functions import Concat
from django.urls import reverse
from openpyxl import load_workbook

from initiatives.base.sheets.writing import STARTS_A_FORMULA, is_number
from initiatives.framework.models import OutsideFramework
from initiatives.measures.models import ObservationImport
from initiatives.people.models import Entity
from initiatives.people.services import issue_token
from initiatives.portfolio.models import Initiative, RegisterImport
from initiatives.shortfalls.models import Shortfall
from initiatives.workforce.models import WorkforceCount
from tests.api.world import World

pytestmark = pytest.mark.django_db
HOSTILE = '=HYPERLINK("https://evil.example","x")'


def archive(**files):
    whole = io.BytesIO()
    with zipfile.ZipFile(whole, "w", zipfile.ZIP_DEFLATED) as zipped:
        for name, content in files.items():
            zipped.writestr(name.replace("__", "/"), content)
    return whole.getvalue()


BOMB = archive(**{"[Content_Types].xml": b"", "xl__workbook.xml": b"\0" * 300_000_000})
WRONG = {
    "a PDF": ("figures.csv", b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n"),
    "a program": ("figures.xlsx", b"MZ\x90\x00\x03\x00\x00\x00"),
    "an old workbook": ("figures.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 512),
    "an archive of something else": ("figures.xlsx", archive(readme=b"hello")),
    "an archive by the name of a text": ("figures.csv", archive(readme=b"hello")),
    "what would burst": ("figures.xlsx", BOMB),
    "a page after an archive": ("figures.xlsx", archive(a=b"b") + b"<script>alert(1)</script>"),
    "a page": ("figures.csv", b"<html><script>alert(1)</script></html>"),
    "zero bytes": ("figures.csv", b"\0\xff\0"),
    "nothing": ("figures.csv", b""),
}


@pytest.fixture
def world(client):
    found = World()
    client.force_login(found.root)
    return found


def rows():
    models = (Initiative, RegisterImport, ObservationImport, WorkforceCount)
    return [model.objects.count() for model in models]


def routes(world):
    """Every address that takes a file, with the name of its field."""
    measure = world.measure.pk
    return {
        reverse("import_create"): "file",
        reverse("measure_import", args=[measure]): "file",
        reverse("workforce_import"): "file",
        "/api/v1/imports/": "file",
        f"/api/v1/measures/{measure}/imports/": "file",
    }


def test_what_is_no_table_is_refused_wherever_it_is_sent(client, world):
    _, token = issue_token(user=world.root, name="Tests", days=1)
    before, taken = rows(), []
    for route, field in routes(world).items():
        headers = {"Authorization": f"Bearer {token}"} if route.startswith("/api/") else {}
        for what, (name, content) in WRONG.items():
            file = SimpleUploadedFile(name, content, content_type="text/csv")
            answer = client.post(route, {field: file}, headers=headers)
            if answer.status_code not in {400, 415, 422}:
                taken.append((route, what, answer.status_code))
            assert b"<script>alert" not in answer.content
    assert len(BOMB) < 1_000_000
    assert taken == []
    assert rows() == before


def downloads(world):
    """Every address that hands out a file, by its name."""
    measure, outside = world.measure.pk, OutsideFramework.objects.order_by("pk")[0].pk
    named = {
        **dict.fromkeys(("shortfall_export", "workforce_export", "my_data_file"), ()),
        **dict.fromkeys(("status_portfolio_csv", "status_portfolio_xlsx"), ()),
        **dict.fromkeys(("measure_export", "measure_chart", "measure_chart_png"), (measure,)),
        **dict.fromkeys(("crosswalk_csv", "crosswalk_xlsx"), (outside,)),
        "export_file": (world.export.pk,),
    }
    return {name: reverse(name, args=args) for name, args in named.items()}


def body(answer):
    return b"".join(answer.streaming_content) if answer.streaming else answer.content


def test_every_file_is_an_attachment_under_a_name_of_ours(client, world):
    client.force_login(world.lee)
    for name, address in downloads(world).items():
        answer = client.get(address)
        assert answer.status_code == 200, name
        said = answer["Content-Disposition"]
        assert re.fullmatch(r'attachment; filename="[a-z0-9-]+\.(csv|xlsx|json|svg|png)"', said), (
            name
        )
        assert answer["X-Content-Type-Options"] == "nosniff", name
        assert "html" not in answer["Content-Type"], name


def test_files_without_a_list_hold_no_formula_either(client, world):
    client.force_login(world.lee)
    Entity.objects.filter(pk=world.hospital.pk).update(name=HOSTILE, short_name="=1+1")
    for table in (Initiative, Shortfall):
        table.objects.update(title=Concat(Value("=1+"), F("title")))
    met = 0
    for name, address in downloads(world).items():
        content = body(client.get(address))
        if address.endswith(".csv"):
            cells = [cell for row in csv.reader(io.StringIO(content.decode())) for cell in row]
            bad = [one for one in cells if one[:1] in STARTS_A_FORMULA and not is_number(one)]
            assert bad == [], name
            met += sum("=1+" in one or "HYPERLINK" in one for one in cells)
        if address.endswith(".xlsx"):
            for sheet in load_workbook(io.BytesIO(content)):
                cells = [cell for row in sheet.iter_rows() for cell in row]
                assert [one.value for one in cells if one.data_type == "f"] == [], name
    assert met
