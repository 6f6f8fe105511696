"""The pages of roles by group, and of successors."""

import pytest
from django.urls import reverse

from initiatives.people.choices import Role
from initiatives.people.models import GroupRole
from initiatives.people.services import say_group_role
from initiatives.status.queries.succession import carried
from tests.initiatives.web.signing.test_ways_in import HOSPITAL
from tests.initiatives.web.who import those_let_in

LIST, NEW = reverse("group_role_list"), reverse("group_role_create")


@pytest.fixture
def known(institutions):
    institutions(HOSPITAL)


def test_administrators_and_auditors_read_roles_by_group(cast, browse, known):
    assert those_let_in(cast, browse, LIST) == {"root", "ada"}
    assert those_let_in(cast, browse, NEW) == {"root"}


def test_one_is_given_and_ended(cast, browse, known):
    root = browse(cast.root)
    assert "No group gives a role yet" in root.get(LIST).content.decode()
    given = {"provider": "hospital", "group": "qi-leads", "role": Role.LEAD}
    assert root.post(NEW, given | {"entity": cast.clinic.pk}).url == LIST
    said = GroupRole.objects.get()
    page = root.get(LIST).content.decode()
    assert "qi-leads" in page
    assert "Example Health" in page
    end = reverse("group_role_end", args=[said.pk])
    assert root.post(end, {"reason": "Done by hand.", "version": said.version}).url == LIST
    assert root.get(end).status_code == 404


def test_an_institution_that_nobody_knows_is_refused(cast, browse, known):
    given = {"provider": "elsewhere", "group": "qi", "role": Role.LEAD, "entity": cast.clinic.pk}
    assert browse(cast.root).post(NEW, given).status_code == 422


def test_without_an_institution_it_says_what_is_missing(cast, browse, institutions):
    institutions()
    assert "No institution is set up" in browse(cast.root).get(LIST).content.decode()


def test_the_list_costs_the_same_for_three(cast, browse, known, count_queries):
    root = browse(cast.root)
    counts = []
    for number in range(3):
        say_group_role(
            actor=cast.root,
            provider="hospital",
            group=f"g{number}",
            entity=cast.clinic,
            role=Role.LEAD,
        )
        counts.append(count_queries(root, LIST))
    assert counts == [5, 5, 5]


def test_a_successor_is_chosen_on_a_page(cast, browse):
    cast.alice.is_active = False
    cast.alice.save()
    lee = browse(cast.lee)
    assert str(cast.alice) in lee.get(reverse("people_left")).content.decode()
    url = reverse("person_succession", args=[cast.alice.pk])
    form = lee.get(url).context["form"]
    sent = {"keys": form["keys"].value(), "successor": cast.bob.pk, "reason": "She left."}
    answer = lee.post(url, sent | {"version": form["version"].value()})
    assert answer.url == reverse("person", args=[cast.alice.pk])
    assert not any(carried(cast.lee, cast.alice).values())
    assert "Nothing is left behind" in lee.get(reverse("people_left")).content.decode()
