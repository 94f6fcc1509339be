"""Calling staff: every press is answered, and news is said by itself."""

from __future__ import annotations

from typing import Any

import pytest

from auth.assistance import Call, Offer, Report, Stands
from auth.errors import ConfigWrong, NetworkFailed
from kiosk.assist.calling import ASKED, PATIENCE, PULSE, Calling
from tests.harness.clock import FakeClock
from tests.harness.documents import document
from tests.harness.instant import Instant
from tests.harness.stage import PaperStage


class Board:
    """The staff's board, and a terminal that tells it."""

    def __init__(self) -> None:
        self.paper = PaperStage(document())
        self.clock = FakeClock()
        self.answer: Call | Exception = Call.NONE
        self.heard: list[Report] = []
        tasks: Any = Instant()
        self.offers: list[Offer] = []
        self.offer: Offer | None = None
        self.calling = Calling(
            self.paper.stage, tasks, self.clock, self._tell, self._how, self.offers.append
        )
        self.calling.start()

    def _tell(self, told: Report) -> Stands:
        self.heard.append(told)
        if isinstance(self.answer, Exception):
            raise self.answer
        return Stands(self.answer, self.offer)

    def _how(self) -> Report:
        return Report("visiting", "zh-Hans", voice=True)

    def ask(self, answer: Call | Exception) -> list[str]:
        self.answer = answer
        self.calling.call()
        return self.paper.said


def test_a_call_is_made_once_and_answered_each_time() -> None:
    board = Board()
    assert board.ask(Call.WAITING) == ["已呼叫工作人员，请在这里等候"]
    assert board.ask(Call.WAITING) == ["已经呼叫过，正在等工作人员应答"]
    assert [told.call for told in board.heard] == ["", "ask"]


def test_that_somebody_comes_is_said_once_and_by_itself() -> None:
    board = Board()
    board.ask(Call.WAITING)
    board.answer = Call.COMING
    board.clock.advance(3 * ASKED)
    assert board.paper.said == ["工作人员正在过来"]
    assert board.ask(Call.COMING) == ["工作人员正在过来"]


@pytest.mark.parametrize("error", [NetworkFailed("h"), ConfigWrong("assist")], ids=str)
def test_a_call_that_does_not_arrive_is_said_and_can_be_made_again(error: Exception) -> None:
    board = Board()
    assert board.ask(error) == ["现在呼叫不到工作人员，请到服务台，或者请旁边的人帮忙"]
    assert not board.calling.waiting
    assert board.ask(Call.WAITING) == ["已呼叫工作人员，请在这里等候"]


def test_a_report_that_is_lost_is_not_a_visitor_s_business() -> None:
    board = Board()
    board.ask(Call.WAITING)
    board.answer = NetworkFailed("h")
    board.clock.advance(ASKED)
    assert board.paper.said == []
    board.answer = Call.COMING
    board.clock.advance(ASKED)
    assert board.paper.said == ["工作人员正在过来"]


def test_where_there_is_no_board_it_is_not_asked_again() -> None:
    board = Board()
    board.answer = ConfigWrong("assist")
    board.clock.advance(PULSE)
    told = len(board.heard)
    board.clock.advance(10 * PULSE)
    assert len(board.heard) == told


def test_a_call_can_be_taken_back() -> None:
    board = Board()
    board.calling.withdraw()
    assert board.paper.said == ["没有呼叫工作人员"]
    board.ask(Call.WAITING)
    board.answer = Call.NONE
    board.calling.withdraw()
    assert board.paper.said == ["已取消呼叫"]
    assert board.heard[-1].call == "withdraw"


def test_waiting_counts_as_being_here_but_not_for_ever() -> None:
    board = Board()
    board.ask(Call.WAITING)
    board.clock.advance(PATIENCE - 1)
    assert board.calling.waiting
    board.clock.advance(2)
    assert not board.calling.waiting


def test_the_board_is_told_every_half_minute_and_at_the_end() -> None:
    board = Board()
    board.clock.advance(2 * PULSE)
    assert len(board.heard) == 3
    board.calling.stop()
    assert board.heard[-1].call == "withdraw"
    told = len(board.heard)
    board.clock.advance(5 * PULSE)
    assert len(board.heard) == told


def test_an_offer_of_help_is_passed_on_until_it_is_answered() -> None:
    board = Board()
    assert board.offers == []
    board.offer = Offer("7", "陈*")
    board.clock.advance(2 * PULSE)
    assert board.offers == [board.offer] * 2
