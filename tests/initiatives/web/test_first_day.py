"""Pages of a system in which nothing is set up yet: they say who does what next."""

from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from initiatives.people.choices import Role
from tests.factories import make_entity, make_user, seat
from tests.initiatives.framework.editions import file_of
from tests.initiatives.web.forms import fields_of


def test_without_an_entity_the_page_says_who_adds_one(db, browse):
    text = browse(make_user("Early")).get(reverse("status")).content.decode()
    assert "There is no entity yet" in text
    assert reverse("entity_create") not in text
    first = make_user("First", is_superuser=True)
    assert reverse("entity_create") in browse(first).get(reverse("status")).content.decode()


def test_without_a_framework_the_page_leads_to_where_one_is_brought_in(browse, db):
    early = browse(make_user("Early"))
    answer = early.get(reverse("principle_list"))
    assert reverse("framework_list") in answer.content.decode()
    answer = early.get(reverse("framework_list")).content.decode()
    assert "An equity lead or an administrator" in answer
    assert reverse("framework_upload") not in answer


def test_the_first_framework_is_brought_in_by_an_administrator(browse, db):
    root = browse(seat(make_user("First"), Role.ADMINISTRATOR, make_entity()))
    assert reverse("framework_upload") in root.get(reverse("framework_list")).content.decode()
    file = SimpleUploadedFile("ours.yaml", file_of())
    preview = root.post(reverse("framework_upload"), {"file": file})
    assert "it is the first version" in preview.content.decode()
    given = fields_of(preview) | {"reason": "To begin with."}
    assert root.post(reverse("framework_put"), given).status_code == 302
    assert "We listen." in root.get(reverse("principle_list")).content.decode()
