"""People, the tree of entities, roles, API tokens and saved views."""

from typing import Any, ClassVar
from zoneinfo import available_timezones

import pgtrigger
from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.models import PermissionsMixin
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Func, Q
from django.db.models.functions import Lower
from django.utils.translation import gettext as _

from initiatives.base import clock
from initiatives.base.models import Record
from initiatives.people.choices import CoverState, EntityKind, Role, Scope, Turn
from initiatives.people.scopes import in_words


def validate_time_zone(name: str) -> None:
    """Raises ValidationError for a name that the time zone database does not have."""
    if name not in available_timezones():
        said = _("%(name)s is no time zone. One looks like America/Los_Angeles.")
        raise ValidationError(said % {"name": repr(name)})


def monday_to_friday() -> list[int]:
    """The usual working week, as ISO weekdays (Monday is 1)."""
    return [1, 2, 3, 4, 5]


class UserManager(BaseUserManager["User"]):
    """Creates people by e-mail address."""

    def create_user(self, email: str, password: str | None = None, **fields: Any) -> "User":
        user = self.model(email=email.strip().lower(), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(self, email: str, password: str | None = None, **fields: Any) -> "User":
        return self.create_user(email, password, is_superuser=True, **fields)


class User(Record, AbstractBaseUser, PermissionsMixin):
    """A person who signs in, named by their e-mail address.

    Or a service: a program with roles of its own, for which a person answers. It calls the API with
    its tokens, never signs in, and carries nothing that a person carries.
    """

    prefix = "U"

    email = models.EmailField("e-mail address", unique=True)
    name = models.CharField(max_length=120)
    title = models.CharField(
        max_length=120, blank=True, help_text="Post, such as Laboratory Director."
    )
    time_zone = models.CharField(
        max_length=64, default="America/Los_Angeles", validators=[validate_time_zone]
    )
    working_days = ArrayField(models.PositiveSmallIntegerField(), default=monday_to_friday)
    is_active = models.BooleanField(default=True)
    answered_by = models.ForeignKey(
        "self",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="services",
        help_text="Of a service account: the person who answers for it.",
    )
    break_glass = models.BooleanField(
        default=False,
        db_default=False,
        help_text="For emergencies: signs in by password when no institution answers.",
    )

    erased_at = models.DateTimeField(
        null=True, blank=True, editable=False, help_text="Since then the name is a number."
    )

    objects: ClassVar[UserManager] = UserManager()
    USERNAME_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["name"]

    class Meta:
        ordering = ["name", "id"]
        constraints = [
            models.UniqueConstraint(Lower("email"), name="user_email_once_whatever_its_case"),
            models.CheckConstraint(
                condition=Q(working_days__contained_by=[1, 2, 3, 4, 5, 6, 7]),
                name="user_working_days_are_weekdays",
            ),
            models.CheckConstraint(
                condition=Q(answered_by=None) | Q(is_superuser=False),
                name="user_service_has_roles_only",
            ),
            models.CheckConstraint(
                condition=Q(answered_by=None) | ~Q(answered_by=F("id")),
                name="user_service_answered_by_another",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def is_service(self) -> bool:
        """Whether this is a program, for which a person answers."""
        return self.answered_by_id is not None

    def get_full_name(self) -> str:
        return self.name

    def get_short_name(self) -> str:
        return self.name.split()[0] if self.name else self.email


def one_of(name: str) -> Func:
    """An array that holds just this column."""
    keys: ArrayField[Any, Any] = ArrayField(models.BigIntegerField())
    return Func(F(name), template="ARRAY[%(expressions)s]", output_field=keys)


class Entity(Record):
    """A part of the health system. `lineage` holds the keys from the root down to itself.

    One that was merged is kept and hangs below the one that it became part of, `merged_into`, so
    that all it ever had counts there by its lineage and nothing has to move. It takes nothing new.
    Where that one is merged in turn, `merged_into` of both is the one that stands.
    """

    prefix = "E"

    name = models.CharField(max_length=160)
    short_name = models.CharField(max_length=40)
    kind = models.CharField(max_length=20, choices=EntityKind.choices)
    parent = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="children"
    )
    lineage = ArrayField(models.BigIntegerField(), default=list, editable=False)
    merged_into = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="merged"
    )
    merged_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["name", "id"]
        verbose_name_plural = "entities"
        indexes = [GinIndex(fields=["lineage"], name="entity_lineage")]
        constraints = [
            models.UniqueConstraint(
                Lower("name"),
                "parent",
                condition=Q(merged_into__isnull=True),
                name="entity_name_once_under_a_parent",
                nulls_distinct=False,
            ),
            models.CheckConstraint(
                condition=Q(parent__isnull=True) | ~Q(parent=F("id")),
                name="entity_not_its_own_parent",
            ),
            models.CheckConstraint(
                condition=Q(merged_into__isnull=True, merged_on__isnull=True)
                | Q(merged_into__isnull=False, merged_on__isnull=False)
                & ~Q(merged_into=F("id"))
                & Q(lineage__contains=one_of("merged_into")),
                name="entity_merged_into_one_above_it",
            ),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="refuse_below_merged",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert | pgtrigger.UpdateOf("parent_id"),  # type: ignore[no-untyped-call]
                func="IF EXISTS (SELECT FROM initiatives_entity WHERE id = NEW.parent_id "
                "AND merged_into_id IS NOT NULL) THEN "
                "RAISE EXCEPTION 'pgtrigger: Nothing new hangs below a merged entity.'; "
                "END IF; RETURN NEW;",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Succession(models.Model):
    """That an entity became part of another, stands for itself again, or was split off.

    `other` is what it became part of, what it was part of, or what it was split off from.
    `lineage_before` and `lineage_after` are where it hung right before and after; nothing where it
    was not there before.
    """

    entity = models.ForeignKey(Entity, on_delete=models.PROTECT, related_name="turns")
    other = models.ForeignKey(Entity, on_delete=models.PROTECT, related_name="+")
    turn = models.CharField(max_length=8, choices=Turn.choices)
    at = models.DateTimeField(default=clock.now)
    day = models.DateField(default=clock.today)
    lineage_before = ArrayField(models.BigIntegerField(), default=list)
    lineage_after = ArrayField(models.BigIntegerField())

    class Meta:
        ordering = ["at", "id"]
        indexes = [models.Index(fields=["at"], name="succession_by_time")]
        constraints = [
            models.CheckConstraint(
                condition=~Q(entity=F("other")), name="succession_of_two_entities"
            )
        ]
        triggers = [
            pgtrigger.Protect(name="refuse_change", operation=pgtrigger.Update | pgtrigger.Delete)
        ]

    def __str__(self) -> str:
        return f"{self.entity} {self.get_turn_display().lower()} {self.other}"


class Membership(Record):
    """A role that a person holds on an entity and everything below it, until it is ended."""

    prefix = "M"

    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="memberships")
    entity = models.ForeignKey(Entity, on_delete=models.PROTECT, related_name="memberships")
    role = models.CharField(max_length=24, choices=Role.choices)
    ended_at = models.DateTimeField(null=True, blank=True)
    given_by = models.CharField(
        max_length=60,
        blank=True,
        default="",
        db_default="",
        help_text="The institution whose groups gave it; nothing for one given by hand.",
    )

    class Meta:
        ordering = ["entity__name", "role", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["user", "entity", "role"],
                condition=Q(ended_at__isnull=True),
                name="membership_held_once",
            )
        ]

    def __str__(self) -> str:
        return _("%(role)s of %(entity)s") % {
            "role": self.get_role_display(),
            "entity": self.entity,
        }


class GroupRole(Record):
    """That whoever an institution lists in a group holds a role on an entity, until it is ended."""

    prefix = "GR"

    provider = models.CharField(max_length=60)
    group = models.CharField(max_length=255)
    entity = models.ForeignKey(Entity, on_delete=models.PROTECT, related_name="group_roles")
    role = models.CharField(max_length=24, choices=Role.choices)
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["provider", "group", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["provider", "group", "entity", "role"],
                condition=Q(ended_at__isnull=True),
                name="group_role_said_once",
            )
        ]
        triggers = [pgtrigger.Protect(name="refuse_delete", operation=pgtrigger.Delete)]

    def __str__(self) -> str:
        return f"{self.group}: {self.get_role_display()} of {self.entity}"


class Cover(Record):
    """Someone who gets copies and may act while a person is away, if they agreed to it.

    The person stays accountable for what they own.
    """

    prefix = "CV"

    person = models.ForeignKey(User, on_delete=models.PROTECT, related_name="covers")
    stand_in = models.ForeignKey(User, on_delete=models.PROTECT, related_name="covering")
    starts = models.DateField()
    ends = models.DateField(help_text="The last day.")
    reason = models.CharField(max_length=200, blank=True)
    state = models.CharField(max_length=8, choices=CoverState.choices, default=CoverState.ASKED)
    answered_at = models.DateTimeField(null=True, blank=True)
    created_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["-starts", "-id"]
        indexes = [
            models.Index(
                fields=["person", "starts"],
                condition=Q(state="accepted"),
                name="cover_accepted_of_person",
            ),
            models.Index(
                fields=["stand_in", "starts"],
                condition=Q(state__in=["asked", "accepted"]),
                name="cover_of_stand_in",
            ),
        ]
        constraints = [
            models.CheckConstraint(
                condition=~Q(person=F("stand_in")), name="cover_by_someone_else"
            ),
            models.CheckConstraint(condition=Q(ends__gte=F("starts")), name="cover_ends_later"),
        ]

    def __str__(self) -> str:
        return _("%(stand_in)s for %(person)s") % {"stand_in": self.stand_in, "person": self.person}


class Token(models.Model):
    """An API token. Only the SHA-256 of its secret is kept."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="tokens")
    name = models.CharField(max_length=80)
    digest = models.CharField(max_length=64, unique=True)
    scope = models.CharField(max_length=600, default=Scope.WRITE, help_text="See people/scopes.")
    created_at = models.DateTimeField(default=clock.now)
    expires_at = models.DateTimeField()
    last_used_at = models.DateTimeField(null=True, blank=True)
    revoked_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-created_at", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(scope__regex=r"^(read|write)(:[a-z-]+)?( (read|write)(:[a-z-]+)?)*$"),
                name="token_scope_is_words",
            )
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def is_over(self) -> bool:
        return self.expires_at <= clock.now()

    @property
    def reach(self) -> str:
        """What it may do, in words."""
        return in_words(self.scope)


class SavedView(Record):
    """A list's filters and order under a name, kept for one person."""

    prefix = "V"

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="saved_views")
    list_name = models.CharField(max_length=40)
    name = models.CharField(max_length=80)
    query = models.CharField(max_length=2000, blank=True)

    class Meta:
        ordering = ["list_name", "name", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["user", "list_name", "name"], name="saved_view_named_once_a_list"
            )
        ]

    def __str__(self) -> str:
        return self.name


class AnsweredRequest(models.Model):
    """The answer to a request that carried an Idempotency-Key, kept for a day."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="+")
    key = models.CharField(max_length=255)
    digest = models.CharField(max_length=64, help_text="SHA-256 of method, address and body.")
    status = models.PositiveSmallIntegerField(null=True)
    body = models.JSONField(null=True)
    etag = models.CharField(max_length=40, blank=True)
    created_at = models.DateTimeField(default=clock.now)

    class Meta:
        ordering = ["-created_at", "-id"]
        indexes = [models.Index(fields=["created_at"], name="answered_request_age")]
        constraints = [
            models.UniqueConstraint(fields=["user", "key"], name="answered_request_once_a_key")
        ]

    def __str__(self) -> str:
        return self.key
