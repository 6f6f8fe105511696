"""The append-only history, and what makes a change of it show.

Events of one record form a chain: each holds the hash of the one before. The database computes it
when an event is written, and itself refuses to change or remove one. `docs/history.md` says what
is hashed, and what a seal is for.
"""

import pgtrigger
from django.conf import settings
from django.db import models

from initiatives.base import clock

# The row lock on the head keeps two transactions from writing the same position of a chain.
CHAIN = """
LOOP
    SELECT length, hash INTO head FROM initiatives_head
    WHERE subject_kind = NEW.subject_kind AND subject_id = NEW.subject_id FOR UPDATE;
    known := FOUND;
    NEW.position := COALESCE(head.length, 0) + 1;
    NEW.former := COALESCE(head.hash, ''::bytea);
    NEW.hash := initiatives_event_hash(NEW);
    IF known THEN
        UPDATE initiatives_head SET length = NEW.position, hash = NEW.hash
        WHERE subject_kind = NEW.subject_kind AND subject_id = NEW.subject_id;
        RETURN NEW;
    END IF;
    INSERT INTO initiatives_head (subject_kind, subject_id, length, hash)
    VALUES (NEW.subject_kind, NEW.subject_id, NEW.position, NEW.hash) ON CONFLICT DO NOTHING;
    IF FOUND THEN
        RETURN NEW;
    END IF;
END LOOP;
"""
# The trigger above is the second on the stack; a statement of somebody's own is the first.
ONLY_BY_EVENTS = """
IF pg_trigger_depth() < 2 THEN
    RAISE EXCEPTION 'pgtrigger: The head of a chain moves only with an event.';
END IF;
RETURN NEW;
"""


def refuse_change() -> pgtrigger.Trigger:
    """Rows are only ever added."""
    return pgtrigger.Protect(name="refuse_change", operation=pgtrigger.Update | pgtrigger.Delete)


def refuse_truncate() -> pgtrigger.Trigger:
    """The table is never emptied."""
    return pgtrigger.Trigger(
        name="refuse_truncate",
        level=pgtrigger.Statement,
        when=pgtrigger.Before,
        operation=pgtrigger.Truncate,
        func="RAISE EXCEPTION 'pgtrigger: History is append-only.';",
    )


class Event(models.Model):
    """Who did what to which record, when, what was before and after, and why.

    `position`, `former` and `hash` are the database's: what is given for them is not kept, and an
    event that was just written must be read again to know them.
    """

    at = models.DateTimeField(default=clock.now)
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    verb = models.CharField(max_length=40)
    subject_kind = models.CharField(max_length=24)
    subject_id = models.BigIntegerField()
    subject_label = models.CharField(max_length=240)
    before = models.JSONField(default=dict)
    after = models.JSONField(default=dict)
    reason = models.TextField(blank=True)
    position = models.BigIntegerField(default=None, editable=False)
    former = models.BinaryField(default=None)
    hash = models.BinaryField(default=None)

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["subject_kind", "subject_id", "position"], name="event_chain_never_forks"
            )
        ]
        indexes = [
            models.Index(fields=["actor", "-id"], name="event_of_an_actor"),
        ]
        triggers = [
            refuse_change(),
            refuse_truncate(),
            pgtrigger.Trigger(
                name="chain",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert,
                declare=[("head", "record"), ("known", "boolean")],
                func=CHAIN,
            ),
        ]

    def __str__(self) -> str:
        return f"{self.verb} {self.subject_label}"


class Head(models.Model):
    """The end of a record's chain: how many events it has, and the hash of the newest."""

    pk = models.CompositePrimaryKey("subject_kind", "subject_id")
    subject_kind = models.CharField(max_length=24)
    subject_id = models.BigIntegerField()
    length = models.BigIntegerField()
    hash = models.BinaryField()

    class Meta:
        ordering = ["subject_kind", "subject_id"]
        triggers = [
            pgtrigger.Protect(name="refuse_delete", operation=pgtrigger.Delete),
            refuse_truncate(),
            pgtrigger.Trigger(
                name="only_by_events",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert | pgtrigger.Update,
                func=ONLY_BY_EVENTS,
            ),
        ]

    def __str__(self) -> str:
        return f"{self.subject_kind} {self.subject_id}"


class Seal(models.Model):
    """One digest that stands for all heads at an instant, to be kept elsewhere.

    It covers the heads that moved since the seal before and that seal's own digest, so each
    stands for everything up to it. `chains` and `events` count what is new under it.
    """

    number = models.BigIntegerField(primary_key=True)
    sealed_at = models.DateTimeField(default=clock.now)
    day = models.DateField()
    chains = models.BigIntegerField()
    events = models.BigIntegerField()
    intact = models.BooleanField()
    former = models.BinaryField()
    digest = models.BinaryField()

    class Meta:
        ordering = ["-number"]
        triggers = [refuse_change(), refuse_truncate()]

    def __str__(self) -> str:
        """The line that is kept elsewhere; `verify_history --seals` reads it back."""
        return (
            f"seal {self.number} of {self.day:%Y-%m-%d}, {self.events} events of "
            f"{self.chains} records, sha256 {self.digest_in_hex}"
        )

    @property
    def digest_in_hex(self) -> str:
        return bytes(self.digest).hex()


class SealedHead(models.Model):
    """A head as a seal covered it."""

    pk = models.CompositePrimaryKey("subject_kind", "subject_id", "length")
    seal = models.ForeignKey(Seal, on_delete=models.PROTECT, related_name="heads")
    subject_kind = models.CharField(max_length=24)
    subject_id = models.BigIntegerField()
    length = models.BigIntegerField()
    hash = models.BinaryField()

    class Meta:
        ordering = ["subject_kind", "subject_id", "length"]
        triggers = [refuse_change(), refuse_truncate()]

    def __str__(self) -> str:
        return f"{self.subject_kind} {self.subject_id} at {self.length}"
