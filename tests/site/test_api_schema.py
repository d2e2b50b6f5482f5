"""The door for programs answers as its description says, whatever it is asked."""

import pytest
import schemathesis
from django.core.signals import request_finished, request_started
from django.core.wsgi import get_wsgi_application
from django.db import close_old_connections
from hypothesis import HealthCheck, Phase, given, settings
from schemathesis import GenerationMode
from schemathesis.checks import load_all_checks
from tests.consultation.conftest import AT, DRAFT, ON

from danvan.consultation import actions
from danvan.consultation.models import ShownText, Submission
from danvan.ledger.actions import SYSTEM

DESCRIPTION = "/api/v1/openapi.json"
SLUG = "van-kien-xix"
OURS = settings(
    max_examples=15,
    deadline=None,
    derandomize=True,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=list(HealthCheck),
)


@pytest.fixture
def door(province, settings):
    """The site with an open consultation that has something to read."""
    from datetime import date

    settings.TODAY = ON
    terms = actions.Terms("Góp ý văn kiện", date(2020, 6, 1), date(2020, 7, 31))
    asked = actions.set_up(by=SYSTEM, unit=province, terms=terms, slug=SLUG)
    version = actions.import_version(
        by=SYSTEM, consultation=asked, draft=DRAFT, source="d.docx", sha256="a" * 64, at=AT
    )
    actions.publish_version(by=SYSTEM, version=version, at=AT)
    actions.open_to_public(by=SYSTEM, consultation=asked, at=AT)
    way = actions.Through("web", province, ON, may_publish=True)
    said = [actions.Said("Đề nghị bổ sung", "I.1", stance="agree")]
    actions.submit(consultation=asked, said=said, key="k" * 22, through=way, at=AT)
    ShownText.objects.get_or_create(
        submission=Submission.objects.get(), defaults={"text": "…", "masks": 0}
    )
    actions.seal_days(by=SYSTEM, at=AT.replace(year=2021), on=date(2020, 7, 2))
    # The requests run inside this test's transaction, whose connection must outlive them.
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    schema = schemathesis.openapi.from_wsgi(DESCRIPTION, get_wsgi_application())

    @schema.hook
    def map_path_parameters(context, path_parameters):
        """Half of the requests are for what is there."""
        given = dict(path_parameters or {})
        if len(str(given.get("slug", ""))) % 2:
            given["slug"] = SLUG
        return given

    yield schema
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


def test_every_answer_is_one_that_the_description_declares(door):
    """Requests of each operation, well and badly shaped; every check of the library but that a
    well-shaped request must be accepted (a section may be missing, a consultation closed)."""
    load_all_checks()
    unasked = [schemathesis.checks.CHECKS.get_one("positive_data_acceptance")]
    seen = set()

    for found in door.get_all_operations():
        operation = found.ok()

        @OURS
        @given(case=operation.as_strategy() | operation.as_strategy(GenerationMode.NEGATIVE))
        def asked(case):
            answer = case.call_and_validate(
                excluded_checks=unasked, headers={"Accept-Encoding": "identity"}
            )
            seen.add((case.operation.label, answer.status_code))

        asked()
    assert {status for _, status in seen} >= {200, 401, 404, 422}, sorted(seen)


def test_sendings_are_answered_as_described(door):
    statuses = []
    for text in ("Nhất trí", "Nhất trí", "Không nhất trí"):
        case = door["/api/v1/consultations/{slug}/submissions"]["POST"].Case(
            path_parameters={"slug": SLUG},
            headers={"Idempotency-Key": "n" * 22, "Accept-Encoding": "identity"},
            body={"opinions": [{"text": text}]},
            media_type="application/json",
        )
        answer = case.call()
        case.operation.validate_response(answer)
        statuses.append(answer.status_code)

    assert statuses == [201, 200, 409]


def test_the_description_names_every_address_and_every_fault(client, db):
    found = client.get(DESCRIPTION).json()
    faults = {
        code for path in found["paths"].values() for o in path.values() for code in o["responses"]
    }

    assert len(found["paths"]) == 12
    assert faults == {"200", "201", "400", "401", "403", "404", "409", "413", "422", "429"}
    columns = {
        name for shape in found["components"]["schemas"].values() for name in shape["properties"]
    }
    assert not columns & {"place", "unit_code", "sender", "name", "contact", "entered_at"}


def test_there_is_no_page_that_loads_from_elsewhere(client, db):
    assert client.get("/api/v1/docs").status_code == 404
