"""Which migrations the code of the release before them cannot live with.

While an upgrade goes on, old processes work on the new tables. They still name what was renamed or
dropped, and do not name a new column, which must therefore have a value of the database's own.
"""

from collections.abc import Iterable, Iterator

from django.db.migrations import operations as kinds
from django.db.migrations.operations.base import Operation
from django.db.migrations.state import ProjectState
from django.db.models import Field, ManyToManyField
from django.db.models.fields import NOT_PROVIDED

RENAMING = (kinds.RenameField, kinds.RenameModel, kinds.AlterModelTable)
DROPPING = (kinds.RemoveField, kinds.DeleteModel)


def unsafe(operations: Iterable[Operation], state: ProjectState, new: set[str]) -> list[str]:
    """What old code would stumble over; a table of `new`, to which this adds, it does not know.

    The state is that before the operations, and is moved on.
    """
    found: list[str] = []
    for operation in operations:
        if isinstance(operation, kinds.CreateModel):
            new.add(operation.name_lower)
        elif model_of(operation) not in new:
            found += faults(operation, state)
        operation.state_forwards("initiatives", state)
    return found


def faults(operation: Operation, state: ProjectState) -> Iterator[str]:
    """Of one operation on a table that old code knows."""
    what = named(operation)
    if isinstance(operation, RENAMING):
        yield f"{what} renames what running processes still ask for"
    elif isinstance(operation, DROPPING):
        yield f"{what} drops what running processes still ask for"
    elif isinstance(operation, kinds.AddField) and is_demanded(operation.field):
        yield f"{what} adds what running processes do not fill in: null=True or db_default"
    elif isinstance(operation, kinds.AlterField) and becomes_demanded(operation, state):
        yield f"{what} demands what running processes leave empty"


def is_demanded(field: "Field[object, object]") -> bool:
    """Whether a row without a value for it is refused by the database."""
    if isinstance(field, ManyToManyField) or getattr(field, "generated", False):
        return False
    return not field.null and field.db_default is NOT_PROVIDED


def becomes_demanded(operation: kinds.AlterField, state: ProjectState) -> bool:
    model = state.models["initiatives", operation.model_name_lower]
    return not is_demanded(model.fields[operation.name]) and is_demanded(operation.field)


def model_of(operation: Operation) -> str:
    name = getattr(operation, "model_name", None) or getattr(operation, "old_name", None)
    return str(name or getattr(operation, "name", "")).lower()


def named(operation: Operation) -> str:
    """As a person says it: RemoveField commitment.note."""
    name = getattr(operation, "old_name", None) or getattr(operation, "name", "")
    model = getattr(operation, "model_name", None)
    return (
        f"{type(operation).__name__} {model}.{name}"
        if model
        else f"{type(operation).__name__} {name}"
    )
