import subprocess
import sys

import pytest

from qi_tracker import roles
from qi_tracker.environment import BASE_DIR


@pytest.mark.parametrize("name", [*roles.ROLES, *roles.JOBS])
def test_a_role_starts_this_python(name: str) -> None:
    assert roles.command(name)[:2] == [sys.executable, "-m"]


@pytest.mark.parametrize(
    "arguments", [[], ["everything"], ["web", "worker"], ["check"], ["check", "migrate"]]
)
def test_an_unknown_role_is_answered_with_the_known_ones(arguments: list[str]) -> None:
    call = [sys.executable, "-m", "qi_tracker.roles", *arguments]
    result = subprocess.run(call, cwd=BASE_DIR, capture_output=True, text=True, check=False)
    assert result.returncode == 1
    assert result.stderr == "Name one of: web, worker, chat, scheduler, migrate, prepared.\n"
