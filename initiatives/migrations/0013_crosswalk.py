import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models

import initiatives.base.clock


class Migration(migrations.Migration):
    dependencies = [
        ("initiatives", "0012_lifecycle"),
    ]

    operations = [
        migrations.CreateModel(
            name="OutsideFramework",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "created_at",
                    models.DateTimeField(default=initiatives.base.clock.now, editable=False),
                ),
                (
                    "updated_at",
                    models.DateTimeField(default=initiatives.base.clock.now, editable=False),
                ),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                ("key", models.SlugField(max_length=60)),
                (
                    "edition",
                    models.CharField(help_text="The edition of this reading.", max_length=40),
                ),
                (
                    "position",
                    models.PositiveSmallIntegerField(help_text="Its place among the others."),
                ),
                ("name", models.CharField(max_length=160)),
                ("short_name", models.CharField(max_length=40)),
                ("body", models.CharField(help_text="The body that made it.", max_length=160)),
                (
                    "issued_as",
                    models.CharField(blank=True, help_text="As its body names it.", max_length=160),
                ),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("live", "In force"),
                            ("upcoming", "Applies later"),
                            ("voluntary", "Voluntary"),
                            ("retired", "Retired"),
                            ("unknown", "Status not known"),
                        ],
                        max_length=10,
                    ),
                ),
                ("status_note", models.TextField(blank=True)),
                (
                    "not_verified",
                    models.TextField(blank=True, help_text="What was recalled and not read."),
                ),
                ("effective_from", models.DateField(blank=True, null=True)),
                ("retired_on", models.DateField(blank=True, null=True)),
                (
                    "source",
                    models.CharField(
                        blank=True, help_text="Where it was published.", max_length=300
                    ),
                ),
                ("source_url", models.URLField(blank=True, max_length=500)),
                ("verified_on", models.DateField(blank=True, null=True)),
                (
                    "digest",
                    models.CharField(help_text="SHA-256 of what was loaded.", max_length=64),
                ),
                ("in_force", models.BooleanField(default=True)),
                (
                    "framework",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="outside",
                        to="initiatives.framework",
                    ),
                ),
            ],
            options={
                "ordering": ["position", "key", "-id"],
            },
        ),
        migrations.CreateModel(
            name="Requirement",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "created_at",
                    models.DateTimeField(default=initiatives.base.clock.now, editable=False),
                ),
                (
                    "updated_at",
                    models.DateTimeField(default=initiatives.base.clock.now, editable=False),
                ),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                ("code", models.CharField(max_length=20)),
                ("text", models.TextField()),
                ("position", models.PositiveSmallIntegerField()),
                ("verified_on", models.DateField(blank=True, null=True)),
                (
                    "framework",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="requirements",
                        to="initiatives.outsideframework",
                    ),
                ),
                (
                    "parent",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="parts",
                        to="initiatives.requirement",
                    ),
                ),
            ],
            options={
                "ordering": ["framework_id", "position"],
            },
        ),
        migrations.CreateModel(
            name="CrosswalkLink",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "created_at",
                    models.DateTimeField(default=initiatives.base.clock.now, editable=False),
                ),
                (
                    "updated_at",
                    models.DateTimeField(default=initiatives.base.clock.now, editable=False),
                ),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                (
                    "strength",
                    models.CharField(
                        choices=[
                            ("direct", "Direct"),
                            ("partial", "Partial"),
                            ("contextual", "Contextual"),
                        ],
                        max_length=10,
                    ),
                ),
                ("note", models.CharField(blank=True, max_length=500)),
                (
                    "reviewer",
                    models.CharField(
                        blank=True, help_text="Who reviewed it, as shown.", max_length=160
                    ),
                ),
                ("reviewed_on", models.DateField(blank=True, null=True)),
                (
                    "principle",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="crosswalk",
                        to="initiatives.principle",
                    ),
                ),
                (
                    "reviewed_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "requirement",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="links",
                        to="initiatives.requirement",
                    ),
                ),
            ],
            options={
                "ordering": [
                    "requirement__framework__position",
                    "requirement__position",
                    "principle_id",
                ],
            },
        ),
        migrations.CreateModel(
            name="Attestation",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "created_at",
                    models.DateTimeField(default=initiatives.base.clock.now, editable=False),
                ),
                (
                    "updated_at",
                    models.DateTimeField(default=initiatives.base.clock.now, editable=False),
                ),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                ("number", models.PositiveIntegerField(help_text="Counts the versions from 1.")),
                ("text", models.TextField()),
                ("attested_on", models.DateField()),
                (
                    "attested_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "requirement",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="attestations",
                        to="initiatives.requirement",
                    ),
                ),
            ],
            options={
                "ordering": ["requirement_id", "-number"],
            },
        ),
        migrations.AddConstraint(
            model_name="outsideframework",
            constraint=models.UniqueConstraint(
                fields=("key", "edition"), name="outside_edition_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="outsideframework",
            constraint=models.UniqueConstraint(
                condition=models.Q(("in_force", True)),
                fields=("key",),
                name="outside_one_edition_in_force",
            ),
        ),
        migrations.AddConstraint(
            model_name="outsideframework",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("status", "retired"), ("retired_on__isnull", True), _connector="OR"
                ),
                name="outside_day_only_if_retired",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="outsideframework",
            trigger=pgtrigger.compiler.Trigger(
                name="refuse_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;",
                    hash="9e29de4603662c7e6ebfb40191be1b7409438f37",
                    operation="DELETE",
                    pgid="pgtrigger_refuse_delete_14d1f",
                    table="initiatives_outsideframework",
                    when="BEFORE",
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="requirement",
            constraint=models.UniqueConstraint(
                fields=("framework", "code"), name="requirement_code_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="requirement",
            constraint=models.UniqueConstraint(
                fields=("framework", "position"), name="requirement_position_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="requirement",
            constraint=models.CheckConstraint(
                condition=models.Q(("text", ""), _negated=True), name="requirement_says_what"
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="requirement",
            trigger=pgtrigger.compiler.Trigger(
                name="refuse_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;",
                    hash="ba808bcba933449953a14b9a55b8fe41473a3d92",
                    operation="DELETE",
                    pgid="pgtrigger_refuse_delete_5e65a",
                    table="initiatives_requirement",
                    when="BEFORE",
                ),
            ),
        ),
        migrations.AddIndex(
            model_name="crosswalklink",
            index=models.Index(fields=["principle", "requirement"], name="link_of_principle"),
        ),
        migrations.AddConstraint(
            model_name="crosswalklink",
            constraint=models.UniqueConstraint(
                fields=("requirement", "principle"), name="link_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="crosswalklink",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("reviewed_by__isnull", True),
                        ("reviewed_on__isnull", True),
                        ("reviewer", ""),
                    ),
                    models.Q(
                        models.Q(("reviewer", ""), _negated=True), ("reviewed_on__isnull", False)
                    ),
                    _connector="OR",
                ),
                name="link_reviewed_by_a_name",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="crosswalklink",
            trigger=pgtrigger.compiler.Trigger(
                name="refuse_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;",
                    hash="977dce5ffdb5e09b0c745da6eefe20c06c08f3a6",
                    operation="DELETE",
                    pgid="pgtrigger_refuse_delete_35594",
                    table="initiatives_crosswalklink",
                    when="BEFORE",
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="attestation",
            constraint=models.UniqueConstraint(
                fields=("requirement", "number"), name="attestation_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="attestation",
            constraint=models.CheckConstraint(
                condition=models.Q(("text", ""), _negated=True), name="attestation_says_what"
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="attestation",
            trigger=pgtrigger.compiler.Trigger(
                name="refuse_change",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="8e3acb1fc3e6ce60ebe819dab7809d9cf1c7177c",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_refuse_change_f082b",
                    table="initiatives_attestation",
                    when="BEFORE",
                ),
            ),
        ),
    ]
