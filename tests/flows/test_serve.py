"""`kinward serve`: hand-overs on loopback, three deployments, a clean end."""

import http.client
import json
import stat
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

from flows.serve import AlreadyServing, ServePlan, serve
from kinward.handover import Progress, Server, ServerLost, hand_over, server_of
from tests.flows.served import Served, becomes_true, end, page_is_closed, start_serving

ABSENT_PERSON = "Sofía Ramírez"


def answer(server: Server, body: bytes, token: str | None = None) -> tuple[int, bytes]:
    """Post `body` to the hand-over and return status and answer."""
    connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=10)
    headers = {"Authorization": f"Bearer {token or server.token}"}
    connection.request("POST", "/prepare", body, headers)
    reply = connection.getresponse()
    return reply.status, reply.read()


def ask_prefect(page: str, path: str, body: object | None = None) -> tuple[int, bytes]:
    """Ask Prefect's own server, as a page in a browser would."""
    connection = http.client.HTTPConnection(page.removeprefix("http://"), timeout=10)
    method = "GET" if body is None else "POST"
    headers = {"Content-Type": "application/json", "Prefect-Csrf-Client": "test"}
    if body is not None:
        connection.request("GET", "/api/csrf-token?client=test")
        headers["Prefect-Csrf-Token"] = json.loads(connection.getresponse().read())["token"]
    connection.request(method, f"/api{path}", json.dumps(body), headers)
    reply = connection.getresponse()
    return reply.status, reply.read()


def deployment(page: str, flow: str) -> dict[str, object]:
    """Return a flow's deployment as Prefect has it."""
    _, found = ask_prefect(page, f"/deployments/name/{flow.replace(' ', '%20')}/kinward")
    known: dict[str, object] = json.loads(found)
    return known


def test_a_hand_over_runs_the_flow_and_tells_each_step(served: Served) -> None:
    told = list(hand_over(served.server, ["A-1", "B-2"], "2026-03-10"))

    steps = ["duties", "letters", "pdfs", "packets", "done"]
    assert [line.step for line in told] == steps * 2
    assert [line.case_number for line in told] == ["A-1"] * 5 + ["B-2"] * 5


def test_a_hand_over_imports_no_prefect(served: Served) -> None:
    script = (
        "import sys; from pathlib import Path; from kinward.handover import *;"
        f"told = list(hand_over(server_of(Path({str(served.home)!r})), ['A-1']));"
        "print(told[-1].step, any(m.startswith('prefect') for m in sys.modules))"
    )
    said = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True
    )

    assert said.stdout.split() == ["done", "False"]


@pytest.mark.parametrize(
    "body",
    [
        pytest.param({"case_numbers": [ABSENT_PERSON]}, id="a name for a number"),
        pytest.param({"case_numbers": ["A-1", "A-1\n"]}, id="a line break in a number"),
        pytest.param({"case_numbers": ["A" * 41]}, id="a number that is too long"),
        pytest.param({"case_numbers": ["A-1"], "as_of": ABSENT_PERSON}, id="a name for a day"),
        pytest.param({"case_numbers": ["A-1"], "child": ABSENT_PERSON}, id="a person beside it"),
        pytest.param({"case_numbers": "A-1"}, id="a text for a list"),
        pytest.param([ABSENT_PERSON], id="no object"),
    ],
)
def test_what_is_no_hand_over_is_refused_and_not_said_again(served: Served, body: object) -> None:
    status, said = answer(served.server, json.dumps(body).encode())

    assert status == 422
    assert "Sof" not in said.decode()
    assert json.loads(said)["remedy"]


def test_a_hand_over_without_the_token_is_refused(served: Served) -> None:
    assert answer(served.server, b'{"case_numbers": ["A-1"]}', "guessed")[0] == 401


def test_the_serve_file_is_for_its_owner_alone(served: Served) -> None:
    assert stat.S_IMODE((served.home / "serve.json").stat().st_mode) == 0o600


def test_a_second_server_in_the_same_home_is_refused(served: Served) -> None:
    with pytest.raises(AlreadyServing):
        serve(ServePlan(served.home, page_port=0), lambda _: None)


@pytest.mark.parametrize("flow", ["prepare case", "dispatch approved", "watch duties"])
def test_each_flow_is_deployed_by_module(served: Served, flow: str) -> None:
    name = flow.replace(" ", "_")
    assert deployment(served.server.page, flow)["entrypoint"] == f"flows.{name}.{name}"


def test_only_the_watch_runs_by_itself(served: Served) -> None:
    page = served.server.page
    flows = ("prepare case", "dispatch approved", "watch duties")

    scheduled = {flow: deployment(page, flow)["schedules"] for flow in flows}

    assert scheduled["prepare case"] == scheduled["dispatch approved"] == []
    assert "'cron': '0 6 * * *'" in str(scheduled["watch duties"])


@pytest.mark.parametrize("given", [{"case_number": ABSENT_PERSON}, {"person": "A-1"}])
def test_prefects_own_page_takes_no_run_of_what_is_no_case_number(
    served: Served, given: dict[str, str]
) -> None:
    page = served.server.page
    number = deployment(page, "prepare case")["id"]

    status, _ = ask_prefect(page, f"/deployments/{number}/create_flow_run", {"parameters": given})

    assert status in {409, 422}


def test_prefects_own_page_takes_no_order_from_another_site(served: Served) -> None:
    connection = http.client.HTTPConnection(served.server.page.removeprefix("http://"))
    connection.request(
        "POST", "/api/flow_runs/filter", b"{}", {"Content-Type": "application/json"}
    )

    assert connection.getresponse().status == 403


def test_prefects_server_answers_no_other_host_name(served: Served) -> None:
    connection = http.client.HTTPConnection(served.server.page.removeprefix("http://"))
    connection.request("GET", "/api/health", headers={"Host": "rebound.example"})

    assert connection.getresponse().status == 400


@dataclass(frozen=True)
class Succession:
    """A server that was killed, and one that came after it and was told to end."""

    home: Path
    killed: Server
    file_after_the_kill: bool
    followed_after_the_kill: Server | None
    ending: Progress
    successor: Server
    exit_code: int
    printed: str


@pytest.fixture(scope="module")
def succession(tmp_path_factory: pytest.TempPathFactory) -> Succession:
    """Kill a server, start another in the same home, hand a case over, tell it to end."""
    home = tmp_path_factory.mktemp("succession") / "home"
    first = start_serving(home)
    killed = first.server
    first.process.kill()
    first.process.wait()
    file_left, followed = (home / "serve.json").exists(), server_of(home)
    second = start_serving(home)
    successor = second.server
    ending = list(hand_over(successor, ["A-1"]))[-1]
    end(second)
    printed = second.printed.read_text()
    return Succession(
        home, killed, file_left, followed, ending, successor, second.process.returncode, printed
    )


def test_the_stale_file_of_a_killed_server_is_followed_by_nobody(succession: Succession) -> None:
    assert succession.file_after_the_kill
    assert succession.followed_after_the_kill is None


def test_prefects_server_does_not_outlive_a_killed_server(succession: Succession) -> None:
    assert becomes_true(lambda: page_is_closed(succession.killed.page))


def test_a_hand_over_to_a_server_that_is_gone_says_so(succession: Succession) -> None:
    with pytest.raises(ServerLost, match="1 of 1"):
        list(hand_over(succession.killed, ["A-1"]))


def test_a_server_takes_the_place_of_a_killed_one(succession: Succession) -> None:
    assert succession.ending == Progress("A-1", "done")


def test_a_server_told_to_end_takes_prefect_and_its_file_along(succession: Succession) -> None:
    assert succession.exit_code == 0
    assert page_is_closed(succession.successor.page)
    assert not (succession.home / "serve.json").exists()


def test_a_served_process_prints_its_page_and_nothing_else(succession: Succession) -> None:
    assert succession.printed == f"ready {succession.successor.page}\n"
