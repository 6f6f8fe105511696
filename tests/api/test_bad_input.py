"""Bad input gets a clear problem and changes nothing."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from api.errors import problem_details
from initiatives.accountability.models import Commitment
from initiatives.history.models import Event
from initiatives.people.models import User
from initiatives.portfolio.models import Initiative, RegisterImport
from tests.api.problems import is_problem
from tests.api.world import REGISTER
from tests.factories import make_promise, make_shortfall

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("nothing/", 404),
        ("initiatives/999999/", 404),
        ("initiatives/99999999999999999999/", 404),
        ("initiatives/x/", 404),
        ("initiatives/?colour=red", 400),
        ("initiatives/?entity=abc", 400),
        ("initiatives/?entity=99999999999999999999999", 400),
        ("initiatives/?stage=done", 400),
        ("initiatives/?overdue=maybe", 400),
        ("initiatives/?unowned=2", 400),
        ("initiatives/?ordering=secret", 400),
        ("initiatives/?q=%00", 400),
        ("initiatives/?page_size=0", 400),
        ("initiatives/?page_size=201", 400),
        ("initiatives/?page_size=1e2", 400),
        ("initiatives/?cursor=nonsense", 400),
        ("initiatives/?cursor=W10", 400),
        ("commitments/?due_before=soon", 400),
        ("shortfalls/?owner=-1", 400),
        ("status/?entity=x", 400),
        ("status/?entity=999999", 404),
        ("status/?framework=999999", 404),
        ("status/?colour=red", 400),
        ("search/", 400),
        ("search/?q=%20", 400),
        ("search/?q=%00", 400),
        ("search/?q=a&colour=red", 400),
        ("search/?q=a&kind=users", 400),
        ("search/?q=a&entity=x", 400),
        ("search/?q=a&entity=999999", 404),
        ("search/?q=a&page=9", 400),
        (f"search/?q={'a' * 201}", 400),
        ("status/cell/", 400),
        ("status/decisions/?colour=red", 400),
        ("status/changes/?since=soon", 400),
        ("status/changes/?since=2027-02-30", 400),
        ("status/changes/?since=2027-02-02&until=2027-02-01", 400),
        ("status/changes/?until=0001-01-01&entity=x", 400),
        ("status/changes/?entity=999999", 404),
        ("status/changes/?colour=red", 400),
        ("status/portfolio/?since=soon", 400),
        ("status/portfolio/?since=1000000-01", 400),
        ("status/portfolio/?since=2026-13", 400),
        ("status/portfolio/?since=2026-02&until=2026-01", 400),
        ("status/portfolio/?until=2099-01", 400),
        ("status/portfolio/?entity=x", 400),
        ("status/portfolio/?entity=999999", 404),
        ("status/portfolio/?principle=999999", 404),
        ("status/portfolio/?framework=999999", 404),
        ("status/portfolio/?colour=red", 400),
        ("status/series/", 400),
        ("status/series/?principle=999999&entity=1", 404),
        ("status/series/?number=people", 400),
        ("status/series/?by=hour", 400),
        ("history/?since=never", 400),
        ("outside-frameworks/999999/evidence/", 404),
        ("outside-frameworks/?status=dead", 400),
        ("crosswalk-links/?strength=strong", 400),
        ("assessments/?rating=fine", 400),
        ("exports/?state=lost", 400),
        ("exports/999999/file/", 404),
        ("webhooks/?state=lost", 400),
        ("webhook-deliveries/?state=left_out", 400),
        ("webhook-deliveries/999999999999999999/", 404),
        ("people/1/roles/?colour=red", 400),
    ],
)
def test_a_bad_question_is_a_problem(cast, call, path, status):
    is_problem(call(cast.lee).get(path.replace("people/1", f"people/{cast.lee.pk}")), status)


def test_an_address_without_its_slash_says_so(cast, call):
    lee = call(cast.lee)
    told = is_problem(lee.get("/api/v1/initiatives"), 404)["detail"]
    assert "end in a slash: /api/v1/initiatives/." in told
    assert "slash" not in is_problem(lee.get("/api/v1/nothing"), 404)["detail"]


@pytest.mark.parametrize("method", ["get", "post", "patch", "put", "delete"])
def test_an_unknown_address_is_a_problem_whatever_the_method(call, method):
    stranger = call()
    stranger.handler.enforce_csrf_checks = True
    is_problem(getattr(stranger, method)("/api/v1/nothing/"), 404)


def test_other_methods_and_types_are_problems(cast, call):
    lee = call(cast.lee)
    path = f"initiatives/{cast.initiative.pk}/"
    refused = lee.delete(path)
    is_problem(refused, 405)
    assert "PATCH" in refused["Allow"]
    is_problem(lee.put(path, {}), 405)
    is_problem(lee.generic("POST", "initiatives/", b"<x/>", content_type="text/xml"), 415)
    told = is_problem(lee.get(path, HTTP_ACCEPT="text/html"), 406)["detail"]
    assert "application/json" in told


def test_options_names_the_methods(cast, call):
    answer = call(cast.lee).options("initiatives/")
    assert answer.status_code == 204
    assert "POST" in answer["Allow"]


@pytest.mark.parametrize(
    ("raw", "status"),
    [
        (b"{", 400),
        (b"[]", 422),
        (b"null", 422),
        (b'"x"', 422),
        (b"\xff\xfe", 400),
        (b"", 422),
        (b'{"title": NaN}', 400),
        (b"[" * 100_000, 400),
        (b'{"a":' * 100_000, 400),
        (b'{"title": "x", "stage": "\\ud800"}', 400),
        (b'{"\\ud800": 1}', 400),
        (b'{"entity": ' + b"9" * 5000 + b"}", 400),
        (b'{"title": "' + b"x" * (11 * 1024 * 1024) + b'"}', 413),
    ],
    ids=range(13),
)
def test_a_body_that_cannot_be_read_is_a_problem(cast, call, raw, status):
    lee = call(cast.lee)
    is_problem(lee.generic("POST", "initiatives/", raw, content_type="application/json"), status)
    assert Initiative.objects.count() == 1


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({}, "title"),
        ({"title": ""}, "title"),
        ({"title": None}, "title"),
        ({"title": "x" * 201}, "title"),
        ({"title": "a\x00b"}, "title"),
        ({"title": ["x"]}, "title"),
        ({"titel": "x"}, "titel"),
        ({"id": 1}, "id"),
        ({"entity": "x"}, "entity"),
        ({"entity": True}, "entity"),
        ({"entity": 10**30}, "entity"),
        ({"entities": 1}, "entities"),
        ({"entities": [10**30]}, "entities.0"),
        ({"entities": [999_999]}, "entities"),
        ({"entities": [1] * 101}, "entities"),
        ({"owner": 999_999}, "owner"),
        ({"owner": {"id": 1}}, "owner"),
        ({"aim_by": "2027-02-30"}, "aim_by"),
        ({"aim_direction": "sideways"}, "aim_direction"),
        ({"stage": "done"}, "stage"),
        ({"alignments": [{"principle": 999_999, "rationale": "x"}]}, "alignments.0.principle"),
        ({"alignments": [{"rationale": "x"}]}, "alignments.0.principle"),
        ({"alignments": [{}] * 101}, "alignments"),
        ({"alignments": ["x"]}, "alignments.0"),
        ({"alignments": "all"}, "alignments"),
        ({"team": [{"user": 999_999}]}, "team.0.user"),
        ({"team": [{"user": 1, "part": "boss"}]}, "team.0.part"),
        ({"problem": "MRN 12345678 waited"}, "problem"),
        ({"problem": "x" * 10_001}, "problem"),
    ],
    ids=lambda value: str(value)[:60],
)
def test_a_bad_initiative_is_refused_by_field_and_nothing_is_written(cast, call, body, field):
    good = {"title": "Good", "entity": cast.clinic.pk} if body else {}
    lee, events = call(cast.lee), Event.objects.count()
    refused = is_problem(lee.post("initiatives/", good | body), 422)
    assert field in refused["errors"]
    assert field in refused["detail"] or refused["errors"][field] in refused["detail"]
    assert Initiative.objects.count() == 1
    assert Event.objects.count() == events


def test_a_choice_says_what_there_is_to_choose_from(cast, call):
    body = {"title": "x", "entity": cast.clinic.pk, "principle": cast.principles[0].pk}
    refused = call(cast.lee).post("shortfalls/", body | {"severity": "huge"})
    told = is_problem(refused, 422)["errors"]["severity"]
    assert told == "Choose one of: low, moderate, high, severe."


def test_somebody_named_twice_on_a_team_is_refused(cast, call):
    team = [{"user": cast.bob.pk}, {"user": cast.bob.pk, "part": "lead"}]
    path = f"initiatives/{cast.initiative.pk}/"
    refused = call(cast.lee).patch(path, {"team": team}, HTTP_IF_MATCH="*")
    assert "once" in is_problem(refused, 422)["errors"]["team"]


def test_an_alignment_named_twice_is_refused_whole(cast, call):
    twice = [{"principle": cast.principles[0].pk, "rationale": "x"}] * 2
    body = {"title": "Twice", "entity": cast.clinic.pk, "alignments": twice}
    is_problem(call(cast.lee).post("initiatives/", body), 422)
    assert not Initiative.objects.filter(title="Twice").exists()


def test_a_charter_change_does_not_take_a_stage(cast, call):
    path = f"initiatives/{cast.initiative.pk}/"
    refused = call(cast.lee).patch(path, {"stage": "testing"}, HTTP_IF_MATCH="*")
    assert "stage" in is_problem(refused, 422)["errors"]


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({"due_on": "2999-01-01"}, "due_on"),
        ({"due_on": "0001-01-01"}, "due_on"),
        ({"due_on": "2027-01-31T00:00:00Z"}, "due_on"),
        ({"owner": None}, "owner"),
        ({"initiative": None}, "entity"),
        ({"shortfall": "$shortfall"}, "shortfall"),
        ({"kind": "wish"}, "kind"),
        ({"state": "fulfilled"}, "state"),
    ],
    ids=str,
)
def test_a_bad_commitment_is_refused_by_field(cast, call, body, field):
    shortfall = make_shortfall(cast.lee, cast.hospital, cast.principles[0])
    body = {name: shortfall.pk if value == "$shortfall" else value for name, value in body.items()}
    good = {"title": "x", "owner": cast.alice.pk, "due_on": "2027-01-31"}
    about = {"initiative": cast.initiative.pk}
    refused = call(cast.lee).post("commitments/", good | about | body)
    assert field in is_problem(refused, 422)["errors"]
    assert not Commitment.objects.exists()


@pytest.mark.parametrize("link", ["javascript:alert(1)", "no link", "https://" + "x" * 500])
def test_evidence_does_not_link_to_just_anything(cast, call, link):
    promise = make_promise(cast.alice, cast.alice, initiative=cast.initiative)
    body = {"evidence": "Done.", "evidence_url": link}
    refused = call(cast.alice).post(f"commitments/{promise.pk}/fulfil/", body)
    assert "evidence_url" in is_problem(refused, 422)["errors"]


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({"time_zone": "Mars"}, "time_zone"),
        ({"time_zone": "../../etc/passwd"}, "time_zone"),
        ({"working_days": []}, "working_days"),
        ({"working_days": [8]}, "working_days.0"),
        ({"working_days": "daily"}, "working_days"),
        ({"name": ""}, "name"),
        ({"email": "other@example.org"}, "email"),
    ],
    ids=str,
)
def test_a_bad_profile_is_refused_by_field(cast, call, body, field):
    refused = call(cast.alice).patch("me/", body, HTTP_IF_MATCH="*")
    assert field in is_problem(refused, 422)["errors"]
    assert User.objects.get(pk=cast.alice.pk).version == cast.alice.version


@pytest.mark.parametrize(
    ("content", "kind", "status"),
    [
        (b"", "file", 422),
        (b"\x00\xff\x00", "file", 422),
        (REGISTER, "sheet", 422),
        (b"xx", None, 400),
    ],
)
def test_a_bad_upload_is_a_problem(cast, call, content, kind, status):
    lee = call(cast.lee)
    if kind:
        upload = SimpleUploadedFile("../../" + "x" * 300 + ".csv", content)
        answer = lee.post("imports/", {kind: upload}, format="multipart")
    else:
        answer = lee.generic("POST", "imports/", content, content_type="multipart/form-data")
    is_problem(answer, status)
    assert not RegisterImport.objects.exists()


def test_a_form_of_too_many_parts_is_a_problem(cast, call):
    part = b'--a\r\nContent-Disposition: form-data; name="x"\r\n\r\n1\r\n'
    body = part * 2000 + b"--a--\r\n"
    kind = "multipart/form-data; boundary=a"
    is_problem(call(cast.lee).generic("POST", "imports/", body, content_type=kind), 400)


def test_a_failure_of_ours_says_nothing_of_its_inside():
    answer = problem_details(ZeroDivisionError("secret"), {})
    assert (answer.status_code, answer.content_type) == (500, "application/problem+json")
    assert answer.data["type"] == "urn:qi-tracker:problem:failed"
    assert "secret" not in str(answer.data)
