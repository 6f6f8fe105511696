"""One file that holds the database, and says what is in it; and the way back.

`docs/operations.md` says when and how. Files that people asked for are left out: they are made
anew. Keys are left out as well: they belong where the operator keeps secrets.
"""


class BackupRefused(Exception):
    """It cannot be made, or not be restored; the message says what to do. Nothing was changed."""
