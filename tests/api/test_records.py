"""What single records say of themselves, and what becomes of them."""

import json
from datetime import timedelta

import pytest

from initiatives.portfolio.models import Initiative
from tests.api.problems import is_problem
from tests.factories import make_promise

pytestmark = pytest.mark.django_db


def test_a_new_record_says_where_it_is(cast, call):
    lee = call(cast.lee)
    made = lee.post("initiatives/", {"title": "New", "entity": cast.clinic.pk})
    found = lee.get(made["Location"])
    assert (found.json(), found["ETag"]) == (made.json(), made["ETag"])


def test_an_initiative_says_its_aim_and_whom_it_serves(cast, call):
    lee = call(cast.lee)
    path = f"initiatives/{cast.initiative.pk}/"
    found = lee.get(path).json()
    assert found["reference"] == f"QI-{cast.initiative.pk}"
    assert found["url"].endswith(f"/initiatives/{cast.initiative.pk}/")
    assert [row["principle"]["id"] for row in found["alignments"]] == [
        principle.pk for principle in cast.principles[:2]
    ]
    assert found["team"] == [{"user": cast.bob.pk, "part": "member"}]
    assert "what is measured" in found["missing_aim_parts"]
    whole = {
        "aim_direction": "increase",
        "aim_measure": "visits with an interpreter",
        "aim_baseline": "40 %",
        "aim_target": "90 %",
        "aim_by": "2027-06-30",
        "aim_population": "patients who ask for one",
        "aim_setting": "Hospital",
    }
    said = lee.patch(path, whole, HTTP_IF_MATCH="*").json()
    assert said["missing_aim_parts"] == []
    for part in ("Increase", "visits with an interpreter", "40 %", "90 %", "Hospital"):
        assert part in said["aim_sentence"]


def test_the_counts_of_an_initiative_follow_its_commitments(cast, call):
    make_promise(cast.lee, cast.alice, -3, initiative=cast.initiative)
    make_promise(cast.lee, cast.alice, 3, initiative=cast.initiative)
    (row,) = call(cast.lee).walk("initiatives/")
    assert row["overdue_count"] == 1


def test_oneself_can_be_read_and_changed(cast, call):
    alice = call(cast.alice)
    make_promise(cast.alice, cast.alice, due_in=-2, initiative=cast.initiative)
    me = alice.get("me/")
    assert me.json()["commitments"] == {"open": 1, "overdue": 1, "due_soon": 0}
    given = {"time_zone": "Asia/Tokyo", "working_days": [3, 1, 3], "title": "Director"}
    changed = alice.patch("me/", given, HTTP_IF_MATCH=me["ETag"]).json()
    assert changed["time_zone"] == "Asia/Tokyo"
    assert (changed["working_days"], changed["title"]) == ([1, 3], "Director")
    assert changed["name"] == "Alice"


def test_a_role_is_granted_and_ended(cast, call):
    root, path = call(cast.root), f"people/{cast.nobody.pk}/roles/"
    about = f"initiatives/{cast.initiative.pk}/"
    granted = root.post(path, {"entity": cast.hospital.pk, "role": "executive"}).json()
    assert [row["id"] for row in root.walk(path)] == [granted["id"]]
    assert call(cast.nobody).get(about).status_code == 200
    ended = root.post(f"{path}end/", {"role": granted["id"], "reason": "Left."})
    assert ended.status_code == 204
    assert root.walk(path) == []
    assert call(cast.nobody).get(about).status_code == 404


def test_a_role_is_ended_only_under_the_name_of_who_holds_it(cast, call):
    root = call(cast.root)
    (seat,) = root.walk(f"people/{cast.charlie.pk}/roles/")
    body = {"role": seat["id"], "reason": "Left."}
    is_problem(root.post(f"people/{cast.alice.pk}/roles/end/", body), 404)
    assert root.walk(f"people/{cast.charlie.pk}/roles/") == [seat]


def test_a_register_is_judged_then_written_once(cast, call, tmp_path):
    rows = ("First,Hospital,Alice,planned,1", "Bad,Nowhere,Alice,planned,1")
    content = "\n".join(("Title,Site,Accountable,Status,Guiding principles", *rows)).encode()
    file = tmp_path / "register.csv"
    file.write_bytes(content)
    lee = call(cast.lee)
    with file.open("rb") as upload:
        judged = lee.post("imports/", {"file": upload}, format="multipart")
    assert judged.status_code == 201, judged.json()
    assert [row["verdict"] for row in judged.json()["rows"]] == ["accepted", "refused"]
    assert not Initiative.objects.filter(title="First").exists()
    path = f"imports/{judged.json()['id']}/"
    assert lee.post(f"{path}write/").json()["state"] == "written"
    assert Initiative.objects.get(title="First").owner == cast.alice
    is_problem(lee.post(f"{path}write/"), 422)
    is_problem(lee.post(f"{path}discard/"), 422)
    is_problem(call(cast.root).get(path), 404)


def test_an_upload_sent_twice_under_its_key_is_judged_once(cast, call, tmp_path):
    lee, file = call(cast.lee), tmp_path / "register.csv"

    def send(row):
        file.write_text(f"Title,Site,Accountable,Status,Guiding principles\n{row}\n")
        with file.open("rb") as upload:
            return lee.post(
                "imports/", {"file": upload}, format="multipart", HTTP_IDEMPOTENCY_KEY="abc"
            )

    first, second = (send("First,Hospital,Alice,planned,1") for _ in range(2))
    assert first.json()["id"] == second.json()["id"]
    is_problem(send("Other,Hospital,Alice,planned,1"), 422)


def test_a_moved_commitment_says_why_in_its_history(cast, call):
    promise = make_promise(cast.alice, cast.alice, initiative=cast.initiative)
    alice = call(cast.alice)
    later = (promise.due_on + timedelta(days=7)).isoformat()
    moved = alice.post(f"commitments/{promise.pk}/move/", {"due_on": later, "reason": "Ill."})
    assert moved.json()["due_on"] == later
    events = alice.get(f"history/?subject_kind=commitment&subject_id={promise.pk}").json()
    assert events["results"][0]["reason"] == "Ill."
    assert later in json.dumps(events["results"][0]["after"])


def test_a_definition_keeps_its_former_version(cast, call):
    lee = call(cast.lee)
    body = {"term": "Equity", "text": "Fairness.", "source": "A book", "approver": "Office"}
    for text in ("Fairness.", "Fairness for all."):
        assert lee.post("definitions/", body | {"text": text}).status_code == 201
    rows = lee.walk("definitions/?term=equity")
    assert [(row["number"], row["text"]) for row in rows] == [
        (2, "Fairness for all."),
        (1, "Fairness."),
    ]


def test_a_saved_view_is_ones_own_and_can_go(cast, call):
    lee = call(cast.lee)
    body = {"list_name": "initiatives", "name": "Late", "query": "overdue=true"}
    made = lee.post("saved-views/", body).json()
    assert lee.post("saved-views/", body | {"query": "unowned=true"}).json()["id"] == made["id"]
    assert [row["query"] for row in lee.walk("saved-views/?list_name=initiatives")] == [
        "unowned=true"
    ]
    path = f"saved-views/{made['id']}/"
    is_problem(call(cast.alice).delete(path), 404)
    assert lee.delete(path).status_code == 204
    is_problem(lee.get(path), 404)
