"""The laws that no import contract can express, each a pure function over the text of a file.

Each returns what breaks the law, as sentences with the line; nothing means that it holds.
"""

import ast
import re
from collections.abc import Iterable, Iterator, Mapping
from graphlib import CycleError, TopologicalSorter
from statistics import median, quantiles

CLOCK_READERS = {
    ("timezone", "now"),
    ("date", "today"),
    ("datetime", "now"),
    ("datetime", "today"),
    ("datetime", "utcnow"),
}
OF_A_REQUEST = ("django.http", "django.shortcuts", "django.views", "django.contrib.messages")
OF_SIGNALS = ("django.db.models.signals", "django.dispatch", "django.core.signals")
REGISTRIES = ("pypi", "org"), ("pythonhosted", "org"), ("npmjs", "org"), ("yarnpkg", "com")
MACHINE_FOLDERS = ("work", "tmp", "root", "home", "opt", "mnt", "Users")


def reads_clock(source: str) -> list[str]:
    """Whoever asks for the time asks `initiatives.base.clock`, which a test can set."""
    return [
        f"line {node.lineno}: {ast.unparse(node)}"
        for node in ast.walk(ast.parse(source))
        if isinstance(node, (ast.Attribute, ast.Call)) and is_reading(node)
    ]


def is_reading(node: ast.Attribute | ast.Call) -> bool:
    """Whether this names a reader of the time, or calls a converter without a time to convert."""
    if isinstance(node, ast.Call):
        return ast.unparse(node) in ("timezone.localtime()", "timezone.localdate()")
    return (last_name(node.value), node.attr) in CLOCK_READERS


def uses_objects(source: str) -> list[str]:
    """A front asks queries and services; it never reaches for a model's manager."""
    return [
        f"line {node.lineno}: {ast.unparse(node)}"
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.Attribute) and node.attr in ("objects", "_default_manager")
    ]


def knows_requests(source: str) -> list[str]:
    """The domain does not know what asked it."""
    return imports_from(source, OF_A_REQUEST)


def uses_signals(source: str) -> list[str]:
    """What happens on a change stands in the service that makes it."""
    return imports_from(source, OF_SIGNALS)


def imports_from(source: str, modules: tuple[str, ...]) -> list[str]:
    """Imports of these modules or of what is in them."""
    return [
        f"line {line}: {name}"
        for line, name in imports(source)
        if any(name == module or name.startswith(f"{module}.") for module in modules)
    ]


def imports(source: str) -> Iterator[tuple[int, str]]:
    """Every imported name in full, with its line."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield from ((node.lineno, f"{node.module}.{alias.name}") for alias in node.names)


def last_name(node: ast.expr) -> str:
    """`date` of both `date` and `datetime.date`."""
    return ast.unparse(node).rpartition(".")[2]


def names_our_machine(text: str) -> list[str]:
    """Nothing that is handed on names a package registry or a folder of somebody's machine."""
    hosts = "|".join(re.escape(".".join(parts)) for parts in REGISTRIES)
    folders = "|".join(MACHINE_FOLDERS)
    places = rf"(?:(?<![\w.}}~/-])|file://)/(?:{folders})/[\w.-]+"
    pattern = re.compile(rf"\b(?:{hosts})\b|{places}")
    return [
        f"line {number}: {found[0]}"
        for number, line in enumerate(text.splitlines(), start=1)
        for found in pattern.finditer(line)
    ]


def function_lengths(source: str) -> dict[str, int]:
    """Lines of each function from `def` to its end, its docstring not counted."""
    return {
        f"{node.name} (line {node.lineno})": length(node)
        for node in ast.walk(ast.parse(source))
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef))
    }


def length(node: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    lines = (node.end_lineno or node.lineno) - node.lineno + 1
    first = node.body[0]
    if ast.get_docstring(node) is not None:
        lines -= (first.end_lineno or first.lineno) - first.lineno + 1
    return lines


def too_long(lengths: Mapping[str, int], *, middle: int, most: int, all_of_them: int) -> list[str]:
    """What breaks the limits on the median, on nine of ten, and on every one."""
    values = list(lengths.values())
    faults = [f"{name}: {value} lines" for name, value in lengths.items() if value > all_of_them]
    if median(values) > middle:
        faults.append(f"the median is {median(values)}, more than {middle}")
    if nine_of_ten(values) > most:
        faults.append(f"nine of ten are within {nine_of_ten(values)}, more than {most}")
    return faults


def nine_of_ten(values: list[int]) -> float:
    """The length that nine of ten do not exceed."""
    return quantiles(values, n=10, method="inclusive")[-1] if len(values) > 1 else values[0]


def cycle(graph: Mapping[str, Iterable[str]]) -> list[str]:
    """The modules of one import cycle, if there is one."""
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as error:
        return list(error.args[1])
    return []


def verbs(source: str) -> set[str]:
    """What the services of a file tell history was done: as `verb`, or by helpers that take one."""
    nodes = list(ast.walk(ast.parse(source)))
    helpers = {
        node.name: place
        for node in nodes
        if isinstance(node, ast.FunctionDef)
        for place, argument in enumerate(node.args.args)
        if argument.arg == "verb"
    }
    calls = [node for node in nodes if isinstance(node, ast.Call)]
    given = [word.value for call in calls for word in call.keywords if word.arg == "verb"]
    for call in calls:
        place = helpers.get(last_name(call.func))
        if place is not None and len(call.args) > place:
            given.append(call.args[place])
    constants = [node for value in given for node in ast.walk(value)]
    return {
        node.value
        for node in constants
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }
