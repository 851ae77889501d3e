"""Forms that change a ledger, filled in by whatever the schema allows and much that it does not."""

from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis.errors import Unsatisfiable
from schemathesis import GenerationMode, openapi
from schemathesis.checks import not_a_server_error
from schemathesis.core.result import Ok

from reportedly.web.application import application
from reportedly.web.reviewing import reading
from tests.web.changing import REVIEWED, copied
from tests.web.conftest import SAME_SITE, client_of, entered, form_word

EXAMPLES = 3
OWN = r"^/(names|read|series/[^/]+/(join|part|undo)|stories/[^/]+/(name|join|part))"


def test_no_form_breaks_the_server(
    ledger_path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reading, "PATIENCE", 0.01)
    with copied(ledger_path, tmp_path) as ledger:
        client = entered(client_of(ledger, REVIEWED), "Ines Tarv")
        cookies = "; ".join(f"{name}={value}" for name, value in client.cookies.items())
        headers = {
            "Host": "127.0.0.1", "Cookie": cookies, "X-CSRF-Token": form_word(client), **SAME_SITE,
        }  # fmt: skip
        app = application(ledger, REVIEWED, patience=60)
        schema = openapi.from_asgi("/openapi.json", app, headers=headers).include(path_regex=OWN)
        asked, seen = 0, set()
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
                    answer = case.call_and_validate(checks=[not_a_server_error], headers=headers)
                    seen.add(answer.status_code)

                with suppress(Unsatisfiable):
                    ask()
        app.state.intake.close()
    assert asked > 40
    assert {200, 422} <= seen
    assert 403 not in seen  # all were let in
