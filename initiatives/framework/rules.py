"""Who may put principles and definitions in force."""

from initiatives.base.permission import Answer, unless
from initiatives.people.choices import Role
from initiatives.people.models import User
from initiatives.people.rules import holds_anywhere


def may_define(viewer: User) -> Answer:
    """Equity leads and administrators approve definitions and load frameworks."""
    return unless(
        viewer.is_superuser or holds_anywhere(viewer, Role.ADMINISTRATOR, Role.LEAD),
        "Only an equity lead or an administrator may approve a definition.",
    )
