"""compose.yaml and the Dockerfile say what they should; no engine is needed to see that."""

import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

from qi_tracker.environment import BASE_DIR
from qi_tracker.roles import ROLES, command
from tests.qi_tracker.test_operations import READERS

OURS = {*ROLES, "migrate"}
TEXT = (BASE_DIR / "compose.yaml").read_text()
SERVICES: dict[str, dict[str, Any]] = yaml.safe_load(TEXT)["services"]
DOCKERFILE = (BASE_DIR / "Dockerfile").read_text()
NOT_PASSED_ON = {"PORT", "QI_BIND", "QI_DEBUG", "QI_DEMO", "QI_PRODUCTION", "QI_STATIC_ROOT"}


def schema_check(text: str, folder: Path) -> int:
    """What the schema of the compose specification says of a file; 0 is good."""
    (folder / "compose.yaml").write_text(text)
    call = [sys.executable, "-m", "check_jsonschema", "--builtin-schema", "vendor.compose-spec"]
    return subprocess.run([*call, str(folder / "compose.yaml")], check=False).returncode


def test_compose_is_what_its_specification_asks_for(tmp_path: Path) -> None:
    assert schema_check(TEXT, tmp_path) == 0
    assert schema_check(TEXT.replace("read_only: true", "read_only: {}"), tmp_path) == 1


def test_every_setting_can_be_made_in_compose() -> None:
    sources = (BASE_DIR / "qi_tracker").glob("*.py")
    read = {name for path in sources for name in READERS.findall(path.read_text())}
    given = SERVICES["web"]["environment"]
    assert read - set(given) - NOT_PASSED_ON == set()
    assert {name for name, value in given.items() if value is None} <= read


@pytest.mark.parametrize("name", sorted(ROLES))
def test_a_process_is_asked_whether_it_lives(name: str) -> None:
    asked = SERVICES[name]["healthcheck"]["test"]
    assert asked == ["CMD", "python", "-m", "qi_tracker.roles", "check", name]


@pytest.mark.parametrize("name", sorted(SERVICES))
def test_nothing_takes_the_whole_machine(name: str) -> None:
    limits = SERVICES[name]["deploy"]["resources"]["limits"]
    assert set(limits) == {"cpus", "memory"}


def test_the_mail_catcher_comes_with_a_trial_alone() -> None:
    profiles = {name: service.get("profiles", []) for name, service in SERVICES.items()}
    assert [name for name, some in profiles.items() if some] == ["mail"]
    assert profiles["mail"] == ["trial"]


def test_a_process_can_wait_for_the_tables() -> None:
    assert command("prepared")[-3:] == ["django", "migrate", "--check"]


def test_every_role_has_a_service_with_its_command() -> None:
    assert set(SERVICES) == OURS | {"database", "broker", "mail"}
    assert {name: SERVICES[name]["command"] for name in OURS} == {name: [name] for name in OURS}


def test_all_roles_are_one_image() -> None:
    assert {SERVICES[name]["image"] for name in OURS} == {"qi-tracker"}


@pytest.mark.parametrize("name", sorted(OURS))
def test_a_role_has_no_rights_that_it_does_not_need(name: str) -> None:
    service = SERVICES[name]
    assert service["cap_drop"] == ["ALL"]
    assert service["read_only"] is True
    assert "no-new-privileges:true" in service["security_opt"]


@pytest.mark.parametrize("name", sorted(ROLES))
def test_a_process_waits_for_the_tables_and_the_broker(name: str) -> None:
    needs = SERVICES[name]["depends_on"]
    assert needs["migrate"]["condition"] == "service_completed_successfully"
    assert needs["broker"]["condition"] == "service_healthy"
    assert SERVICES["migrate"]["depends_on"]["database"]["condition"] == "service_healthy"


def test_whatever_others_wait_for_says_when_it_is_well() -> None:
    assert all("healthcheck" in SERVICES[name] for name in ("web", "database", "broker"))


def test_no_secret_has_a_default() -> None:
    uses = re.findall(r"\$\{(QI_SECRET_KEY|QI_CONTACT_KEY|QI_DATABASE_PASSWORD)([^}]*)\}", TEXT)
    assert len(uses) == 4
    assert all(rest.startswith(":?") for _, rest in uses)
    example = (BASE_DIR / "docs/environment.example").read_text()
    assert re.search(r"^QI_SECRET_KEY=$", example, re.MULTILINE)
    assert re.search(r"^QI_CONTACT_KEY=$", example, re.MULTILINE)
    assert re.search(r"^QI_DATABASE_PASSWORD=$", example, re.MULTILINE)


def test_what_is_published_is_published_to_this_host_only() -> None:
    published = {name: service["ports"] for name, service in SERVICES.items() if "ports" in service}
    assert published == {
        "web": ["${QI_PUBLISH:-127.0.0.1:8000}:8000"],
        "mail": ["127.0.0.1:8025:8025"],
    }


def test_data_outlive_the_containers() -> None:
    volumes = set(yaml.safe_load(TEXT)["volumes"])
    mounted = {
        entry.split(":")[0] for name in SERVICES for entry in SERVICES[name].get("volumes", [])
    }
    assert mounted == volumes


def test_the_image_does_not_run_as_root() -> None:
    users = re.findall(r"^USER (\S+)$", DOCKERFILE, re.MULTILINE)
    assert users == ["10001:10001"]
    assert DOCKERFILE.index("USER 10001") < DOCKERFILE.index("ENTRYPOINT")


def test_the_image_holds_what_it_copies() -> None:
    allowed = (BASE_DIR / ".dockerignore").read_text().splitlines()
    assert allowed[0] == "*"
    kept = [line.removeprefix("!") for line in allowed if line.startswith("!")]
    assert all((BASE_DIR / path).exists() for path in kept)
    assert {"api", "initiatives", "qi_tracker", "templates", "workers", "manage.py"} < set(kept)
    assert not {"tests", "bench", "docs", "deploy"} & set(kept)
