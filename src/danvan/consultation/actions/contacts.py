"""A contact taken away before its day, by whoever holds the receipt."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext

from danvan.consultation.actions.submissions import SENDER
from danvan.consultation.models import Contact, Receipt
from danvan.ledger import actions as ledger
from danvan.units.models import refuse


@transaction.atomic
def remove_contact(*, receipt: Receipt) -> None:
    """The sender no longer wants to be told. Raises ValidationError where there is no contact."""
    _, gone = Contact.objects.filter(receipt=receipt).delete()
    if not gone:
        raise refuse(gettext("Không còn liên hệ nào gắn với biên nhận này."))
    ledger.write(
        by=SENDER, verb="remove_contact", of=receipt, where=receipt.consultation.unit.last_path
    )
