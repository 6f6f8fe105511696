"""The reference cases: series of our own, with the figures of qicharts2 and NHSRplotthedots."""

import json
from pathlib import Path

import pytest

from initiatives.measures.spc import BadSeries, answer, series_of

CASES = json.loads((Path(__file__).parents[3] / "data" / "spc_cases.json").read_text())
QICHARTS = {
    name: case for name, case in CASES["qicharts2"].items() if "qic" in case and name != "G_ip"
}
PLOTTED = CASES["plotthedots"]
SIGNALS = {  # what NHSRplotthedots calls a signal, and what we call its rule
    "Common Cause": None,
    "Above UCL": "beyond",
    "Below LCL": "beyond",
    "7 Point Trend (Decreasing)": "trend",
    "7 Point Trend (Increasing)": "trend",
    "2 in 3 Above CL": "two_of_three",
    "2 in 3 Below CL": "two_of_three",
    "7 Points Above CL": "shift",
    "7 Points Below CL": "shift",
}


def listed(value):
    """R writes a list of one as the thing itself."""
    return value if isinstance(value, list) else [value]


def close(expected):
    return pytest.approx(expected, rel=1e-6, abs=1e-12, nan_ok=False)


def assert_close(found, expected):
    """Number by number, since None is no number."""
    assert len(found) == len(expected)
    for one, other in zip(found, expected, strict=True):
        assert one == (None if other is None else close(other))


def chart_of(name):
    """The chart of a case, which is in its name."""
    return next(
        word
        for word in [*name.split("_")[1:], "i"]
        if word in ("run", "i", "mr", "p", "pp", "up", "c", "g", "t", "xbar")
    )


def request_of(name, case):
    chart, y, n = chart_of(name), listed(case["y"]), case.get("n")
    if chart == "xbar":
        groups = {}
        for key, value in zip(case["x"], y, strict=True):
            groups.setdefault(key, []).append(value)
        y = list(groups.values())
    request = {"chart": chart, "rules": "anhoej", "y": y, "n": n}
    return request | {
        "freeze": case.get("freeze"),
        "exclude": listed(case.get("exclude") or []),
        "multiply": case.get("multiply", 1),
    }


@pytest.mark.parametrize("name", QICHARTS)
def test_a_chart_is_that_of_qicharts2(name):
    case = QICHARTS[name]
    found = answer(request_of(name, case))
    assert len(found["phases"]) == len(case["qic"])
    beyond = []
    for phase, (_, expected) in zip(found["phases"], sorted(case["qic"].items()), strict=True):
        values = [point["value"] for point in found["points"][phase["start"] - 1 : phase["end"]]]
        assert_close(values, listed(expected["y"]))
        assert phase["centre"] == close(expected["cl"])
        assert_close(phase["lower"], listed(expected["lcl"]))
        assert_close(phase["upper"], listed(expected["ucl"]))
        assert phase["useful"] == expected["n.useful"]
        for ours, theirs in (
            ("longest_run", "longest.run"),
            ("longest_run_max", "longest.run.max"),
            ("crossings", "n.crossings"),
            ("crossings_min", "n.crossings.min"),
            ("runs_signal", "runs.signal"),
        ):
            assert phase[ours] == expected[theirs], ours
        beyond += [phase["start"] - 1 + index for index in listed(expected["sigma.signal.index"])]
    assert found["beyond"] == beyond


@pytest.mark.parametrize("name", QICHARTS)
def test_the_near_limits_are_those_of_qicharts2(name):
    from initiatives.measures.spc import Choices, analyse

    case = QICHARTS[name]
    asked = request_of(name, case)
    series = series_of(asked["chart"], asked["y"], asked["n"])
    chosen = {key: asked[key] for key in ("freeze", "exclude", "multiply")}
    analysis = analyse(series, Choices(**chosen))
    for phase, (_, expected) in zip(analysis.phases, sorted(case["qic"].items()), strict=True):
        assert_close([one.lower for one in phase.near], listed(expected["lcl95"]))
        assert_close([one.upper for one in phase.near], listed(expected["ucl95"]))


def test_no_time_between_events_is_nought():
    case = CASES["qicharts2"]["K_t_zero_error"]
    y = case["y"] if 0 in case["y"] else [*case["y"], 0]
    with pytest.raises(BadSeries, match="must be more than zero"):
        answer({"chart": "t", "y": y})


@pytest.mark.parametrize("name", PLOTTED)
def test_a_chart_is_that_of_plotthedots(name):
    case = PLOTTED[name]
    found = answer(
        {
            "chart": "i",
            "rules": "mdc",
            "y": listed(case["y"]),
            "phases": listed(case["rebase_at"]) if case["rebase_at"] else [],
            "freeze": case["fix_after"],
            "target": case["target"],
            "direction": case["direction"],
        }
    )
    for phase, (_, expected) in zip(found["phases"], sorted(case["groups"].items()), strict=True):
        length = phase["end"] - phase["start"] + 1
        assert length == expected["n"]
        assert phase["centre"] == close(expected["mean"])
        assert_close(phase["lower"], [expected["lpl"]] * length)
        assert_close(phase["upper"], [expected["upl"]] * length)
    signals = [SIGNALS[one] for one in listed(case["signal"])]
    assert [point["signal"] for point in found["points"]] == signals
    assert found["variation"] == case["last_point_type"]
    assert found["assurance"] == case["assurance"]
