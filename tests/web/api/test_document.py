"""The OpenAPI document and the API agree: schemathesis finds nothing that the document hides."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, given, seed, settings
from schemathesis.core.result import Ok
from schemathesis.generation import GenerationMode
from schemathesis.specs.openapi.checks import positive_data_acceptance

from tests.web.api.programs import NOW, Program, Systems, standing
from tracker.web.api import bodies
from tracker.web.api.acts import ACTS
from tracker.web.api.bodies import Body
from tracker.web.api.webhooks import WebhookIn

MODES = [GenerationMode.POSITIVE, GenerationMode.NEGATIVE]


@pytest.fixture(scope="module")
def systems(migrated_sqlite: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Systems]:
    with standing(migrated_sqlite, tmp_path_factory.mktemp("document")) as systems:
        yield systems


def document(systems: Systems) -> dict[str, Any]:
    """The document, which needs no token."""
    said = systems.client.get("/api/v1/openapi.json")
    assert said.status_code == 200
    found: dict[str, Any] = said.json()
    return found


def test_the_document_is_a_valid_one(systems: Systems) -> None:
    schema = schemathesis.openapi.from_dict(document(systems))
    schema.validate()
    assert schema.raw_schema["openapi"].startswith("3.1")


def test_every_body_has_an_example_that_can_be_sent(systems: Systems) -> None:
    found = document(systems)
    for act in ACTS:
        if act.body is not None:
            act.body.model_validate_json(json.dumps(example_of(found, act.body)))
    for body in (bodies.ApplicationIn, WebhookIn):
        body.model_validate_json(json.dumps(example_of(found, body)))


def example_of(found: dict[str, Any], body: type[Body]) -> Any:
    """The body that the document shows."""
    (example,) = found["components"]["schemas"][body.__name__]["examples"]
    assert example
    return example


def test_every_operation_has_a_name_a_summary_and_its_refusals(systems: Systems) -> None:
    operations = [
        operation
        for path in document(systems)["paths"].values()
        for operation in path.values()
        if isinstance(operation, dict)
    ]
    names = [operation["operationId"] for operation in operations]
    assert len(names) == len(set(names)) == len(ACTS) + 9
    for operation in operations:
        assert operation["summary"]
        assert {"401", "403"} <= set(operation["responses"])
        problems = [r for code, r in operation["responses"].items() if code >= "400"]
        assert all(set(answer["content"]) == {"application/problem+json"} for answer in problems)


def test_days_and_instants_say_which_years_they_may_have(systems: Systems) -> None:
    found = document(systems)
    schemas = found["components"]["schemas"]
    fields = [
        schemas["ApplicationIn"]["properties"]["received"],
        schemas["FollowUpIn"]["properties"]["due_on"],
        schemas["AcuteCorrectionIn"]["properties"]["since"],
        schemas["PartyChangeIn"]["properties"]["died_on"]["anyOf"][0],
    ]
    assert [field["description"] for field in fields] == ["In the years 1990-2100."] * 4
    (received,) = (
        parameter
        for parameter in found["paths"]["/areas/{area}/due"]["get"]["parameters"]
        if parameter["name"] == "received"
    )
    assert received["required"]
    formats = [one["format"] for one in received["schema"]["anyOf"]]
    assert formats == ["date", "date-time"]


@pytest.mark.parametrize("mode", MODES, ids=["as documented", "against it"])
def test_no_answer_is_a_defect_or_undocumented(systems: Systems, mode: GenerationMode) -> None:
    explore(systems, mode, examples=6)


@pytest.mark.soak
@pytest.mark.parametrize("mode", MODES, ids=["as documented", "against it"])
def test_no_answer_is_a_defect_or_undocumented_for_long(
    systems: Systems, mode: GenerationMode
) -> None:
    explore(systems, mode, examples=500)


def explore(systems: Systems, mode: GenerationMode, *, examples: int) -> None:
    """Send what the document allows, or what it forbids, to every address."""
    schema = schemathesis.openapi.from_asgi("/api/v1/openapi.json", systems.town.app)
    program = systems.program()
    statuses: set[int] = set()
    for found in schema.get_all_operations():
        # A case that is there, and as it is now: else every act is refused for that.
        acts = mode is GenerationMode.POSITIVE
        reference = systems.installation.register("2026-03-05", now=NOW) if acts else None
        assert isinstance(found, Ok)
        requests = found.ok().as_strategy(generation_mode=mode)
        statuses |= send(program, requests, reference, examples)
    wanted = {200, 201, 422} if mode is GenerationMode.POSITIVE else {422}
    assert wanted <= statuses
    assert max(statuses) < 500


def send(program: Program, requests: Any, reference: str | None, examples: int) -> set[int]:
    """Send requests to one address, and look at every answer."""
    statuses = set()

    @seed(20260326)
    @settings(
        max_examples=examples,
        database=None,
        deadline=None,
        suppress_health_check=list(HealthCheck),
        phases=[Phase.generate],
    )
    @given(case=requests)
    def sends(case: Any) -> None:
        case.headers["Authorization"] = f"Bearer {program.token}"
        if reference is not None and "reference" in (case.path_parameters or {}):
            case.path_parameters["reference"] = reference
            case.headers["If-Match"] = program.tag(reference)
        said = case.call()
        statuses.add(said.status_code)
        # What is well-formed may still be unlawful: a refusal is an answer.
        case.validate_response(said, excluded_checks=[positive_data_acceptance])

    sends()
    return statuses
