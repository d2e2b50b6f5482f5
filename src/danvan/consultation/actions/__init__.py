"""What is done with consultations, drafts and what people say."""

from danvan.consultation.actions.auditing import AUDIT_READERS, draw_audit, read_item
from danvan.consultation.actions.consultations import (
    KEEPERS,
    Terms,
    amend,
    open_to_public,
    set_up,
)
from danvan.consultation.actions.contacts import remove_contact
from danvan.consultation.actions.counting import disown_channel, own_channel, set_counting_policy
from danvan.consultation.actions.drafts import import_version, publish_version
from danvan.consultation.actions.editing import (
    mark_theme,
    merge_themes,
    move_opinions,
    pin_opinion,
    place_opinions,
    rename_theme,
    send_theme,
    split_theme,
    undo,
    word_statement,
)
from danvan.consultation.actions.importing import take_in_file
from danvan.consultation.actions.intake import (
    BRINGERS,
    Counted,
    Fed,
    bring_in_conference,
    correct_tally,
    count_positions,
)
from danvan.consultation.actions.lots import IMPORTING, take_in_lot
from danvan.consultation.actions.masking import ask_for_masks, mask, mask_sent, open_text
from danvan.consultation.actions.moderation import appeal, decide_appeal, hide, hide_all, lift
from danvan.consultation.actions.notices import Unreachable, send_notices
from danvan.consultation.actions.questions import ask_questions
from danvan.consultation.actions.reporting import (
    approve_report,
    number_report,
    return_report,
    submit_report,
    word_sentence,
)
from danvan.consultation.actions.responses import (
    WRITERS,
    Answer,
    approve_response,
    ask_for_response,
    correct_response,
    draft_response,
    publish_responses,
    redraft_response,
    return_response,
    save_and_submit_response,
    submit_response,
)
from danvan.consultation.actions.retention import purge_contacts, purge_due_texts, purge_texts
from danvan.consultation.actions.roots import seal_days
from danvan.consultation.actions.submissions import (
    SENDER,
    AnotherSending,
    Said,
    Sent,
    Through,
    correct,
    keep,
    purge,
    submit,
    withdraw,
)
from danvan.consultation.actions.synthesizing import ask_synthesis, publish_synthesis
from danvan.consultation.actions.tokens import Row, make_token, revoke_token, take_in_rows

__all__ = [
    "AUDIT_READERS",
    "BRINGERS",
    "IMPORTING",
    "KEEPERS",
    "SENDER",
    "WRITERS",
    "AnotherSending",
    "Answer",
    "Counted",
    "Fed",
    "Row",
    "Said",
    "Sent",
    "Terms",
    "Through",
    "Unreachable",
    "amend",
    "appeal",
    "approve_report",
    "approve_response",
    "ask_for_masks",
    "ask_for_response",
    "ask_questions",
    "ask_synthesis",
    "bring_in_conference",
    "correct",
    "correct_response",
    "correct_tally",
    "count_positions",
    "decide_appeal",
    "disown_channel",
    "draft_response",
    "draw_audit",
    "hide",
    "hide_all",
    "import_version",
    "keep",
    "lift",
    "make_token",
    "mark_theme",
    "mask",
    "mask_sent",
    "merge_themes",
    "move_opinions",
    "number_report",
    "open_text",
    "open_to_public",
    "own_channel",
    "pin_opinion",
    "place_opinions",
    "publish_responses",
    "publish_synthesis",
    "publish_version",
    "purge",
    "purge_contacts",
    "purge_due_texts",
    "purge_texts",
    "read_item",
    "redraft_response",
    "remove_contact",
    "rename_theme",
    "return_report",
    "return_response",
    "revoke_token",
    "save_and_submit_response",
    "seal_days",
    "send_notices",
    "send_theme",
    "set_counting_policy",
    "set_up",
    "split_theme",
    "submit",
    "submit_report",
    "submit_response",
    "take_in_file",
    "take_in_lot",
    "take_in_rows",
    "undo",
    "withdraw",
    "word_sentence",
    "word_statement",
]
