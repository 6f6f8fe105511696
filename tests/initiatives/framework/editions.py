"""Files of guiding principles for tests."""

import yaml

from initiatives.framework.loading import read_framework


def file_of(edition="1", *statements, key="ours", **more):
    """A file with a principle for each statement, numbered from 1."""
    principles = [
        {"number": number, "short_name": f"Principle {number}", "statement": statement}
        for number, statement in enumerate(statements or ("We listen.", "We act."), 1)
        if statement
    ]
    head = {"key": key, "name": "Our principles", "version": edition}
    return yaml.safe_dump({"framework": head, "principles": principles} | more).encode()


def said(*statements, edition="1", **more):
    """The same, read."""
    return read_framework(file_of(edition, *statements, **more))
