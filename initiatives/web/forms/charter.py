"""The charter on a page: grouped, with the team and the principles as plain rows."""

from collections.abc import Mapping
from typing import Any

from django import forms

from initiatives.base.lazy import gettext_lazy as _
from initiatives.framework import queries as framework
from initiatives.framework.models import Principle
from initiatives.people import queries as people
from initiatives.people.models import Entity, User
from initiatives.portfolio.choices import BEFORE_APPROVAL, Direction, Stage, TeamPart
from initiatives.portfolio.rules import may_create
from initiatives.portfolio.rules.charter import Charter, columns
from initiatives.web.forms.charter_fields import (
    day,
    line,
    member_field,
    part_field,
    text,
)
from initiatives.web.frame.forms import (
    EntitiesField,
    EntityField,
    PersonField,
    VersionedForm,
    ViewerForm,
    person_choices,
)

BLANK_ROWS = 3
MOST_ROWS = 60


class CharterForm(ViewerForm):
    """What a team writes in a charter; `cleaned_data["charter"]` is the whole of it."""

    title = line(_("Title"), help_text=_("What people call it."), required=True)
    problem = text(
        _("Problem"), _("What falls short today, and how you know. No names of patients.")
    )
    population = text(_("Population"), _("Who is served, and who is missed today."), rows=3)
    aim_direction = forms.ChoiceField(
        label=_("Increase or decrease"),
        choices=[("", _("Choose one")), *Direction.choices],
        required=False,
    )
    aim_measure = line(
        _("What is measured"), help_text=_("Such as: use of a professional interpreter")
    )
    aim_baseline = line(_("From"), 80, _("Where it stands now, such as: 62%"))
    aim_target = line(_("To"), 80, _("Such as: 85%"))
    aim_by = day(_("By when"))
    aim_population = line(
        _("Among whom"), help_text=_("Such as: patients who prefer another language")
    )
    aim_setting = line(_("Where"), help_text=_("Such as: all medicine wards"))
    aim_summary = text(
        _("The aim in your own words"),
        _("Shown until all seven parts above are filled in."),
        rows=2,
    )
    started_on = day(_("Start"))
    started_note = line(_("Start, where no day is known"), 80, _("Such as: fall 2026"))
    target_on = day(_("Target date"))
    target_note = line(_("Target, where no day is known"), 80)
    unstratified_because = text(
        _("Why no measure is counted by group"),
        _("Leave it empty where one is, or will be."),
        rows=2,
    )
    notes = text(_("Notes"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._add_places()
        self._add_people()
        self._add_team()

    def _add_places(self) -> None:
        """Any entity can be a place; one where the viewer may charter answers for it.

        Where it takes place already it may stay, though that became part of another.
        """
        tree, now = people.tree(self.viewer), self.initial.get("entity")
        merged = [one for one in self.initial.get("entities", ()) if one.merged_into_id]
        answering = [now] if isinstance(now, Entity) and now.merged_into_id else []
        able = [one for one in tree if one == now or may_create(self.viewer, one)]
        self.fields["entity"] = EntityField(
            self.viewer,
            [*answering, *able],
            label=_("Entity that answers for it"),
            empty_label=_("Choose an entity"),
        )
        self.fields["entities"] = EntitiesField(
            self.viewer,
            [*merged, *tree],
            label=_("Other entities where it takes place"),
            required=False,
        )

    def _add_people(self) -> None:
        self.directory = person_choices(people.directory(self.viewer))
        for name, label, hint in (
            ("owner", _("Accountable owner"), _("One person. Without an owner it stays proposed.")),
            ("sponsor", _("Sponsor"), _("Who clears the way, and hears of what stays overdue.")),
        ):
            self.fields[name] = PersonField(
                self.viewer,
                named=self.initial.get(name),
                offered=self.directory,
                label=label,
                help_text=hint,
                required=False,
                empty_label=_("Nobody yet"),
            )

    def _add_team(self) -> None:
        """A row for each member and three blank ones; a sent form keeps the rows it came with."""
        team: Mapping[User, str] = self.initial.get("team", {})
        closed = person_choices(member for member in team if not member.is_active)
        sent = sum(name.startswith("member_") for name in self.data)
        for row in range(min(max(sent, len(team) + BLANK_ROWS), MOST_ROWS)):
            self.fields[f"member_{row}"] = member_field(row, [*closed, *self.directory])
            self.fields[f"part_{row}"] = part_field(row)
        for row, (member, part) in enumerate(team.items()):
            self.initial.update({f"member_{row}": member.pk, f"part_{row}": part})

    def team_rows(self) -> list[tuple[forms.BoundField, forms.BoundField]]:
        """The rows of the team: who, and which part they take."""
        rows = sum(name.startswith("member_") for name in self.fields)
        return [(self[f"member_{row}"], self[f"part_{row}"]) for row in range(rows)]

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        team = self._team(given)
        if not self.errors:
            own = {name: value for name in columns() if (value := given.get(name)) is not None}
            entities = tuple(given["entities"])
            given["charter"] = Charter(**own, entities=entities, team=team)
        return given

    def _team(self, given: dict[str, Any]) -> dict[int, str]:
        team: dict[int, str] = {}
        for row in range(len(self.team_rows())):
            member = given.get(f"member_{row}")
            if member in team:
                self.add_error(
                    f"member_{row}", _("This person is in the team already; once is enough.")
                )
            elif member:
                team[member] = given.get(f"part_{row}") or TeamPart.MEMBER
        return team


class CharterRevision(CharterForm, VersionedForm):
    """A charter that is there already, changed."""

    reason = line(_("Why you change it"), 500, _("It is kept in the history."))


class NewCharter(CharterForm):
    """A new charter, with the principles it serves and how it serves each."""

    stage = forms.ChoiceField(
        label=_("Stage"),
        choices=[(stage.value, stage.label) for stage in BEFORE_APPROVAL],
        initial=Stage.PROPOSED,
        widget=forms.RadioSelect,
        help_text=_("It moves on from its own page, gate by gate."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.principles = list(framework.principles(self.viewer))
        for principle in self.principles:
            self.fields[f"serves_{principle.pk}"] = forms.BooleanField(
                label=str(principle), required=False
            )
            self.fields[f"rationale_{principle.pk}"] = text(
                _("How it serves principle %(number)s") % {"number": principle.number}, rows=2
            )

    def alignment_rows(self) -> list[tuple[Principle, forms.BoundField, forms.BoundField]]:
        """Each principle with its tick and its rationale."""
        return [
            (principle, self[f"serves_{principle.pk}"], self[f"rationale_{principle.pk}"])
            for principle in self.principles
        ]

    def clean(self) -> dict[str, Any]:
        given = super().clean()
        given["alignments"] = [
            (principle, given.get(f"rationale_{principle.pk}", ""))
            for principle in self.principles
            if self._serves(principle.pk, given)
        ]
        return given

    def _serves(self, pk: int, given: dict[str, Any]) -> bool:
        """Ticked, with a rationale; one without the other is an error that says which."""
        ticked, why = given.get(f"serves_{pk}"), given.get(f"rationale_{pk}")
        if ticked and not why:
            self.add_error(f"rationale_{pk}", _("Say how the initiative serves this principle."))
        if why and not ticked:
            self.add_error(
                f"serves_{pk}", _("Tick the principle too, or clear the text beside it.")
            )
        return bool(ticked and why)
