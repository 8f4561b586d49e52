"""Says in code which platform runs the pipelines of a workspace, instead of in a mapping file."""

from typing import Optional, cast

from datasurface.containers import SQLDatabase
from datasurface.documentation import PlainTextDocumentation
from datasurface.dsl import (
    ConsumerReplicaGroup,
    DataPlatform,
    DatasetGroup,
    DatasetGroupDataPlatformAssignments,
    DatasetGroupDataPlatformMappingStatus,
    DeprecationsAllowed,
    DSGDataPlatformAssignment,
    Ecosystem,
    Workspace,
)
from datasurface.keys import DataPlatformKey
from datasurface.yellow import YellowDataPlatform, YellowPlatformServiceProvider

from rte_slack import CRG_NAME as SLACK_CRG_NAME, PLATFORM_NAME as SLACK_PLATFORM_NAME, PSP_NAME as SLACK_PSP_NAME
from rte_tide import (
    CRG_NAME as TIDE_CRG_NAME,
    PLATFORM_NAME as TIDE_PLATFORM_NAME,
    PSP_NAME as TIDE_PSP_NAME,
)


def runOn(
    eco: Ecosystem,
    workspace: Workspace,
    group: DatasetGroup,
    platform: DataPlatform[YellowPlatformServiceProvider],
) -> None:
    """Adds an assignment of a group to a platform, beside those it may already have."""
    for psp in eco.getAllDefinedPSPs():
        if platform in psp.dataPlatforms.values():
            break
    else:
        raise Exception(f"No provider runs the platform {platform.name}")

    assignment = DSGDataPlatformAssignment(
        workspace=workspace.name,
        dsgName=group.name,
        dp=DataPlatformKey(platform.name),
        doc=PlainTextDocumentation("Assigned where the workspace is made"),
        productionStatus=platform.getProductionStatus(),
        deprecationsAllowed=DeprecationsAllowed.NEVER,
        status=DatasetGroupDataPlatformMappingStatus.PROVISIONED,
    )
    name = f"{workspace.name}#{group.name}"
    if psp.dsgPlatformMappings.get(name) is None:
        psp.dsgPlatformMappings[name] = DatasetGroupDataPlatformAssignments(
            workspace=workspace.name,
            dsgName=group.name,
            assignments=[assignment],
        )
    else:
        psp.dsgPlatformMappings[name].assignments.append(assignment)


def _replicate(eco: Ecosystem, workspace: Workspace, group: str, pspName: str, platformName: str, crgName: str) -> None:
    psp = cast(YellowPlatformServiceProvider, eco.getPSPOrThrow(pspName))
    platform = cast(YellowDataPlatform, eco.getDataPlatformOrThrow(platformName))

    crg: Optional[ConsumerReplicaGroup[SQLDatabase]] = psp.consumerReplicaGroups.get(crgName)
    assert crg is not None, f"{pspName} has no replica group {crgName}"
    crg.workspaceNames.add(workspace.name)
    runOn(eco, workspace, workspace.dsgs[group], platform)


def runEverywhere(eco: Ecosystem, workspace: Workspace, group: str) -> None:
    _replicate(eco, workspace, group, TIDE_PSP_NAME, TIDE_PLATFORM_NAME, TIDE_CRG_NAME)
    _replicate(eco, workspace, group, SLACK_PSP_NAME, SLACK_PLATFORM_NAME, SLACK_CRG_NAME)
