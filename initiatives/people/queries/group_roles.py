"""Reading which roles the groups of institutions give."""

from django.db.models import QuerySet

from initiatives.people import rules
from initiatives.people.models import GroupRole, User


def group_roles(viewer: User) -> QuerySet[GroupRole]:
    """Those in force, for who oversees roles; nothing for others."""
    said = rules.overseen_group_roles(viewer).filter(ended_at=None)
    return said.select_related("entity")


def group_role(viewer: User, pk: int) -> GroupRole:
    """One in force; raises GroupRole.DoesNotExist."""
    return group_roles(viewer).get(pk=pk)
