"""compose.yaml and the Dockerfile say what they should; no engine is needed to see that."""

import re
from typing import Any

import pytest
import yaml

from qi_tracker.environment import BASE_DIR
from qi_tracker.roles import JOBS, ROLES

OURS = {*ROLES, *JOBS}
TEXT = (BASE_DIR / "compose.yaml").read_text()
SERVICES: dict[str, dict[str, Any]] = yaml.safe_load(TEXT)["services"]
DOCKERFILE = (BASE_DIR / "Dockerfile").read_text()


def test_every_role_has_a_service_with_its_command() -> None:
    assert set(SERVICES) == OURS | {"database", "broker"}
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


def test_only_the_pages_are_published_and_only_to_this_host() -> None:
    published = {name: service["ports"] for name, service in SERVICES.items() if "ports" in service}
    assert published == {"web": ["${QI_PUBLISH:-127.0.0.1:8000}:8000"]}


def test_data_outlive_the_containers() -> None:
    volumes = set(yaml.safe_load(TEXT)["volumes"])
    mounted = {
        entry.split(":")[0] for name in SERVICES for entry in SERVICES[name].get("volumes", [])
    }
    assert mounted == volumes


def test_the_image_does_not_run_as_root() -> None:
    users = re.findall(r"^USER (\S+)$", DOCKERFILE, re.MULTILINE)
    assert users == ["tracker"]
    assert DOCKERFILE.index("USER tracker") < DOCKERFILE.index("ENTRYPOINT")


def test_the_image_holds_what_it_copies() -> None:
    allowed = (BASE_DIR / ".dockerignore").read_text().splitlines()
    assert allowed[0] == "*"
    kept = [line.removeprefix("!") for line in allowed if line.startswith("!")]
    assert all((BASE_DIR / path).exists() for path in kept)
    assert {"api", "initiatives", "qi_tracker", "templates", "workers", "manage.py"} < set(kept)
