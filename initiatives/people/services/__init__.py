"""What can be done with people, entities, roles, tokens and saved views."""

from initiatives.people.services.accounts import (
    create_administrator,
    create_person,
    deactivate_person,
    update_profile,
)
from initiatives.people.services.answers import answered_before, keep_answer
from initiatives.people.services.arriving import arrive, follow_groups, may_come_in
from initiatives.people.services.covers import answer_cover, ask_cover, end_cover
from initiatives.people.services.entities import create_entity, move_entity, revise_entity
from initiatives.people.services.group_roles import end_group_role, say_group_role
from initiatives.people.services.leaving import Leaver, Verdict, take_leavers
from initiatives.people.services.merging import merge_entity, set_apart
from initiatives.people.services.roles import end_role, grant_role
from initiatives.people.services.saved_views import delete_view, save_view
from initiatives.people.services.service_accounts import create_service, hand_over_service
from initiatives.people.services.signing import (
    note_break_glass,
    note_factor,
    note_slowed_down,
)
from initiatives.people.services.splitting import split_entity
from initiatives.people.services.switching import turn_switch
from initiatives.people.services.tokens import find_token, issue_token, revoke_token

__all__ = [
    "Leaver",
    "Verdict",
    "answer_cover",
    "answered_before",
    "arrive",
    "ask_cover",
    "create_administrator",
    "create_entity",
    "create_person",
    "create_service",
    "deactivate_person",
    "delete_view",
    "end_cover",
    "end_group_role",
    "end_role",
    "find_token",
    "follow_groups",
    "grant_role",
    "hand_over_service",
    "issue_token",
    "keep_answer",
    "may_come_in",
    "merge_entity",
    "move_entity",
    "note_break_glass",
    "note_factor",
    "note_slowed_down",
    "revise_entity",
    "revoke_token",
    "save_view",
    "say_group_role",
    "set_apart",
    "split_entity",
    "take_leavers",
    "turn_switch",
    "update_profile",
]
