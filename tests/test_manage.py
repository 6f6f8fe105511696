import pytest

import manage


@pytest.mark.parametrize(
    "arguments", [[], ["help"], ["version"], ["migrate", "--help"], ["load_demo", "-h"]]
)
def test_help_starts_no_server(arguments: list[str]) -> None:
    assert not manage.needs_services(arguments)


@pytest.mark.parametrize("arguments", [["migrate"], ["send_reminders", "--dry-run"]])
def test_a_command_that_reads_has_its_servers(arguments: list[str]) -> None:
    assert manage.needs_services(arguments)
