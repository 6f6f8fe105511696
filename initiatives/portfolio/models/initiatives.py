"""Initiatives with their charter, where they take place, and who is on them."""

from django.conf import settings
from django.contrib.postgres.indexes import GinIndex, OpClass
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Upper
from django.utils.translation import gettext as _

from initiatives.accountability.models import Commitment
from initiatives.base import clock
from initiatives.base.models import Record
from initiatives.base.words import words
from initiatives.framework.models import Definition, Principle
from initiatives.people.models import Entity, User
from initiatives.portfolio.choices import Direction, ImportState, Stage, TeamPart

USER = settings.AUTH_USER_MODEL
SEARCHED = ("problem", "population", "aim_summary", "aim_measure", "aim_population", "notes")


class Initiative(Record):
    """A piece of improvement work and its charter.

    `entity` answers for it; `places` holds every entity where it takes place, that one included
    (a deferred foreign key in the database sees to it).
    """

    prefix = "QI"

    title = models.CharField(max_length=200)
    problem = models.TextField(blank=True)
    population = models.TextField(blank=True, help_text="Who is served, and who is missed today.")
    aim_summary = models.TextField(blank=True, help_text="The aim in the team's own words.")
    aim_direction = models.CharField(max_length=8, choices=Direction.choices, blank=True)
    aim_measure = models.CharField(max_length=200, blank=True)
    aim_baseline = models.CharField(max_length=80, blank=True)
    aim_target = models.CharField(max_length=80, blank=True)
    aim_by = models.DateField(null=True, blank=True)
    aim_population = models.CharField(max_length=200, blank=True)
    aim_setting = models.CharField(max_length=200, blank=True)
    entity = models.ForeignKey(Entity, on_delete=models.PROTECT, related_name="led_initiatives")
    entities = models.ManyToManyField(Entity, through="Place", related_name="initiatives")
    sponsor = models.ForeignKey(
        USER, null=True, blank=True, on_delete=models.PROTECT, related_name="sponsored_initiatives"
    )
    owner = models.ForeignKey(
        USER, null=True, blank=True, on_delete=models.PROTECT, related_name="owned_initiatives"
    )
    team: "models.ManyToManyField[User, TeamMember]" = models.ManyToManyField(
        USER, through="TeamMember", related_name="team_initiatives"
    )
    principles = models.ManyToManyField(Principle, through="Alignment", related_name="initiatives")
    definitions = models.ManyToManyField(Definition, through="Citation", related_name="+")
    unstratified_because = models.TextField(blank=True, help_text="Why no measure is by group.")
    stage = models.CharField(max_length=12, choices=Stage.choices, default=Stage.PROPOSED)
    stage_since = models.DateTimeField(default=clock.now)
    approved_by = models.ForeignKey(
        USER, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    approved_on = models.DateField(null=True, blank=True)
    on_hold_since = models.DateTimeField(null=True, blank=True)
    on_hold_because = models.TextField(blank=True)
    resume_on = models.DateField(null=True, blank=True, help_text="When to decide how it goes on.")
    resume_commitment = models.OneToOneField(
        Commitment, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    started_on = models.DateField(null=True, blank=True)
    started_note = models.CharField(max_length=80, blank=True, help_text="Where no day is known.")
    target_on = models.DateField(null=True, blank=True)
    target_note = models.CharField(max_length=80, blank=True, help_text="Where no day is known.")
    notes = models.TextField(blank=True)
    active_at = models.DateTimeField(default=clock.now, help_text="When its people last moved it.")
    register_key = models.CharField(max_length=64, null=True, blank=True, unique=True)
    created_by = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["title", "id"]
        indexes = [
            models.Index(fields=["title", "id"], name="initiative_by_title"),
            models.Index(F("target_on").asc(nulls_last=True), "id", name="initiative_by_target"),
            models.Index(fields=["-active_at", "-id"], name="initiative_by_activity"),
            models.Index(fields=["stage", "title", "id"], name="initiative_by_stage"),
            models.Index(
                fields=["title", "id"],
                condition=Q(on_hold_since__isnull=False),
                name="initiative_on_hold",
            ),
            GinIndex(OpClass(Upper("title"), name="gin_trgm_ops"), name="initiative_title_words"),
            GinIndex(words("title", *SEARCHED), name="initiative_words"),
        ]
        constraints = [
            models.CheckConstraint(condition=~Q(title=""), name="initiative_has_a_title"),
            models.CheckConstraint(
                condition=Q(stage__in=["idea", "proposed", "closed"]) | Q(owner__isnull=False),
                name="initiative_owned_once_approved",
            ),
            models.CheckConstraint(
                condition=Q(target_on__isnull=True)
                | Q(started_on__isnull=True)
                | Q(target_on__gte=F("started_on")),
                name="initiative_target_after_start",
            ),
            models.CheckConstraint(
                condition=Q(on_hold_since__isnull=True, on_hold_because="", resume_on__isnull=True)
                | Q(on_hold_since__isnull=False, resume_on__isnull=False)
                & ~Q(on_hold_because="")
                & ~Q(stage="closed"),
                name="initiative_on_hold_with_reason",
            ),
        ]

    def __str__(self) -> str:
        return self.title


class Place(models.Model):
    """An entity where an initiative takes place."""

    initiative = models.ForeignKey(Initiative, on_delete=models.CASCADE, related_name="places")
    entity = models.ForeignKey(Entity, on_delete=models.PROTECT, related_name="places")

    class Meta:
        ordering = ["initiative_id", "entity_id"]
        indexes = [models.Index(fields=["entity", "initiative"], name="place_of_entity")]
        constraints = [models.UniqueConstraint(fields=["initiative", "entity"], name="place_once")]

    def __str__(self) -> str:
        return _("%(initiative)s at %(entity)s") % {
            "initiative": self.initiative,
            "entity": self.entity,
        }


class TeamMember(models.Model):
    """A person on an initiative's team, and the part they take."""

    initiative = models.ForeignKey(Initiative, on_delete=models.CASCADE, related_name="members")
    user = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="+")
    part = models.CharField(max_length=16, choices=TeamPart.choices, default=TeamPart.MEMBER)

    class Meta:
        ordering = ["initiative_id", "part", "user__name"]
        indexes = [models.Index(fields=["user", "initiative"], name="team_member_of_user")]
        constraints = [
            models.UniqueConstraint(fields=["initiative", "user"], name="team_member_once")
        ]

    def __str__(self) -> str:
        return f"{self.user}, {self.get_part_display()}"


class RegisterImport(Record):
    """A register that somebody uploaded: its content, the verdict on each row, what came of it."""

    prefix = "I"

    file_name = models.CharField(max_length=200)
    content = models.BinaryField()
    verdicts = models.JSONField(default=list)
    state = models.CharField(
        max_length=10, choices=ImportState.choices, default=ImportState.PREVIEWED
    )
    created_by = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="+")
    written_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-created_at", "-id"]

    def __str__(self) -> str:
        return self.file_name
