"""The filters of the directory and of the entities, the same for pages and API."""

import django_filters as filters
from django.db.models import Q, QuerySet

from initiatives.base.filtering import FlagFilter, KeyFilter
from initiatives.base.lazy import gettext_lazy as _
from initiatives.people import rules
from initiatives.people.choices import EntityKind
from initiatives.people.models import Entity, GroupRole, User


class PersonFilter(filters.FilterSet):
    """By name, post or address, by whether they hold a role, and whether they are still here."""

    q = filters.CharFilter(method="by_text", label=_("Name, post or address"))
    seated = FlagFilter(method="by_role", label=_("Holds a role"))
    idle = FlagFilter(method="by_use", label=_("Not here for a year"))

    class Meta:
        model = User
        fields: tuple[str, ...] = ()

    def by_text(self, people: QuerySet[User], name: str, text: str) -> QuerySet[User]:
        return people.filter(
            Q(name__icontains=text) | Q(title__icontains=text) | Q(email__icontains=text)
        )

    def by_role(self, people: QuerySet[User], name: str, wanted: bool) -> QuerySet[User]:
        return people.filter(rules.holds_a_role() if wanted else ~rules.holds_a_role())

    def by_use(self, people: QuerySet[User], name: str, wanted: bool) -> QuerySet[User]:
        """It tells who signs in, so nobody else than who oversees accounts finds anyone by it."""
        return people.filter(rules.is_idle() if wanted else ~rules.is_idle(), Q(is_overseen=True))


class GroupRoleFilter(filters.FilterSet):
    """By institution and by the entity that it is about."""

    provider = filters.CharFilter(label="Institution")
    entity = KeyFilter(field_name="entity_id", label="Entity")

    class Meta:
        model = GroupRole
        fields: tuple[str, ...] = ()


class EntityFilter(filters.FilterSet):
    """By name, kind and place in the tree."""

    q = filters.CharFilter(method="by_text", label=_("Name"))
    kind = filters.ChoiceFilter(choices=EntityKind.choices, label=_("Kind"))
    parent = KeyFilter(field_name="parent_id", label=_("Right below"))
    within = KeyFilter(method="by_place", label=_("At or below"))
    merged = FlagFilter(method="by_merging", label=_("Part of another now"))

    class Meta:
        model = Entity
        fields: tuple[str, ...] = ()

    def by_text(self, entities: QuerySet[Entity], name: str, text: str) -> QuerySet[Entity]:
        return entities.filter(Q(name__icontains=text) | Q(short_name__icontains=text))

    def by_place(self, entities: QuerySet[Entity], name: str, pk: int) -> QuerySet[Entity]:
        return entities.filter(rules.within([int(pk)]))

    def by_merging(self, entities: QuerySet[Entity], name: str, wanted: bool) -> QuerySet[Entity]:
        return entities.filter(merged_into__isnull=not wanted)
