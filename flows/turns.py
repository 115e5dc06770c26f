"""Turns: one case at a time in the served process, in the order asked; none once it closes."""

import asyncio
from typing import Self

from flows.boundary import Stopped


class Turns:
    """Taken for each case; hand-overs of several persons so take turns case by case."""

    def __init__(self) -> None:
        self._lock = asyncio.Lock()
        self._closing = False

    async def __aenter__(self) -> Self:
        await self._lock.acquire()
        if self._closing:
            self._lock.release()
            raise Stopped("server_stopping", "Run the same command again; nothing is done twice.")
        return self

    async def __aexit__(self, *_: object) -> None:
        self._lock.release()

    async def close(self, seconds: float) -> None:
        """Let nobody else begin, and wait up to `seconds` for the case at hand."""
        self._closing = True
        try:
            await asyncio.wait_for(self._lock.acquire(), seconds)
        except TimeoutError:
            return
        self._lock.release()
