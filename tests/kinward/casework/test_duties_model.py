"""Recording, correcting, deciding, sending and crashing, against a plain model of what is owed."""

import hashlib
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import ClassVar

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from kinward import casework
from kinward.casework.approving import packet_named
from kinward.casework.desk import Lazy
from kinward.casework.outdated import PacketOutdated
from kinward.ledger.rows import DocumentRow, DutyRow, PacketRow
from kinward.office import open_office
from schemas.case import Event
from schemas.ledger import PacketPrepared
from tests.depth import examples, steps
from tests.kinward.casework.offices import Died, DyingClock, a_real_office
from tests.kinward.casework.plain_model import (
    BEGIN_A_NOTICE,
    CHILDREN,
    CONCERN,
    OPENED,
    Happened,
    Owed,
    PlainFamily,
    the_case,
)

NUMBER = "SD-26-0113"
OPEN = frozenset({"owed", "held", "ask", "not_owed"})
ONE_CHILD = st.sampled_from(CHILDREN)
KINDS = st.sampled_from([*BEGIN_A_NOTICE, *BEGIN_A_NOTICE, CONCERN])
COUNTRIES = st.sampled_from(["MX", "HN"])
DAYS = st.integers(0, 12)
START_DAY = 5


class CaseMachine(RuleBasedStateMachine):
    """Each step is done to the case and to the model; what is owed must be the same."""

    texts: ClassVar[Lazy | None] = None

    @initialize()
    def start(self) -> None:
        self.folder = tempfile.TemporaryDirectory()
        self.clock = DyingClock(OPENED + timedelta(days=START_DAY))
        self.family = PlainFamily({child: {"MX": OPENED} for child in CHILDREN})
        self.decided: frozenset[Owed] | None = None
        self.keys: dict[tuple[str, str, str | None], str] = {}
        self.written_for: dict[str, frozenset[Owed]] = {}
        self.left: dict[str, bytes] = {}
        self.done: dict[str, str] = {}
        self._open()
        casework.add_case(self.office, the_case(self.family))
        self.record("taken_into_custody", "ana", 1, None)

    def teardown(self) -> None:
        if hasattr(self, "office"):
            assert self.office.ledger.verify(self.office.store) == ()
            self.opened.close()
            self.folder.cleanup()

    @rule(kind=KINDS, of=ONE_CHILD, day=DAYS, corrects=st.none() | st.integers(0, 5))
    def record(self, kind: str, of: str, day: int, corrects: int | None) -> None:
        """An event, or a correction of one: of its day, its kind or its child."""
        earlier = self.family.events
        old = earlier[corrects % len(earlier)].id if earlier and corrects is not None else None
        row = Happened(f"e{len(earlier)}", kind, self.family.free_day(day), of, old)
        earlier.append(row)
        event = Event(id=row.id, kind=kind, on=row.on, of=(of,), corrects=old)
        casework.record_event(self.office, NUMBER, event)
        self.decided = None

    @rule(child=ONE_CHILD, country=COUNTRIES, day=st.integers(0, START_DAY))
    def learn_or_correct_a_nationality(self, child: str, country: str, day: int) -> None:
        """A child is found to be a national, or not to be one; the last one stays."""
        own = self.family.nationalities[child]
        if country not in own:
            own[country] = OPENED + timedelta(days=day)
        elif len(own) > 1:
            del own[country]
        casework.add_case(self.office, the_case(self.family))
        self.decided = None

    @rule(days=st.integers(1, 4))
    def days_pass(self, days: int) -> None:
        self.clock.today += timedelta(days=days)
        self.decided = None

    @rule()
    def decide(self) -> None:
        """Decide; deciding again records nothing."""
        casework.decide_duties(self.office, NUMBER, None)
        self.decided = self.family.owed(self.clock.today)
        before = self.office.ledger.history(NUMBER)
        casework.decide_duties(self.office, NUMBER, None)
        assert self.office.ledger.history(NUMBER) == before
        self.the_duties_that_must_stand_do_and_no_other()

    @rule()
    def prepare(self) -> None:
        """Decide and write; in place of printer and binder, each letter becomes a packet."""
        self.decide()
        casework.write_letters(self.office, NUMBER, None)
        with self.office.ledger.reading() as screens:
            letters = [row for row in screens.documents(NUMBER) if row.state == "ready"]
        bound = {d for p in self._packets() if p.state != "superseded" for d in p.documents}
        for letter in letters:
            if letter.document_id not in bound:
                self._bind(letter)

    @precondition(lambda self: self._packets("waiting"))
    @rule()
    def approve(self) -> None:
        for packet in self._packets("waiting"):
            casework.approve_packet(self.office, packet.packet_id, "M. Example")

    @precondition(lambda self: self._packets("approved", "sending"))
    @rule(looks=st.none() | st.integers(0, 4))
    def send(self, looks: int | None) -> None:
        """Send what is approved; on the way the program may die, at any look at the clock."""
        for packet in self._packets("approved", "sending"):
            self._send(packet, looks)

    @rule(looks=st.integers(0, 2))
    def crash_while_deciding(self, looks: int) -> None:
        with self._dying_after(looks):
            casework.decide_duties(self.office, NUMBER, None)
        self.decided = None

    @invariant()
    def the_duties_that_must_stand_do_and_no_other(self) -> None:
        if getattr(self, "decided", None) is None:
            return
        standing = {(r.about_position, r.country): r for r in self._duties() if r.state in OPEN}
        for owed in self.decided or ():
            position = f"people[{CHILDREN.index(owed.child)}]"
            row = standing.pop((position, owed.country), None)
            name = (owed.child, owed.country, owed.occasion)
            if row is None:
                assert self.keys[name] in self.done
            else:
                assert (row.state, row.starts_on) == (owed.state, owed.starts_on)
                assert self.keys.setdefault(name, row.duty_id) == row.duty_id
        assert standing == {}
        assert len(set(self.keys.values())) == len(self.keys)

    @invariant()
    def nothing_waits_that_was_written_for_other_facts(self) -> None:
        if getattr(self, "decided", None) is not None:
            for packet in self._packets("waiting", "approved"):
                assert self.written_for[packet.packet_id] <= (self.decided or frozenset())

    @invariant()
    def what_was_done_stays(self) -> None:
        if hasattr(self, "office"):
            states = {packet.packet_id: packet.state for packet in self._packets()}
            assert {states[sent] for sent in self.left} <= {"sent"}
            met = {row.duty_id: row.packet_id for row in self._duties() if row.state == "done"}
            assert met == self.done
            for sent, pdf in self.left.items():
                assert self._laid_down(sent) == pdf

    def _open(self) -> None:
        self.opened = ExitStack()
        office = self.opened.enter_context(open_office(Path(self.folder.name) / "home"))
        CaseMachine.texts = CaseMachine.texts or office.texts  # loaded once for all homes
        self.office = replace(a_real_office(office), clock=self.clock, texts=CaseMachine.texts)

    @contextmanager
    def _dying_after(self, looks: int | None) -> Iterator[None]:
        """Let the program die at a look at the clock; then open it again."""
        self.clock.looks_left = looks
        try:
            yield
        except Died:
            self.opened.close()
            self._open()
        finally:
            self.clock.looks_left = None

    def _send(self, packet: PacketRow, looks: int | None) -> None:
        begun = packet.state == "sending"
        with self._dying_after(looks), suppress(PacketOutdated):
            casework.dispatch_packet(self.office, packet.packet_id, "folder")
        after = packet_named(self.office, packet.packet_id)
        if after.state in {"sending", "sent"}:
            now = self.family.owed(self.clock.today)
            assert begun or self.written_for[packet.packet_id] <= now
        if after.state == "sent":
            self.left[packet.packet_id] = self._laid_down(packet.packet_id)
            self._note_what_was_met(packet.packet_id)

    def _note_what_was_met(self, packet_id: str) -> None:
        behind = {(o.child, o.country, o.occasion) for o in self.written_for[packet_id]}
        for name, duty_id in self.keys.items():
            lapsed = any(r.duty_id == duty_id and r.state == "lapsed" for r in self._duties())
            if name in behind and not lapsed:
                self.done.setdefault(duty_id, packet_id)

    def _bind(self, letter: DocumentRow) -> None:
        pdf = f"{letter.document_id} {letter.inputs_sha256}".encode()
        packet_id = f"packet-{hashlib.sha256(pdf).hexdigest()[:20]}"
        cipher = self.office.ledger.case_cipher(NUMBER)
        prepared = PacketPrepared(
            packet_id=packet_id,
            recipient_class=letter.recipient_class,
            channel="fax",
            documents=(letter.document_id,),
            sha256=self.office.store.put(NUMBER, pdf, cipher),
        )
        with self.office.ledger.begin(self.office.signed("us-ca-san-diego")) as page:
            page.record(NUMBER, prepared)
        self.written_for[packet_id] = frozenset(
            owed
            for owed in self.family.owed(self.clock.today)
            if self.keys[owed.child, owed.country, owed.occasion] in letter.duties
        )

    def _laid_down(self, packet_id: str) -> bytes:
        path = self.office.home / "mailroom" / f"{NUMBER}-{packet_id}" / f"{packet_id}.pdf"
        return path.read_bytes()

    def _duties(self) -> tuple[DutyRow, ...]:
        with self.office.ledger.reading() as screens:
            return screens.duties(NUMBER)

    def _packets(self, *states: str) -> tuple[PacketRow, ...]:
        with self.office.ledger.reading() as screens:
            return screens.packets(NUMBER, states=states or None)


def test_any_work_on_a_case_agrees_with_the_plain_model() -> None:
    run_state_machine_as_test(
        CaseMachine,
        settings=settings(
            max_examples=examples(6),
            stateful_step_count=steps(20),
            deadline=None,
            suppress_health_check=list(HealthCheck),
        ),
    )
