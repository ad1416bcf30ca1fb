"""The closed list of what the audit chain can tell: `subject.act`."""

from __future__ import annotations

from enum import StrEnum


class Event(StrEnum):
    """What happened. Nothing else is ever written to the chain."""

    STORE_CREATED = "store.created"
    STORE_MIGRATED = "store.migrated"
    OPERATOR_ADDED = "operator.added"
    OPERATOR_DISABLED = "operator.disabled"
    OPERATOR_PASSWORD_RESET = "operator.password_reset"  # noqa: S105  # the name of an event
    OPERATOR_SIGNED_IN = "operator.signed_in"
    OPERATOR_REFUSED = "operator.refused"
    OPERATOR_SIGNED_OUT = "operator.signed_out"
    OPERATOR_LOCKED = "operator.locked"
    OPERATOR_UNLOCKED = "operator.unlocked"
    DESK_REGISTERED = "desk.registered"
    POINT_ADDED = "service_point.added"
    ENROLMENT_BEGUN = "enrolment.begun"
    ENROLMENT_RESUMED = "enrolment.resumed"
    ENROLMENT_TAKEN_OVER = "enrolment.taken_over"
    ENROLMENT_SUBMITTED = "enrolment.submitted"
    ENROLMENT_CANCELLED = "enrolment.cancelled"
    ENROLMENT_REPLACED = "enrolment.replaced"
    REVIEW_CLAIMED = "review.claimed"
    REVIEW_RELEASED = "review.released"
    REVIEW_APPROVED = "review.approved"
    REVIEW_RETURNED = "review.returned"
    REVIEW_REJECTED = "review.rejected"
    CODE_ISSUED = "code.issued"
    CODE_REISSUED = "code.reissued"
    CODE_REVEALED = "code.revealed"
    CODE_HANDED_OVER = "code.handed_over"
    CODE_HAND_OVER_FAILED = "code.hand_over_failed"
    CODE_VERIFIED = "code.verified"
    CODE_REFUSED = "code.refused"
    CODE_DIED = "code.died"
    RECEIPT_PRINTED = "receipt.printed"
    AUDIT_READ = "audit.read"
