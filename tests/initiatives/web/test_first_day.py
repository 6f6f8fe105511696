"""Pages of a system in which nothing is set up yet: they say who does what next."""

from django.urls import reverse

from tests.factories import make_user


def test_without_an_entity_the_page_says_who_adds_one(db, browse):
    text = browse(make_user("Early")).get(reverse("status")).content.decode()
    assert "There is no entity yet" in text
    assert reverse("entity_create") not in text
    first = make_user("First", is_superuser=True)
    assert reverse("entity_create") in browse(first).get(reverse("status")).content.decode()


def test_without_a_framework_the_page_names_the_command(browse, db):
    answer = browse(make_user("Early")).get(reverse("principle_list"))
    assert "load_framework" in answer.content.decode()
