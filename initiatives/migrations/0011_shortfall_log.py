import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models

import initiatives.base.clock

FORWARD = """
UPDATE initiatives_shortfall AS s SET owned_at = COALESCE(
    (SELECT min(e.at) FROM initiatives_event AS e
     WHERE e.subject_kind = 'shortfall' AND e.subject_id = s.id
       AND jsonb_typeof(e.after -> 'owner') = 'object'),
    s.created_at)
WHERE s.owner_id IS NOT NULL;

INSERT INTO initiatives_shortfallsource (
    shortfall_id, kind, found_on, found_by_id, note, signal_id,
    about_kind, about_id, about_label, created_at)
SELECT s.id, s.found_by, s.found_on, s.logged_by_id, s.found_note, s.signal_id,
    CASE WHEN s.signal_id IS NOT NULL THEN 'signal'
         WHEN c.id IS NOT NULL THEN 'commitment' ELSE '' END,
    COALESCE(s.signal_id, c.id),
    COALESCE(g.title, c.title, ''), s.created_at
FROM initiatives_shortfall AS s
LEFT JOIN initiatives_signal AS g ON g.id = s.signal_id
LEFT JOIN initiatives_commitment AS c ON c.id = s.missed_commitment_id
ORDER BY s.id;

INSERT INTO initiatives_shortfall_groups (shortfall_id, stratum_id)
SELECT s.id, g.stratum_id
FROM initiatives_shortfall AS s JOIN initiatives_signal AS g ON g.id = s.signal_id
WHERE g.stratum_id IS NOT NULL;

SET CONSTRAINTS ALL IMMEDIATE;
SET CONSTRAINTS ALL DEFERRED;
"""
# What was merged stands for itself again; sources, sizes and causes go with their columns.
BACK = """
UPDATE initiatives_shortfall
SET state = state_before_merging, merged_into_id = NULL, state_before_merging = ''
WHERE state = 'merged';
SET CONSTRAINTS ALL IMMEDIATE;
SET CONSTRAINTS ALL DEFERRED;
"""


class Migration(migrations.Migration):
    dependencies = [
        ("initiatives", "0010_method"),
    ]

    operations = [
        migrations.CreateModel(
            name="ShortfallSource",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("person", "Somebody said so"),
                            ("measure", "A measure"),
                            ("review", "A review or audit"),
                            ("assessment", "An assessment"),
                            ("feedback", "Community feedback"),
                            ("missed_commitment", "A missed commitment"),
                        ],
                        max_length=20,
                    ),
                ),
                ("found_on", models.DateField()),
                ("note", models.TextField(blank=True)),
                ("about_kind", models.CharField(blank=True, max_length=24)),
                ("about_id", models.BigIntegerField(blank=True, null=True)),
                ("about_label", models.CharField(blank=True, max_length=240)),
                ("created_at", models.DateTimeField(default=initiatives.base.clock.now)),
            ],
            options={
                "ordering": ["found_on", "id"],
            },
        ),
        migrations.RemoveConstraint(
            model_name="shortfall",
            name="shortfall_names_a_principle",
        ),
        migrations.AddField(
            model_name="shortfall",
            name="causes",
            field=models.JSONField(
                blank=True, default=dict, help_text="A fishbone: kind of cause to causes."
            ),
        ),
        migrations.AddField(
            model_name="shortfall",
            name="check_again_on",
            field=models.DateField(blank=True, help_text="When to see if it lasts.", null=True),
        ),
        migrations.AddField(
            model_name="shortfall",
            name="compared_count",
            field=models.PositiveIntegerField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="shortfall",
            name="compared_out_of",
            field=models.PositiveIntegerField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="shortfall",
            name="compared_with",
            field=models.CharField(blank=True, max_length=120),
        ),
        migrations.AddField(
            model_name="shortfall",
            name="confidential",
            field=models.BooleanField(default=False),
        ),
        migrations.AddField(
            model_name="shortfall",
            name="confidential_because",
            field=models.TextField(blank=True),
        ),
        migrations.AddField(
            model_name="shortfall",
            name="groups",
            field=models.ManyToManyField(
                blank=True, related_name="shortfalls", to="initiatives.stratum"
            ),
        ),
        migrations.AddField(
            model_name="shortfall",
            name="merged_into",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="merged",
                to="initiatives.shortfall",
            ),
        ),
        migrations.AddField(
            model_name="shortfall",
            name="named",
            field=models.ManyToManyField(
                blank=True, related_name="named_on_shortfalls", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="shortfall",
            name="owned_at",
            field=models.DateTimeField(blank=True, help_text="When somebody first was.", null=True),
        ),
        migrations.AddField(
            model_name="shortfall",
            name="returned_signal",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="returned_to",
                to="initiatives.signal",
            ),
        ),
        migrations.AddField(
            model_name="shortfall",
            name="size_count",
            field=models.PositiveIntegerField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="shortfall",
            name="size_out_of",
            field=models.PositiveIntegerField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="shortfall",
            name="state_before_merging",
            field=models.CharField(blank=True, max_length=10),
        ),
        migrations.AddField(
            model_name="shortfall",
            name="whys",
            field=models.JSONField(
                blank=True, default=list, help_text="Five whys: each answers the one before."
            ),
        ),
        migrations.AlterField(
            model_name="shortfall",
            name="state",
            field=models.CharField(
                choices=[
                    ("proposed", "Proposed"),
                    ("open", "Open"),
                    ("closed", "Closed"),
                    ("dismissed", "Dismissed"),
                    ("merged", "Merged"),
                ],
                default="open",
                max_length=10,
            ),
        ),
        migrations.AddIndex(
            model_name="shortfall",
            index=models.Index(
                condition=models.Q(("confidential", True)),
                fields=["id"],
                name="shortfall_confidential",
            ),
        ),
        migrations.AddConstraint(
            model_name="shortfall",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("state__in", ["proposed", "dismissed", "merged"]),
                    ("principle__isnull", False),
                    _connector="OR",
                ),
                name="shortfall_names_a_principle",
            ),
        ),
        migrations.AddConstraint(
            model_name="shortfall",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("merged_into__isnull", False),
                        ("state", "merged"),
                        models.Q(("state_before_merging", ""), _negated=True),
                        models.Q(("merged_into", models.F("id")), _negated=True),
                    ),
                    models.Q(
                        models.Q(("state", "merged"), _negated=True),
                        ("merged_into__isnull", True),
                        ("state_before_merging", ""),
                    ),
                    _connector="OR",
                ),
                name="shortfall_merged_into_another",
            ),
        ),
        migrations.AddConstraint(
            model_name="shortfall",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("confidential", False),
                    models.Q(("confidential_because", ""), _negated=True),
                    _connector="OR",
                ),
                name="shortfall_confidential_with_reason",
            ),
        ),
        migrations.AddField(
            model_name="shortfallsource",
            name="found_by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="shortfallsource",
            name="shortfall",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="sources",
                to="initiatives.shortfall",
            ),
        ),
        migrations.AddField(
            model_name="shortfallsource",
            name="signal",
            field=models.OneToOneField(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="source",
                to="initiatives.signal",
            ),
        ),
        migrations.AddConstraint(
            model_name="shortfallsource",
            constraint=models.UniqueConstraint(
                condition=models.Q(("about_id__isnull", False)),
                fields=("shortfall", "kind", "about_kind", "about_id", "found_on"),
                name="shortfall_source_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="shortfallsource",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("about_id__isnull", True), ("about_kind", "")),
                    models.Q(
                        models.Q(("about_kind", ""), _negated=True), ("about_id__isnull", False)
                    ),
                    _connector="OR",
                ),
                name="shortfall_source_names_its_record",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="shortfallsource",
            trigger=pgtrigger.compiler.Trigger(
                name="refuse_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;",
                    hash="6140f64a145f09f5dfb88b58982720043e9a6b68",
                    operation="DELETE",
                    pgid="pgtrigger_refuse_delete_2d046",
                    table="initiatives_shortfallsource",
                    when="BEFORE",
                ),
            ),
        ),
        migrations.RunSQL(FORWARD, BACK),
    ]
