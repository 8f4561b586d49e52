"""The pilots only read: every terminal's berths, and masked manifests."""

from datasurface.documentation import PlainTextDocumentation
from datasurface.dsl import (
    DataLatency,
    DataPlatformManagedDataContainer,
    DatasetGroup,
    DatasetSink,
    Ecosystem,
    Team,
    Workspace,
)

from assignments import runEverywhere
from names import NUM_TERMINALS
from shared import keepHistory
from team_customs import MASKED_STORE
from team_terminal import berthStoreName as berths

GROUP: str = "Approach"


def createPilots(eco: Ecosystem, team: Team) -> None:
    sinks = list()
    for terminal_idx in range(1, NUM_TERMINALS + 1):
        sinks.append(DatasetSink(berths(terminal_idx), "calls"))
    sinks = sinks + [DatasetSink(MASKED_STORE, "manifests")]

    workspace: Workspace = Workspace(
        "PilotOrders",
        DataPlatformManagedDataContainer("PilotOrders container"),
        PlainTextDocumentation("Which ship needs a pilot, and when"),
        DatasetGroup(GROUP, sinks=sinks, platform_chooser=keepHistory(DataLatency.SECONDS)),
    )
    team.add(workspace)
    runEverywhere(eco, team.getWorkspaceOrThrow("PilotOrders"), GROUP)
