"""Whatever the schema allows, and much that it does not, is answered without a fault of the server."""

from collections import Counter
from collections.abc import Callable
from contextlib import suppress
from typing import Any

from fastapi import FastAPI
from fastapi.testclient import TestClient
from hypothesis import HealthCheck, given, settings
from hypothesis.errors import Unsatisfiable
from schemathesis import GenerationMode, openapi
from schemathesis.checks import not_a_server_error
from schemathesis.core.result import Ok

from reportedly.ledger import Ledger
from reportedly.web.application import application
from tests.web.conftest import REVIEWED, SAME_SITE, client_of, entered, form_word

EXAMPLES = 8
"""Questions to each address that are right by the schema, and as many that are wrong."""

LOCAL = {"Host": "localhost"}


def test_no_question_breaks_the_server(opened: Ledger, client: TestClient) -> None:
    assert client.get("/").status_code == 200  # what is slow the first time is there
    assert asked_of(application(opened, patience=60), LOCAL).total() > 200


def test_no_form_breaks_the_server(reviewed: Ledger) -> None:
    client = entered(client_of(reviewed, REVIEWED), "Ines Tarv")
    cookies = "; ".join(f"{name}={value}" for name, value in client.cookies.items())
    mine = LOCAL | SAME_SITE | {"Cookie": cookies, "X-CSRF-Token": form_word(client)}
    app = application(reviewed, REVIEWED, patience=60)
    answers = asked_of(app, mine, lambda one: one.method == "post", examples=3)
    assert answers.total() > 40
    assert answers[403] == 0  # each was let in, and looked at
    assert reviewed.counts().claims > 100


def asked_of(
    app: FastAPI,
    headers: dict[str, str],
    wanted: Callable[[Any], bool] = lambda _one: True,
    examples: int = EXAMPLES,
) -> Counter[int]:
    """Ask an application much; how many answers of which status it gave."""
    schema = openapi.from_asgi("/openapi.json", app, headers=headers)
    answers: Counter[int] = Counter()
    for found in schema.get_all_operations():
        assert isinstance(found, Ok)
        operation = found.ok()
        for mode in GenerationMode if wanted(operation) else ():

            @given(case=operation.as_strategy(generation_mode=mode))
            @settings(
                max_examples=examples,
                derandomize=True,
                deadline=None,
                database=None,
                suppress_health_check=list(HealthCheck),
            )
            def ask(case: Any) -> None:
                answer = case.call_and_validate(checks=[not_a_server_error], headers=headers)
                answers[answer.status_code] += 1

            with suppress(Unsatisfiable):  # there is nothing wrong to ask where nothing is asked
                ask()
    return answers
