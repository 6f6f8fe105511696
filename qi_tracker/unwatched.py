"""The public pages leave no line in the log that tells when somebody used them."""

import logging

FOLDER = "/feedback/"


class Unwatched(logging.Filter):
    """Drops what Django says of a refused form or a wrong code there; errors of ours stay."""

    def filter(self, record: logging.LogRecord) -> bool:
        path = getattr(getattr(record, "request", None), "path", "")
        return record.levelno >= logging.ERROR or not str(path).startswith(FOLDER)
