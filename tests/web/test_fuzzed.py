"""Whatever the schema allows, and much that it does not, is answered without a fault of the server."""

import hypothesis
import pytest
import schemathesis
from fastapi.testclient import TestClient
from schemathesis.checks import not_a_server_error

from reportedly.ledger import Ledger
from reportedly.web.application import application

EXAMPLES = 12


@pytest.fixture(scope="session")
def schema(opened: Ledger, client: TestClient) -> schemathesis.BaseSchema:
    assert client.get("/").status_code == 200
    app = application(opened, patience=60)
    return schemathesis.openapi.from_asgi("/openapi.json", app, headers={"Host": "localhost"})


fuzzed = schemathesis.pytest.from_fixture("schema")


@fuzzed.parametrize()
@hypothesis.settings(
    max_examples=EXAMPLES,
    derandomize=True,
    deadline=None,
    database=None,
    suppress_health_check=list(hypothesis.HealthCheck),
)
def test_no_question_breaks_the_server(case: schemathesis.Case) -> None:
    answer = case.call(headers={"Host": "localhost"})
    case.validate_response(answer, checks=[not_a_server_error])
