"""The table of docs/permissions.md: what was walked as text, and the text as what is expected."""

from collections.abc import Iterable
from itertools import groupby

from qi_tracker.environment import BASE_DIR
from tests.permissions.places import COLUMNS

DOCUMENT = BASE_DIR / "docs" / "permissions.md"
BEGIN, END = "<!-- begin: {} -->\n", "<!-- end: {} -->"
OWN, ELSEWHERE, RESTRICTED = "own", ("sibling", "foreign"), "restricted"
Places = dict[str, str]  # an answer by place
Walked = dict[str, dict[str, Places]]  # by row and column
Cells = dict[str, dict[str, str]]  # the same with each cell as it is written


def cell(answers: Places) -> str:
    """`own / elsewhere (restricted)`, each where it differs from the one before."""
    own, *elsewhere = (answers[place] for place in (OWN, *ELSEWHERE) if place in answers)
    different = [] if {own} >= {*elsewhere} else elsewhere
    text = " / ".join([own, *(different if len({*different}) > 1 else different[:1])])
    hidden = answers.get(RESTRICTED, own)
    return text if hidden == own else f"{text} ({hidden})"


def cells(walked: Walked) -> Cells:
    """Every row with its cells."""
    return {
        row: {who: cell(answers) for who, answers in columns.items()}
        for row, columns in walked.items()
    }


def area(row: str) -> str:
    """What a row is about: the first part of its path."""
    return row.split(" ")[-1].strip("/").split("/")[0] or "start page"


def rendered(found: Cells) -> str:
    """A table for each area, in which rows that are answered alike share a line."""
    return "\n".join(
        f"### {name}\n\n{one_table({row: found[row] for row in rows})}"
        for name, rows in groupby(sorted(found, key=lambda row: (area(row), row)), area)
    )


def one_table(found: Cells) -> str:
    """The lines of an area; what shares a line is sorted by path, then by method."""
    lines: dict[tuple[str, ...], list[str]] = {}
    for row in sorted(found, key=lambda row: row.split(" ")[::-1]):
        lines.setdefault(tuple(found[row][who] for who in COLUMNS), []).append(f"`{row}`")
    head = line(["what", *COLUMNS]) + line(["---"] * (len(COLUMNS) + 1))
    return head + "".join(line([", ".join(rows), *told]) for told, rows in lines.items())


def line(parts: Iterable[str]) -> str:
    return f"| {' | '.join(parts)} |\n"


def parsed(text: str) -> Cells:
    """The rows and cells of tables that `rendered` wrote."""
    found: Cells = {}
    for one in text.splitlines():
        if one.startswith("| `"):
            what, *told = (part.strip() for part in one.strip("|").split("|"))
            for row in what.split(", "):
                found[row.strip("`")] = dict(zip(COLUMNS, told, strict=True))
    return found


def part(name: str) -> str:
    """What stands in the document between the marks of this part."""
    _, _, rest = DOCUMENT.read_text().partition(BEGIN.format(name))
    found, mark, _ = rest.partition(END.format(name))
    assert mark, f"{DOCUMENT.name} has no marks around {name}."
    return found


def write(name: str, found: Cells) -> None:
    """Put the tables of this part into the document."""
    whole, former = DOCUMENT.read_text(), part(name)
    begin = BEGIN.format(name)
    DOCUMENT.write_text(whole.replace(begin + former, f"{begin}\n{rendered(found)}\n"))


def differences(found: Cells, expected: Cells) -> list[str]:
    """Each in a sentence; empty where the walk went as the document says."""
    told = [f"{row}: it has no row" for row in found.keys() - expected.keys()]
    told += [f"{row}: the row has no route any more" for row in expected.keys() - found.keys()]
    told += [
        f"{row}, {who}: {found[row][who]}, and the table says {expected[row][who]}"
        for row in found.keys() & expected.keys()
        for who in COLUMNS
        if found[row][who] != expected[row][who]
    ]
    return sorted(told)
