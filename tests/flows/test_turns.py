"""Persons who hand cases over take turns case by case, and learn of a server that is ending."""

import asyncio

import pytest

from flows.boundary import Stopped
from flows.turns import Turns


def test_one_case_need_not_wait_for_the_whole_list_of_another_person() -> None:
    order: list[str] = []

    async def hand_over(turns: Turns, *case_numbers: str) -> None:
        for case_number in case_numbers:
            async with turns:
                order.append(case_number)
                await asyncio.sleep(0)

    async def two_persons() -> None:
        turns = Turns()
        await asyncio.gather(hand_over(turns, "L-1", "L-2", "L-3"), hand_over(turns, "S-1"))

    asyncio.run(two_persons())

    assert order.index("S-1") < order.index("L-3")


def test_a_case_under_way_is_finished_and_none_is_begun_once_the_server_ends() -> None:
    finished: list[str] = []

    async def under_way(turns: Turns) -> None:
        async with turns:
            await asyncio.sleep(0.05)
            finished.append("under way")

    async def ending() -> None:
        turns = Turns()
        first = asyncio.create_task(under_way(turns))
        await asyncio.sleep(0)
        await turns.close(seconds=5)
        assert finished == ["under way"]
        await first
        with pytest.raises(Stopped, match="server_stopping"):
            await under_way(turns)

    asyncio.run(ending())


def test_a_case_that_does_not_end_does_not_keep_the_server_up() -> None:
    async def ending() -> float:
        turns = Turns()
        async with turns:
            began = asyncio.get_running_loop().time()
            await turns.close(seconds=0.05)
            return asyncio.get_running_loop().time() - began

    assert asyncio.run(ending()) < 1
