"""The code of the last release can go on working while the tables are already those of the next."""

import tomllib
from pathlib import Path
from typing import Any

import pytest
from django.db import migrations, models
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.operations.base import Operation
from django.db.migrations.state import ModelState, ProjectState

from tests.architecture.migrations import unsafe

# The law is about what comes after the last release. On a release it moves on, the exceptions go.
PROJECT = tomllib.loads((Path(__file__).parents[2] / "pyproject.toml").read_text())
RELEASED = PROJECT["tool"]["qi-tracker"]["released"]
# What breaks the law all the same, and why nobody suffers: "0031_x: RemoveField user.nickname": "…"
EXCEPTIONS: dict[str, str] = {}


def later() -> dict[str, list[str]]:
    """What is unsafe, by migration."""
    loader = MigrationLoader(None, ignore_no_migrations=True)
    names = sorted(name for app, name in loader.disk_migrations if app == "initiatives")
    assert RELEASED in names
    after = [name for name in names if name > RELEASED]
    state, new = loader.project_state(("initiatives", RELEASED)), set[str]()
    return {
        name: unsafe(loader.disk_migrations["initiatives", name].operations, state, new)
        for name in after
    }


def test_running_processes_can_live_with_every_later_migration() -> None:
    found = [f"{name}: {fault}" for name, faults in later().items() for fault in faults]
    assert [one for one in found if not one.startswith(tuple(EXCEPTIONS))] == []


def test_every_exception_is_still_one_and_says_why() -> None:
    found = [f"{name}: {fault}" for name, faults in later().items() for fault in faults]
    assert all(any(one.startswith(known) for one in found) for known in EXCEPTIONS)
    assert all(len(reason) > 20 for reason in EXCEPTIONS.values())


def state() -> ProjectState:
    """One table that old code knows."""
    note: models.Field[Any, Any] = models.TextField(null=True)
    fields = [("id", models.BigAutoField(primary_key=True)), ("note", note)]
    made = ProjectState()
    made.add_model(ModelState("initiatives", "Promise", fields))
    return made


@pytest.mark.parametrize(
    ("operation", "fault"),
    [
        (migrations.RenameField("promise", "note", "text"), "RenameField promise.note renames"),
        (migrations.RenameModel("Promise", "Vow"), "RenameModel Promise renames"),
        (migrations.RemoveField("promise", "note"), "RemoveField promise.note drops"),
        (migrations.DeleteModel("Promise"), "DeleteModel Promise drops"),
        (
            migrations.AddField("promise", "size", models.IntegerField(default=0)),
            "AddField promise.size adds",
        ),
        (
            migrations.AlterField("promise", "note", models.TextField(default="")),
            "AlterField promise.note demands",
        ),
    ],
)
def test_what_old_code_stumbles_over_is_noticed(operation: Operation, fault: str) -> None:
    (found,) = unsafe([operation], state(), set())
    assert found.startswith(fault)


@pytest.mark.parametrize(
    "operation",
    [
        migrations.AddField("promise", "size", models.IntegerField(null=True)),
        migrations.AddField("promise", "size", models.IntegerField(default=0, db_default=0)),
        migrations.AlterField("promise", "note", models.CharField(max_length=9, null=True)),
        migrations.CreateModel("Vow", [("id", models.BigAutoField(primary_key=True))]),
    ],
)
def test_what_it_does_not_notice_is_no_fault(operation: Operation) -> None:
    assert unsafe([operation], state(), set()) == []


def test_a_table_that_is_new_may_be_changed_as_one_likes() -> None:
    made = migrations.CreateModel("Vow", [("id", models.BigAutoField(primary_key=True))])
    grown = migrations.AddField("vow", "size", models.IntegerField(default=0))
    shrunk = migrations.RemoveField("vow", "size")
    assert unsafe([made, grown, shrunk], state(), set()) == []
