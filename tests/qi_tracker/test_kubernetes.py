"""The manifests are what Kubernetes takes, and promise what a hospital's cluster asks for."""

import re
from pathlib import Path
from typing import Any

import kubernetes_validate
import pytest
import yaml

from qi_tracker.environment import BASE_DIR
from qi_tracker.health import CHECKS
from qi_tracker.roles import JOBS, ROLES
from tests.qi_tracker.test_operations import READERS

FOLDER = BASE_DIR / "deploy" / "kubernetes"
VERSION = "1.31"
FILES = sorted(path for path in FOLDER.glob("*.yaml") if path.name != "kustomization.yaml")
OBJECTS = [(path, one) for path in FILES for one in yaml.safe_load_all(path.read_text())]
PODS: dict[str, dict[str, Any]] = {
    one["metadata"]["name"].removeprefix("qi-tracker-"): one["spec"]["template"]["spec"]
    for _, one in OBJECTS
    if one["kind"] in ("Deployment", "Job")
}


def of_kind(kind: str) -> dict[str, Any]:
    return {one["metadata"]["name"]: one for _, one in OBJECTS if one["kind"] == kind}


def containers(pod: dict[str, Any]) -> list[dict[str, Any]]:
    return [*pod.get("initContainers", []), *pod["containers"]]


@pytest.mark.parametrize(
    ("path", "one"), OBJECTS, ids=[f"{path.stem}-{one['kind']}" for path, one in OBJECTS]
)
def test_it_is_what_kubernetes_takes(path: Path, one: dict[str, Any]) -> None:
    kubernetes_validate.validate(one, VERSION, strict=True)


def test_a_wrong_manifest_would_be_noticed() -> None:
    wrong = {**of_kind("Deployment")["qi-tracker-web"], "spce": {}}
    with pytest.raises(kubernetes_validate.ValidationError):
        kubernetes_validate.validate(wrong, VERSION, strict=True)


def test_there_is_one_for_every_role_and_the_tables() -> None:
    assert set(PODS) == {*ROLES, "migrate"}
    named = [one["args"] for pod in PODS.values() for one in containers(pod)]
    assert {word for args in named for word in args} == {*ROLES, *JOBS}
    assert all(len(args) == 1 for args in named)


@pytest.mark.parametrize("name", sorted(PODS))
def test_a_pod_has_no_rights_that_it_does_not_need(name: str) -> None:
    pod = PODS[name]
    assert pod["securityContext"]["runAsNonRoot"] is True
    assert pod["securityContext"]["seccompProfile"] == {"type": "RuntimeDefault"}
    assert pod["automountServiceAccountToken"] is False
    for one in containers(pod):
        assert one["securityContext"] == {
            "allowPrivilegeEscalation": False,
            "readOnlyRootFilesystem": True,
            "capabilities": {"drop": ["ALL"]},
        }
        assert set(one["resources"]["requests"]) == {"cpu", "memory"}
        assert "memory" in one["resources"]["limits"]


@pytest.mark.parametrize("name", sorted(ROLES))
def test_a_pod_is_asked_whether_it_lives_and_waits_for_the_tables(name: str) -> None:
    (waiting,), (main,) = PODS[name]["initContainers"], PODS[name]["containers"]
    assert waiting["args"] == ["prepared"]
    if name == "web":
        assert main["livenessProbe"]["httpGet"]["path"] == "/healthz/live"
        path, _, parts = main["readinessProbe"]["httpGet"]["path"].partition("?parts=")
        assert path == "/healthz/ready"
        assert set(parts.split(",")) <= set(CHECKS)
    else:
        asked = ["python", "-m", "qi_tracker.roles", "check", name]
        assert main["livenessProbe"]["exec"]["command"] == asked


def test_only_one_scheduler_runs_and_never_two() -> None:
    spec = of_kind("Deployment")["qi-tracker-scheduler"]["spec"]
    assert (spec["replicas"], spec["strategy"]) == (1, {"type": "Recreate"})


@pytest.mark.parametrize("name", ["web", "worker", "chat"])
def test_a_machine_that_is_drained_takes_one_at_a_time(name: str) -> None:
    budget = of_kind("PodDisruptionBudget")[f"qi-tracker-{name}"]["spec"]
    deployment = of_kind("Deployment")[f"qi-tracker-{name}"]["spec"]
    assert budget["maxUnavailable"] == 1
    assert budget["selector"] == deployment["selector"]
    assert deployment["template"]["metadata"]["labels"] == budget["selector"]["matchLabels"]


def test_every_variable_is_one_that_is_read() -> None:
    sources = (BASE_DIR / "qi_tracker").glob("*.py")
    read = {name for path in sources for name in READERS.findall(path.read_text())}
    given = {
        **of_kind("ConfigMap")["qi-tracker"]["data"],
        **of_kind("Secret")["qi-tracker"]["stringData"],
    }
    assert set(given) <= read


def test_no_secret_has_a_value() -> None:
    assert set(of_kind("Secret")["qi-tracker"]["stringData"].values()) == {""}


def test_kustomize_takes_all_but_the_examples() -> None:
    taken = yaml.safe_load((FOLDER / "kustomization.yaml").read_text())["resources"]
    assert sorted(taken) == [path.name for path in FILES if not path.stem.endswith(".example")]
    assert [path.name for path in FILES if re.search(r"\.example$", path.stem)] == [
        "ingress.example.yaml",
        "secret.example.yaml",
    ]
