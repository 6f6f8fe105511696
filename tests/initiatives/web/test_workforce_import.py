"""Bringing in a file of counts by page: tried, written, refused row by row."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from initiatives.workforce.models import WorkforceCount
from tests.initiatives.measures.making import make_stratification
from tests.initiatives.web.forms import fill_in
from tests.initiatives.web.who import those_let_in

pytestmark = pytest.mark.django_db
HEADER = "Entity,As of,Vocabulary,Group,Heads,Source\n"
ROWS = "".join(f"Hospital,2026-01-01,origin,{code},40,Payroll\n" for code in "abc")


@pytest.fixture
def origin(cast):
    return make_stratification()


@pytest.fixture
def lee(client, cast):
    client.force_login(cast.lee)
    return client


def text(answer):
    return answer.content.decode()


def sent(text_):
    return {"file": SimpleUploadedFile("counts.csv", (HEADER + text_).encode())}


def test_a_file_of_counts_is_tried_and_then_written(lee, cast, origin):
    url = reverse("workforce_import")
    tried = fill_in(lee, url, dry_run="on", **sent(ROWS))
    assert tried.status_code == 200
    assert "1 new count" in text(tried)
    assert "Accepted" in text(tried)
    assert not WorkforceCount.objects.exists()
    assert fill_in(lee, url, **sent(ROWS)).status_code == 302
    assert WorkforceCount.objects.get().entity == cast.hospital


def test_a_file_with_a_bad_row_is_told_row_by_row(lee, cast, origin):
    bad = ROWS + "<b>Nowhere</b>,2026-01-01,origin,a,1,P\n"
    refused = fill_in(lee, reverse("workforce_import"), **sent(bad))
    assert refused.status_code == 422
    assert "1 row is refused, so nothing was written" in text(refused)
    assert "There is no entity called" in text(refused)
    assert "<b>Nowhere" not in text(refused)
    assert not WorkforceCount.objects.exists()


def test_stewards_import_and_nobody_else(cast, browse, origin):
    assert those_let_in(cast, browse, reverse("workforce_import")) == {"lee", "root"}
