"""Each alert is about a figure that there is, and the administrator is told what it means."""

import re
from typing import Any

import pytest
import yaml
from django.test import Client

from initiatives.accountability.services import sweep
from initiatives.base import clock
from initiatives.history.services import seal
from qi_tracker import heartbeat
from qi_tracker.environment import BASE_DIR
from tests.initiatives.accountability.noon import NOON

(GROUP,) = yaml.safe_load((BASE_DIR / "deploy" / "alerts.yaml").read_text())["groups"]
RULES: list[dict[str, Any]] = GROUP["rules"]
NAMES = re.compile(r"\bqi_[a-z_]+")
LABELS = re.compile(r"(qi_[a-z_]+)\{([a-z]+)(=|!=|=~)\"([^\"]*)\"\}")


@pytest.fixture
def text(client: Client, db: None) -> str:
    """All that a collector reads of a system in which everything has happened once."""
    with clock.at(NOON):
        sweep()
        seal(intact=True)
    heartbeat.record("worker")
    client.get("/accounts/login/")
    return client.get("/metrics").content.decode()


@pytest.mark.parametrize("rule", RULES, ids=[rule["alert"] for rule in RULES])
def test_it_asks_for_figures_that_there_are(rule: dict[str, Any], text: str) -> None:
    there = {line.split("{")[0].split(" ")[0] for line in text.splitlines() if line[0] != "#"}
    asked = set(NAMES.findall(rule["expr"]))
    assert asked
    assert asked <= there


@pytest.mark.parametrize("rule", RULES, ids=[rule["alert"] for rule in RULES])
def test_its_labels_have_such_values(rule: dict[str, Any], text: str) -> None:
    for name, label, sign, value in LABELS.findall(rule["expr"]):
        values = set(re.findall(rf'^{name}\{{[^}}]*\b{label}="([^"]*)"', text, re.MULTILINE))
        wanted = value.split("|") if label != "status" else []
        assert set(wanted) <= values, f"{name} {label}{sign}{value}"


@pytest.mark.parametrize("rule", RULES, ids=[rule["alert"] for rule in RULES])
def test_it_is_explained(rule: dict[str, Any]) -> None:
    explained = (BASE_DIR / "docs" / "operations.md").read_text()
    assert f"| `{rule['alert']}` |" in explained
    assert rule["annotations"]["summary"].endswith(".")
    assert rule["labels"]["severity"] in ("page", "ticket")


def test_no_alert_is_explained_that_there_is_not() -> None:
    explained = (BASE_DIR / "docs" / "operations.md").read_text()
    told = re.findall(r"^\| `(Qi[A-Za-z]+)` \|", explained, re.MULTILINE)
    assert told == [rule["alert"] for rule in RULES]


@pytest.mark.django_db
def test_a_part_that_is_there_is_told_from_one_that_is_not(client: Client) -> None:
    heartbeat.record("worker")
    text = client.get("/metrics").content.decode()
    assert 'qi_up{part="worker"} 1.0' in text
    assert 'qi_up{part="scheduler"} 0.0' in text
    assert 'qi_queue_messages{queue="email"}' in text


@pytest.mark.django_db
def test_a_broker_that_is_away_is_told(client: Client, settings: Any) -> None:
    settings.CELERY = {**settings.CELERY, "broker_url": "redis://127.0.0.1:1/0"}
    text = client.get("/metrics").content.decode()
    assert 'qi_up{part="broker"} 0.0' in text
    assert 'qi_queue_messages{queue="email"}' not in text
