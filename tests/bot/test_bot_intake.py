"""What a process held when it died is known to be free."""

import os
import socket
import subprocess
import sys

from bot.arrivals import sender_of
from bot.holders import gone

HERE = socket.gethostname()[:24]


def test_a_dead_process_of_this_machine_is_gone() -> None:
    ended = subprocess.Popen([sys.executable, "-c", ""])
    ended.wait()
    assert gone(f"{HERE}:{ended.pid}:abc")
    assert gone(f"{HERE}:{os.getpid()}:of-the-process-before")


def test_a_living_process_and_another_machine_s_are_not() -> None:
    assert not gone(f"{HERE}:{os.getppid()}:abc")
    assert not gone("elsewhere:1:abc")


def test_an_update_keeps_the_order_of_the_person_it_is_from() -> None:
    assert sender_of({"update_id": 1, "message": {"from": {"id": 7}, "chat": {"id": -3}}}) == 7
    assert sender_of({"update_id": 1, "callback_query": {"from": {"id": 8}}}) == 8
    assert sender_of({"update_id": 1, "unheard_of": 3}) == 0
