"""Ways to tamper with history; WAYS has each as often as it is worth trying."""

from typing import NamedTuple

from tests.initiatives.history.tampering import run

NEW = {
    "id": "nextval('initiatives_event_id_seq')",
    "at": "at + interval '1 microsecond'",
    "actor_id": "CASE WHEN actor_id IS NULL THEN (SELECT min(id) FROM initiatives_user) END",
    "verb": "verb || ' '",
    "subject_kind": "'shortfall'",
    "subject_id": "subject_id + 1000",
    "subject_label": "lower(subject_label)",
    "before": "before || '{\"x\": 1}'",
    "after": "jsonb_set(after, '{days}', '\"7\"')",
    "reason": "reason || '.'",
    "position": "position + (ARRAY[-9, -1, 1, 40])[1 + mod(id, 4)]",
    "former": "sha256(former)",
    "hash": "sha256(hash)",
}
REHASH = "UPDATE initiatives_event e SET hash = initiatives_event_hash(e) WHERE id = %s"
COPY = """
INSERT INTO initiatives_event (at, actor_id, verb, subject_kind, subject_id, subject_label, before,
    after, reason, position, former, hash)
SELECT at, actor_id, verb, subject_kind, {record}, subject_label, before, after,
    'Forged.', {position}, {former}, hash
FROM initiatives_event WHERE id = %s RETURNING id
"""


class Target(NamedTuple):
    """An event, and its place in the chain of its record."""

    id: int
    kind: str
    record: int
    position: int
    length: int

    @property
    def chain(self):
        return self.kind, self.record


def some(dice, history):
    return dice.choice(history)


def sealed(dice, history):
    return dice.choice([one for one in history if one.record != 99])


# Each does something and returns where the first break is, or None where the copies tell.


def edit(dice, history):
    column = dice.choice(sorted(NEW))
    run(
        f"UPDATE initiatives_event SET {column} = {NEW[column]} WHERE id = %s",
        some(dice, history).id,
    )


def edit_and_make_its_hash_fit(dice, history):
    column = dice.choice(["at", "actor_id", "verb", "after", "reason", "former"])
    target = some(dice, history)
    run(f"UPDATE initiatives_event SET {column} = {NEW[column]} WHERE id = %s", target.id)
    run(REHASH, target.id)


def point_it_elsewhere(dice, history):
    """What it holds as the hash of the one before is that of another event of the record."""
    target = dice.choice([one for one in history if one.position > 2])
    run(
        """UPDATE initiatives_event SET former = (SELECT hash FROM honest_event
        WHERE (subject_kind, subject_id, position) = (%s, %s, %s)) WHERE id = %s""",
        *target.chain,
        dice.randrange(1, target.position - 1),
        target.id,
    )
    if dice.random() < 0.5:
        run(REHASH, target.id)


def remove(dice, history):
    run("DELETE FROM initiatives_event WHERE id = %s", some(dice, history).id)


def remove_the_first_of_a_record(dice, history):
    target = some(dice, history)
    of = (*target.chain, dice.randint(1, target.length))
    run(
        """DELETE FROM initiatives_event
        WHERE (subject_kind, subject_id) = (%s, %s) AND position <= %s""",
        *of,
    )


def remove_the_last_of_a_record(dice, history):
    target = some(dice, history)
    of = (*target.chain, dice.randint(1, target.length))
    run(
        """DELETE FROM initiatives_event
        WHERE (subject_kind, subject_id) = (%s, %s) AND position >= %s""",
        *of,
    )


def remove_the_last_and_set_the_head_back(dice, history):
    target = sealed(dice, history)
    run(
        "DELETE FROM initiatives_event WHERE (subject_kind, subject_id, position) = (%s, %s, %s)",
        *target.chain,
        target.length,
    )
    run(
        """UPDATE initiatives_head h SET length = length - 1, hash = coalesce((
            SELECT e.hash FROM initiatives_event e WHERE e.subject_kind = h.subject_kind
            AND e.subject_id = h.subject_id AND e.position = h.length - 1), '')
        WHERE (subject_kind, subject_id) = (%s, %s)""",
        *target.chain,
    )


def remove_a_record_whole(dice, history):
    target = sealed(dice, history)
    for table in ("event", "head"):
        run(
            f"DELETE FROM initiatives_{table} WHERE (subject_kind, subject_id) = (%s, %s)",
            *target.chain,
        )


def remove_and_close_the_gap(dice, history):
    target = some(dice, history)
    run("DELETE FROM initiatives_event WHERE id = %s", target.id)
    run(
        """UPDATE initiatives_event SET position = position - 1
        WHERE (subject_kind, subject_id) = (%s, %s) AND position > %s""",
        *target.chain,
        target.position,
    )


def forge(target, position="position", former="former", record="subject_id", fits=True):
    statement = COPY.format(position=position, former=former, record=record)
    ((made,),) = run(statement, target.id)
    if fits:
        run(REHASH, made)


def insert_a_second(dice, history):
    forge(some(dice, history), fits=dice.random() < 0.5)


def insert_at_the_end(dice, history):
    target = some(dice, history)
    last = next(one for one in history if one.chain == target.chain and one.position == one.length)
    forge(last, position="position + 1", former="hash")


def insert_out_of_line(dice, history):
    forge(some(dice, history), position=dice.choice(["0", "-3", "position + 50"]))


def insert_between(dice, history):
    target = some(dice, history)
    run(
        """UPDATE initiatives_event SET position = position + 1
        WHERE (subject_kind, subject_id) = (%s, %s) AND position >= %s""",
        *target.chain,
        target.position,
    )
    forge(target, position="position - 1")


def insert_for_another_record(dice, history):
    first = dice.choice([one for one in history if one.position == 1])
    forge(first, record="subject_id + 500")


def swap(dice, history):
    """All but the key, or the position alone, of two events."""
    one, other = dice.sample(history, 2)
    columns = dice.choice([["position"], [name for name in NEW if name != "id"]])
    names = ", ".join(columns)
    run(
        f"""UPDATE initiatives_event e SET ({names}) = (
            SELECT {names} FROM honest_event h WHERE h.id = %s + %s - e.id)
        WHERE id IN (%s, %s)""",
        one.id,
        other.id,
        one.id,
        other.id,
    )


def change_a_head(dice, history):
    target = some(dice, history)
    change = dice.choice(
        [
            "hash = sha256(hash)",
            "length = length + 1",
            "length = length + 10^9",
            "length = length - 1",
            "hash = ''",
        ]
    )
    run(
        f"UPDATE initiatives_head SET {change} WHERE (subject_kind, subject_id) = (%s, %s)",
        *target.chain,
    )
    return *target.chain, target.length


def remove_a_head(dice, history):
    target = some(dice, history)
    run("DELETE FROM initiatives_head WHERE (subject_kind, subject_id) = (%s, %s)", *target.chain)
    return *target.chain, target.length


def insert_a_head(dice, history):
    run("INSERT INTO initiatives_head VALUES ('user', 7, 3, sha256('x'))")
    return "user", 7, 1


def change_a_seal(dice, history):
    number = dice.choice([1, 2])
    change = dice.choice(
        [
            "sealed_at = sealed_at - interval '1 s'",
            "day = day - 1",
            "intact = false",
            "chains = chains + 1",
            "events = 0",
            "former = sha256(former)",
            "digest = sha256(digest)",
        ]
    )
    run(f"UPDATE initiatives_seal SET {change} WHERE number = %s", number)
    return "seal", number, None


def remove_a_seal(dice, history):
    number = dice.choice([1, 2])
    run("DELETE FROM initiatives_seal WHERE number = %s", number)
    return "seal", number, None


def remove_a_sealed_head(dice, history):
    number = dice.choice([1, 2])
    run(
        """DELETE FROM initiatives_sealedhead WHERE (subject_kind, subject_id, length) = (
            SELECT subject_kind, subject_id, length FROM initiatives_sealedhead WHERE seal_id = %s
            ORDER BY hash LIMIT 1)""",
        number,
    )
    return "seal", number, None


def change_a_sealed_head(dice, history):
    ((kind, record, length),) = run(
        """UPDATE initiatives_sealedhead SET hash = sha256(hash)
        WHERE (subject_kind, subject_id, length) IN (
            SELECT subject_kind, subject_id, length FROM initiatives_sealedhead
            ORDER BY md5(hash::text || %s) LIMIT 1)
        RETURNING subject_kind, subject_id, length""",
        str(dice.random()),
    )
    return kind, record, length


WAYS = [
    *[edit] * 8,
    *[edit_and_make_its_hash_fit] * 3,
    *[point_it_elsewhere] * 2,
    *[remove] * 3,
    remove_the_first_of_a_record,
    remove_the_last_of_a_record,
    remove_the_last_and_set_the_head_back,
    remove_a_record_whole,
    remove_and_close_the_gap,
    *[insert_a_second] * 2,
    insert_at_the_end,
    insert_out_of_line,
    *[insert_between] * 2,
    insert_for_another_record,
    *[swap] * 3,
    change_a_head,
    remove_a_head,
    insert_a_head,
    change_a_seal,
    remove_a_seal,
    remove_a_sealed_head,
    change_a_sealed_head,
]


SAYS = {
    remove: "removed",
    remove_the_first_of_a_record: "removed",
    remove_the_last_of_a_record: "removed",
    remove_the_last_and_set_the_head_back: "removed",
    remove_a_record_whole: "removed",
    remove_and_close_the_gap: "removed",
    insert_a_second: "inserted",
    insert_at_the_end: "inserted",
    insert_out_of_line: "inserted",
    insert_between: "inserted",
    edit_and_make_its_hash_fit: "changed",
    remove_a_head: "head",
}
