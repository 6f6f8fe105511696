"""How a page answers each of the cast."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from django.test import Client

from initiatives.people.models import User

if TYPE_CHECKING:
    from tests.factories import Cast

EVERYONE = ("alice", "bob", "sam", "charlie", "erin", "ada", "lee", "root", "nobody")


def statuses(cast: "Cast", browse: Callable[[User], Client], url: str) -> dict[str, int]:
    """The status that each gets, by name."""
    return {name: browse(getattr(cast, name)).get(url).status_code for name in EVERYONE}


def those_let_in(cast: "Cast", browse: Callable[[User], Client], url: str) -> set[str]:
    """Who is shown the page; everyone else is refused, or not told that there is one."""
    answers = statuses(cast, browse, url)
    assert set(answers.values()) <= {200, 403, 404}, answers
    return {name for name, status in answers.items() if status == 200}
