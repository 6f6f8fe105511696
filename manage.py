#!/usr/bin/env python
"""Django's commands, with the embedded services where no others are named."""

import os
import sys
from contextlib import ExitStack

from qi_tracker.embedded import services
from qi_tracker.environment import data_dir

WITHOUT_SERVICES = {"collectstatic", "diffsettings", "help", "version"}


def needs_services(arguments: list[str]) -> bool:
    """Whether the command talks to PostgreSQL or Redis; help and a bare call do not."""
    if not arguments or arguments[0] in WITHOUT_SERVICES:
        return False
    return not {"-h", "--help", "--version"} & set(arguments)


def main() -> None:
    """Run one command; the embedded services stop after it, unless somebody else uses them."""
    from django.core.management import execute_from_command_line

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "qi_tracker.settings")
    with ExitStack() as stack:
        if needs_services(sys.argv[1:]):
            stack.enter_context(services(data_dir()))
        execute_from_command_line(sys.argv)


if __name__ == "__main__":
    main()
