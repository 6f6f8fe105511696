"""The project keeps its laws, and each law would notice a breach."""

from collections.abc import Callable
from pathlib import Path

import grimp
import pytest

from initiatives.web.views.history import VERBS
from tests.architecture import laws, sources

Law = Callable[[str], list[str]]


def breaches(law: Law, paths: list[Path]) -> dict[str, list[str]]:
    """What breaks a law, by file."""
    found = {sources.name(path): law(path.read_text()) for path in paths}
    return {path: faults for path, faults in found.items() if faults}


def test_only_the_clock_reads_the_time() -> None:
    paths = sources.modules("api", "initiatives", "qi_tracker", "workers")
    clock = sources.ROOT / "initiatives/base/clock.py"
    assert breaches(laws.reads_clock, [path for path in paths if path != clock]) == {}


def test_no_front_reaches_for_a_manager() -> None:
    assert breaches(laws.uses_objects, sources.fronts()) == {}


def test_the_domain_knows_no_request() -> None:
    assert breaches(laws.knows_requests, sources.domain()) == {}


def test_nothing_happens_by_signal() -> None:
    assert breaches(laws.uses_signals, sources.modules(*sources.PRODUCT)) == {}


def test_no_file_names_a_registry_or_a_machine() -> None:
    assert breaches(laws.names_our_machine, sources.handed_on()) == {}


def test_whatever_history_is_told_can_be_asked_of_it() -> None:
    told = (laws.verbs(path.read_text()) for path in sources.domain())
    assert set().union(*told) - set(VERBS) == set()


def test_functions_are_short() -> None:
    lengths = {
        f"{sources.name(path)}: {function}": lines
        for path in sources.modules(*sources.PRODUCT)
        for function, lines in laws.function_lengths(path.read_text()).items()
    }
    assert laws.too_long(lengths, middle=7, most=22, all_of_them=60) == []


def test_files_are_short() -> None:
    paths = sources.modules(*sources.PRODUCT, "tests")
    lengths = {sources.name(path): len(path.read_text().splitlines()) for path in paths}
    assert laws.too_long(lengths, middle=200, most=200, all_of_them=400) == []


def test_no_module_imports_itself_by_way_of_others() -> None:
    graph = grimp.build_graph(*sources.PRODUCT, exclude_type_checking_imports=True)
    edges = {
        module: graph.find_modules_directly_imported_by(module) - {module}
        for module in graph.modules
    }
    assert laws.cycle(edges) == []


@pytest.mark.parametrize(
    "line",
    [
        "x = timezone.now()",
        "x = date.today()",
        "x = datetime.date.today()",
        "x = datetime.now(UTC)",
        "x = timezone.localtime()",
        "field = DateTimeField(default=timezone.now)",
    ],
)
def test_reading_the_time_elsewhere_is_noticed(line: str) -> None:
    assert laws.reads_clock(f"a = 1\n{line}\n")[0].startswith("line 2: ")


def test_reading_the_clock_is_no_breach() -> None:
    assert laws.reads_clock("x = clock.now()\ny = timezone.localtime(x)\n") == []


@pytest.mark.parametrize("call", ["User.objects.all()", "models.User._default_manager.get(pk=1)"])
def test_a_manager_in_a_front_is_noticed(call: str) -> None:
    assert len(laws.uses_objects(f"def view(request):\n    return {call}\n")) == 1


@pytest.mark.parametrize(
    ("law", "line"),
    [
        (laws.knows_requests, "from django.http import HttpRequest"),
        (laws.knows_requests, "from django import http, shortcuts"),
        (laws.knows_requests, "import django.shortcuts"),
        (laws.uses_signals, "from django.db.models.signals import post_save"),
        (laws.uses_signals, "from django.db.models import signals"),
        (laws.uses_signals, "from django.dispatch import receiver"),
    ],
)
def test_a_forbidden_import_is_noticed(law: Law, line: str) -> None:
    assert law(f"def late():\n    {line}\n")
    assert law("from django.db import models\n") == []


def join(*parts: str) -> str:
    """Put together what this file itself must not say."""
    return "".join(parts)


@pytest.mark.parametrize(
    "text",
    [
        join("https://", "pypi", ".org/simple"),
        join("registry.", "npmjs", ".org"),
        join("see ", "/ro", "ot/project/x.py"),
        join('"', "/wo", 'rk/shared"'),
        join("file://", "/ho", "me/somebody"),
    ],
)
def test_a_registry_or_a_machine_is_noticed(text: str) -> None:
    assert laws.names_our_machine(f"first\n{text}\n")[0].startswith("line 2: ")


@pytest.mark.parametrize(
    "text", ["/initiatives/new/", "{{ url }}/home/", "api/v1/work/1", "/work/"]
)
def test_an_address_of_the_product_is_no_machine(text: str) -> None:
    assert laws.names_our_machine(text) == []


def test_a_verb_is_read_however_it_is_given() -> None:
    source = (
        "def note(actor, verb, made):\n    record(verb=verb)\n"
        'note(actor, "moved", made)\nrecord(actor=actor, verb="closed" if over else "held")\n'
        'other(actor, "unsaid", made)\n'
    )
    assert laws.verbs(source) == {"moved", "closed", "held"}


def test_lengths_leave_out_docstrings() -> None:
    source = (
        'def f():\n    """One.\n\n    Two.\n    """\n    return 1\n\nasync def g():\n    pass\n'
    )
    assert laws.function_lengths(source) == {"f (line 1)": 2, "g (line 8)": 2}


def test_each_limit_on_length_is_noticed() -> None:
    limits = {"middle": 7, "most": 22, "all_of_them": 60}
    assert laws.too_long({"a": 7, "b": 7, "c": 7}, **limits) == []
    assert laws.too_long({"a": 8, "b": 8, "c": 1}, **limits) == ["the median is 8, more than 7"]
    assert len(laws.too_long(dict.fromkeys("abcd", 1) | {"e": 40, "f": 40}, **limits)) == 1
    long = dict.fromkeys("abcdefghijklmnopqrst", 1) | {"z": 61}
    assert laws.too_long(long, **limits) == ["z: 61 lines"]


def test_a_cycle_is_noticed() -> None:
    assert laws.cycle({"a": ["b"], "b": ["c"], "c": []}) == []
    assert set(laws.cycle({"a": ["b"], "b": ["c"], "c": ["a"]})) == {"a", "b", "c"}
