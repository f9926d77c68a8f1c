"""Reasoners that follow a script, for what no real student does on demand: fail, dawdle, say hostile things."""

import threading
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from socratic.problem import Problem
from socratic.traces import Event, Trace


@dataclass
class Scripted:
    """Yields `events`, with `pause` seconds before each; an exception is raised. `left`: the reader went away."""

    events: list[Event | Exception]
    pause: float = 0.0
    name: str = "scripted"
    left: threading.Event = field(default_factory=threading.Event)

    def stream(self, problem: Problem) -> Iterator[Event]:
        for _, event in self.stream_all([problem]):
            yield event

    def stream_all(self, problems: Sequence[Problem]) -> Iterator[tuple[int, Event]]:
        try:
            for event in self.events:
                for row in range(len(problems)):
                    time.sleep(self.pause)
                    if isinstance(event, Exception):
                        raise event
                    yield row, event
        except GeneratorExit:
            self.left.set()
            raise

    def solve(self, problems: Sequence[Problem], batch_size: int = 32) -> Iterator[Trace]:
        raise AssertionError("the page streams")
