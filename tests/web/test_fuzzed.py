"""Whatever the schema allows, and much that it does not, is answered without a fault of the server."""

from contextlib import suppress
from typing import Any

from fastapi.testclient import TestClient
from hypothesis import HealthCheck, given, settings
from hypothesis.errors import Unsatisfiable
from schemathesis import GenerationMode, openapi
from schemathesis.checks import not_a_server_error
from schemathesis.core.result import Ok

from reportedly.ledger import Ledger
from reportedly.web.application import application

EXAMPLES = 8
"""Questions to each address that are right by the schema, and as many that are wrong."""

LOCAL = {"Host": "localhost"}


def test_no_question_breaks_the_server(opened: Ledger, client: TestClient) -> None:
    assert client.get("/").status_code == 200  # what is slow the first time is there
    schema = openapi.from_asgi("/openapi.json", application(opened, patience=60), headers=LOCAL)
    asked = 0
    for found in schema.get_all_operations():
        assert isinstance(found, Ok)
        operation = found.ok()
        for mode in GenerationMode:

            @given(case=operation.as_strategy(generation_mode=mode))
            @settings(
                max_examples=EXAMPLES,
                derandomize=True,
                deadline=None,
                database=None,
                suppress_health_check=list(HealthCheck),
            )
            def ask(case: Any) -> None:
                nonlocal asked
                asked += 1
                case.call_and_validate(checks=[not_a_server_error], headers=LOCAL)

            with suppress(Unsatisfiable):  # there is nothing wrong to ask where nothing is asked
                ask()
    assert asked > 200
