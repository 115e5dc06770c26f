"""Random work on a ledger against a plain model of it: crashes, reopening and erasure included."""

import tempfile
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    rule,
    run_state_machine_as_test,
)

from kinward.ledger import Ledger, Page
from schemas.ledger import (
    CaseErased,
    Decided,
    DutyLapsed,
    DutyOpened,
    DutyReopened,
    DutyRevised,
    PacketFailed,
    PacketPrepared,
    PacketSent,
    Public,
)
from schemas.problem import UnitError
from tests.depth import examples, steps
from tests.kinward.ledger.builders import (
    HASH,
    NOON,
    a_case_recorded,
    a_document,
    a_hash,
    a_packet,
    a_sending,
    a_signature,
    an_approval,
)
from tests.postgres import PostgresServer

CASES = st.sampled_from(["IL-1", "IL-2", "IL-3"])
NUMBERS = st.sets(st.integers(0, 3))


class Died(Exception):
    """The program dies in the middle of a page."""


class ModelCase:
    """What a case should look like, in plain Python."""

    def __init__(self) -> None:
        self.kinds = ["case_recorded"]
        self.payloads: list[object] = [0]
        self.duties: dict[str, str] = {}
        self.packet: tuple[str, str] | None = None
        self.erased = False


class LedgerMachine(RuleBasedStateMachine):
    """Each step is done to the ledger and to the model; both must tell the same story."""

    new_url: Callable[[Path], str | None] = staticmethod(lambda _: None)

    @initialize()
    def start(self) -> None:
        self.folder = tempfile.TemporaryDirectory()
        self.home = Path(self.folder.name) / "home"
        self.url = self.new_url(self.home)
        self.ledger = Ledger.open(self.url, self.home)
        self.model: dict[str, ModelCase] = {}
        self.steps = 0

    def teardown(self) -> None:
        if hasattr(self, "ledger"):
            assert self.ledger.verify() == ()
            self.ledger.close()
            self.folder.cleanup()

    @rule(case=CASES)
    def record_case(self, case: str) -> None:
        known = self.model.get(case)
        if self._try(case, [a_case_recorded()], allowed=known is None or not known.erased):
            if known is None:
                self.model[case] = ModelCase()
                self.model[case].payloads = [self.steps]
            else:
                self._told(case, ["case_recorded"])

    @rule(case=CASES, wanted=NUMBERS)
    def recompute_duties(self, case: str, wanted: set[int]) -> None:
        known = self.model.get(case)
        duties = dict(known.duties) if known else {}
        steps: list[Public] = [Decided(as_of=NOON.date())]
        for number in range(4):
            key = f"{case}-duty-{number}"
            steps += _duty_steps(key, duties.get(key), number in wanted)
            if number in wanted:
                duties[key] = "owed"
            elif key in duties:
                duties[key] = "lapsed"
        if self._try(case, steps, allowed=known is not None and not known.erased):
            self.model[case].duties = duties
            self._told(case, [step.kind for step in steps])

    @rule(case=CASES, version=st.integers(1, 2))
    def prepare_packet(self, case: str, version: int) -> None:
        sha256 = a_hash(str(version))
        steps: list[Public] = [_packet(case, sha256)]
        if case in self.model and self.model[case].packet is None:
            steps.insert(0, a_document(f"{case}-doc"))
        self._packet_step(case, steps, {None: "waiting"}, sha256)

    @rule(case=CASES, version=st.integers(1, 2))
    def approve(self, case: str, version: int) -> None:
        approval = an_approval(a_hash(str(version)))
        self._packet_step(case, [_of(case, approval)], {"waiting": "approved"}, approval.sha256)

    @rule(case=CASES, version=st.integers(1, 2))
    def send(self, case: str, version: int) -> None:
        sending = a_sending(sha256=a_hash(str(version)))
        self._packet_step(case, [_of(case, sending)], {"approved": "sending"}, sending.sha256)

    @rule(case=CASES, version=st.integers(1, 2))
    def take(self, case: str, version: int) -> None:
        sent = PacketSent(packet_id="p", channel="fax", sha256=a_hash(str(version)))
        moves: dict[str | None, str] = {"sending": "sent", "failed": "sent"}
        self._packet_step(case, [_of(case, sent)], moves, sent.sha256)

    @rule(case=CASES, certain=st.booleans())
    def fail(self, case: str, *, certain: bool) -> None:
        failed = PacketFailed(
            packet_id="p", channel="fax", because="no_answer", nothing_left=certain
        )
        state = "approved" if certain else "failed"
        known = self.model.get(case)
        sha256 = known.packet[1] if known and known.packet else HASH
        moves: dict[str | None, str] = {"sending": state, "failed": state}
        self._packet_step(case, [_of(case, failed)], moves, sha256)

    @rule(case=CASES)
    def erase(self, case: str) -> None:
        known = self.model.get(case)
        going = known is not None and known.packet is not None and known.packet[0] == "sending"
        allowed = known is not None and not known.erased and not going
        order = CaseErased(order_id="o-1", on=NOON.date())
        if self._try(case, [order], allowed=allowed):
            erased = self.model[case]
            self._told(case, ["case_erased"])
            erased.erased = True
            erased.payloads = [None] * len(erased.kinds)
            erased.duties = dict.fromkeys(erased.duties, "lapsed")
            if erased.packet and erased.packet[0] != "sent":
                erased.packet = ("void", erased.packet[1])

    @rule(case=CASES)
    def crash_in_the_middle_of_a_page(self, case: str) -> None:
        with pytest.raises((Died, UnitError)), self.ledger.begin(a_signature()) as page:
            self._write_and_die(page, case)

    @rule()
    def reopen(self) -> None:
        self.ledger.close()
        self.ledger = Ledger.open(self.url, self.home)

    @rule()
    def seal(self) -> None:
        self.steps += 1
        self.ledger.seal(NOON + timedelta(minutes=self.steps))

    @invariant()
    def both_tell_the_same_story(self) -> None:
        if not hasattr(self, "ledger"):
            return
        with self.ledger.reading() as screens:
            assert [row.case_number for row in screens.cases()] == sorted(self.model)
            for case, known in self.model.items():
                history = list(screens.history(case))
                assert [entry.kind for entry in history] == known.kinds
                assert [entry.sealed for entry in history] == known.payloads
                assert {d.duty_id: d.state for d in screens.duties(case)} == known.duties
                packets = [(p.state, p.sha256) for p in screens.packets(case)]
                assert packets == ([known.packet] if known.packet else [])

    @invariant()
    def the_ledger_verifies(self) -> None:
        if hasattr(self, "ledger"):
            assert self.ledger.verify() == ()

    def _packet_step(
        self, case: str, steps: list[Public], moves: dict[str | None, str], sha256: str
    ) -> None:
        known = self.model.get(case)
        state, bytes_now = (known.packet or (None, sha256)) if known else (None, sha256)
        allowed = known is not None and not known.erased and state in moves and bytes_now == sha256
        if self._try(case, steps, allowed=allowed):
            self.model[case].packet = (moves[state], sha256)
            self._told(case, [step.kind for step in steps])

    def _try(self, case: str, steps: list[Public], *, allowed: bool) -> bool:
        self.steps += 1
        if allowed:
            with self.ledger.begin(a_signature()) as page:
                self._write(page, case, steps)
            return True
        with pytest.raises(UnitError), self.ledger.begin(a_signature()) as page:
            self._write(page, case, steps)
        return False

    def _write(self, page: Page, case: str, steps: list[Public]) -> None:
        for step in steps:
            page.record(case, step, sealed=self.steps, restricted=["x"], names=["A. B."])

    def _write_and_die(self, page: Page, case: str) -> None:
        self._write(page, case, [a_case_recorded(), Decided(as_of=NOON.date())])
        raise Died

    def _told(self, case: str, kinds: list[str]) -> None:
        self.model[case].kinds += kinds
        self.model[case].payloads += [self.steps] * len(kinds)


def _duty_steps(key: str, state: str | None, wanted: bool) -> list[Public]:  # noqa: FBT001
    if wanted and state is None:
        return [DutyOpened(duty_id=key, duty_kind="notify_consulate", state="owed")]
    if wanted and state == "owed":
        return [DutyRevised(duty_id=key, state="owed", due_on=NOON.date())]
    if wanted:
        return [DutyReopened(duty_id=key, state="owed", because="applies_again")]
    return [DutyLapsed(duty_id=key, because="gone")] if state == "owed" else []


def _packet(case: str, sha256: str) -> PacketPrepared:
    return a_packet(packet_id=f"{case}-p", documents=(f"{case}-doc",), sha256=sha256)


def _of(case: str, step: Public) -> Public:
    return step.model_copy(update={"packet_id": f"{case}-p"})


def _settings(tries: int, moves: int) -> settings:
    return settings(
        max_examples=examples(tries),
        stateful_step_count=steps(moves),
        deadline=None,
        suppress_health_check=list(HealthCheck),
    )


def test_any_work_on_sqlite_agrees_with_the_model() -> None:
    run_state_machine_as_test(LedgerMachine, settings=_settings(20, 25))


def test_any_work_on_postgresql_agrees_with_the_model(postgres_server: PostgresServer) -> None:
    class OnPostgres(LedgerMachine):
        new_url = staticmethod(lambda _: postgres_server.new_database())

    run_state_machine_as_test(OnPostgres, settings=_settings(8, 20))
