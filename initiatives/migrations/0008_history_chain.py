"""Events form a chain per record, its head is kept, and heads are sealed.

Events that are there already are chained in the order in which they were written, in one pass of
the database; for that alone the protection of the table is put aside.
"""

import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models

import initiatives.base.clock

# One JSON array of all fields, so that no two events can read the same; jsonb writes itself in one
# way only. An instant is in seconds since 1970 to the microsecond, which no setting changes.
HASH = """
CREATE FUNCTION initiatives_event_hash(e initiatives_event) RETURNS bytea
LANGUAGE sql STABLE PARALLEL SAFE AS $$
    SELECT sha256(convert_to(jsonb_build_array(
        encode(e.former, 'hex'), e.position, e.id, extract(epoch FROM e.at)::text, e.actor_id,
        e.verb, e.subject_kind, e.subject_id, e.subject_label, e.before, e.after, e.reason
    )::text, 'UTF8'))
$$
"""
CHAIN_WHAT_IS_THERE = """
CREATE FUNCTION pg_temp.chain_step(former bytea, e initiatives_event, place bigint) RETURNS bytea
LANGUAGE plpgsql STABLE AS $$
BEGIN
    e.former := former;
    e.position := place;
    RETURN initiatives_event_hash(e);
END
$$;
CREATE AGGREGATE pg_temp.chained(initiatives_event, bigint) (
    sfunc = pg_temp.chain_step, stype = bytea, initcond = ''
);
ALTER TABLE initiatives_event DISABLE TRIGGER pgtrigger_refuse_change_f47c0;
UPDATE initiatives_event SET position = c.place, former = c.said, hash = c.made
FROM (
    SELECT id, place, made, lag(made, 1, ''::bytea) OVER record AS said
    FROM (
        SELECT id, subject_kind, subject_id, place,
            pg_temp.chained(e, place) OVER (PARTITION BY subject_kind, subject_id ORDER BY id) AS made
        FROM (
            SELECT e, e.id, subject_kind, subject_id,
                row_number() OVER (PARTITION BY subject_kind, subject_id ORDER BY e.id) AS place
            FROM initiatives_event e
        ) counted
    ) chained
    WINDOW record AS (PARTITION BY subject_kind, subject_id ORDER BY id)
) c
WHERE initiatives_event.id = c.id;
ALTER TABLE initiatives_event ENABLE TRIGGER pgtrigger_refuse_change_f47c0;
INSERT INTO initiatives_head (subject_kind, subject_id, length, hash)
SELECT DISTINCT ON (subject_kind, subject_id) subject_kind, subject_id, position, hash
FROM initiatives_event ORDER BY subject_kind, subject_id, position DESC;
DROP AGGREGATE pg_temp.chained(initiatives_event, bigint);
DROP FUNCTION pg_temp.chain_step(bytea, initiatives_event, bigint);
"""


class Migration(migrations.Migration):
    dependencies = [
        ("initiatives", "0007_charts_and_signals"),
    ]

    operations = [
        migrations.CreateModel(
            name="Head",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "subject_kind",
                        "subject_id",
                        blank=True,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("subject_kind", models.CharField(max_length=24)),
                ("subject_id", models.BigIntegerField()),
                ("length", models.BigIntegerField()),
                ("hash", models.BinaryField()),
            ],
            options={
                "ordering": ["subject_kind", "subject_id"],
            },
        ),
        migrations.CreateModel(
            name="Seal",
            fields=[
                ("number", models.BigIntegerField(primary_key=True, serialize=False)),
                ("sealed_at", models.DateTimeField(default=initiatives.base.clock.now)),
                ("day", models.DateField()),
                ("chains", models.BigIntegerField()),
                ("events", models.BigIntegerField()),
                ("intact", models.BooleanField()),
                ("former", models.BinaryField()),
                ("digest", models.BinaryField()),
            ],
            options={
                "ordering": ["-number"],
            },
        ),
        migrations.CreateModel(
            name="SealedHead",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "subject_kind",
                        "subject_id",
                        "length",
                        blank=True,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("subject_kind", models.CharField(max_length=24)),
                ("subject_id", models.BigIntegerField()),
                ("length", models.BigIntegerField()),
                ("hash", models.BinaryField()),
            ],
            options={
                "ordering": ["subject_kind", "subject_id", "length"],
            },
        ),
        migrations.RemoveIndex(
            model_name="event",
            name="event_of_a_record",
        ),
        migrations.AddField(
            model_name="event",
            name="former",
            field=models.BinaryField(default=None, null=True),
        ),
        migrations.AddField(
            model_name="event",
            name="hash",
            field=models.BinaryField(default=None, null=True),
        ),
        migrations.AddField(
            model_name="event",
            name="position",
            field=models.BigIntegerField(default=None, editable=False, null=True),
        ),
        migrations.RunSQL(HASH, "DROP FUNCTION initiatives_event_hash(initiatives_event)"),
        migrations.RunSQL(CHAIN_WHAT_IS_THERE, migrations.RunSQL.noop),
        migrations.AlterField(
            model_name="event",
            name="former",
            field=models.BinaryField(default=None),
        ),
        migrations.AlterField(
            model_name="event",
            name="hash",
            field=models.BinaryField(default=None),
        ),
        migrations.AlterField(
            model_name="event",
            name="position",
            field=models.BigIntegerField(default=None, editable=False),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="event",
            trigger=pgtrigger.compiler.Trigger(
                name="chain",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    declare="DECLARE head record; known boolean;",
                    func="\nLOOP\n    SELECT length, hash INTO head FROM initiatives_head\n    WHERE subject_kind = NEW.subject_kind AND subject_id = NEW.subject_id FOR UPDATE;\n    known := FOUND;\n    NEW.position := COALESCE(head.length, 0) + 1;\n    NEW.former := COALESCE(head.hash, ''::bytea);\n    NEW.hash := initiatives_event_hash(NEW);\n    IF known THEN\n        UPDATE initiatives_head SET length = NEW.position, hash = NEW.hash\n        WHERE subject_kind = NEW.subject_kind AND subject_id = NEW.subject_id;\n        RETURN NEW;\n    END IF;\n    INSERT INTO initiatives_head (subject_kind, subject_id, length, hash)\n    VALUES (NEW.subject_kind, NEW.subject_id, NEW.position, NEW.hash) ON CONFLICT DO NOTHING;\n    IF FOUND THEN\n        RETURN NEW;\n    END IF;\nEND LOOP;\n",
                    hash="22fe52eaf0c08526eaed0b54f4b287e16e712c58",
                    operation="INSERT",
                    pgid="pgtrigger_chain_6cf82",
                    table="initiatives_event",
                    when="BEFORE",
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="event",
            constraint=models.UniqueConstraint(
                fields=("subject_kind", "subject_id", "position"), name="event_chain_never_forks"
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="head",
            trigger=pgtrigger.compiler.Trigger(
                name="refuse_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;",
                    hash="848e67eb3ad2a058390c0c2f5fdb9ff1b454a46d",
                    operation="DELETE",
                    pgid="pgtrigger_refuse_delete_11aa5",
                    table="initiatives_head",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="head",
            trigger=pgtrigger.compiler.Trigger(
                name="refuse_truncate",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: History is append-only.';",
                    hash="cffec43ca829b06706b92f4fb40a12473f872303",
                    level="STATEMENT",
                    operation="TRUNCATE",
                    pgid="pgtrigger_refuse_truncate_748c3",
                    table="initiatives_head",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="head",
            trigger=pgtrigger.compiler.Trigger(
                name="only_by_events",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\nIF pg_trigger_depth() < 2 THEN\n    RAISE EXCEPTION 'pgtrigger: The head of a chain moves only with an event.';\nEND IF;\nRETURN NEW;\n",
                    hash="e12c13b988e61ec2216bc83c25d0d80f0446887c",
                    operation="INSERT OR UPDATE",
                    pgid="pgtrigger_only_by_events_542e4",
                    table="initiatives_head",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="seal",
            trigger=pgtrigger.compiler.Trigger(
                name="refuse_change",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="7dd8cfedc4c512e91d30042832136b77141a1e8e",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_refuse_change_280bf",
                    table="initiatives_seal",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="seal",
            trigger=pgtrigger.compiler.Trigger(
                name="refuse_truncate",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: History is append-only.';",
                    hash="1c9b8178416b2e692d1ccce8a4c7af0b5308c68d",
                    level="STATEMENT",
                    operation="TRUNCATE",
                    pgid="pgtrigger_refuse_truncate_b858b",
                    table="initiatives_seal",
                    when="BEFORE",
                ),
            ),
        ),
        migrations.AddField(
            model_name="sealedhead",
            name="seal",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="heads",
                to="initiatives.seal",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="sealedhead",
            trigger=pgtrigger.compiler.Trigger(
                name="refuse_change",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="506b0a4bd4bd2983e627524fd928b56f51a9da62",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_refuse_change_3e8f6",
                    table="initiatives_sealedhead",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="sealedhead",
            trigger=pgtrigger.compiler.Trigger(
                name="refuse_truncate",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: History is append-only.';",
                    hash="f64591c9c71637afb7fb384e66a23eaae660bb6e",
                    level="STATEMENT",
                    operation="TRUNCATE",
                    pgid="pgtrigger_refuse_truncate_3a5d2",
                    table="initiatives_sealedhead",
                    when="BEFORE",
                ),
            ),
        ),
    ]
