"""Dispatch stands at the end of the chain, and reads from every link of it."""

from datasurface.documentation import PlainTextDocumentation
from datasurface.dsl import DataPlatformManagedDataContainer, Team, Workspace

from steps import group
from team_furnace import CLEAN_MELTS
from team_laboratory import GRADED_HEATS
from team_planning import CASTING_PLAN, ORDER_BOOK, PARTS, planOf


def defineDispatch(team: Team) -> None:
    team.add(
        Workspace(
            "Wagons",
            DataPlatformManagedDataContainer("Wagons container"),
            PlainTextDocumentation("Says what goes onto which wagon"),
            group("Loads", {CASTING_PLAN: [planOf(part) for part in PARTS], ORDER_BOOK: ["orders"]}),
            group("Papers", {CLEAN_MELTS: ["heats"], GRADED_HEATS: ["grades", "rejects"]}),
        )
    )
