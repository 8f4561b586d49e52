"""What runs the pipelines: one old warehouse that is only governed here."""

from datasurface.md import LocationKey
from datasurface.md.documentation import PlainTextDocumentation
from datasurface.platforms.legacy import LegacyDataPlatform, LegacyPlatformServiceProvider

from places import WAREHOUSE_HOME as HOME
from places import SOUTH_HOME

WAREHOUSE: str = "Nightliner"
REPORTS: str = "Departures"


def createPSP() -> LegacyPlatformServiceProvider:
    return LegacyPlatformServiceProvider(
        "Atlas_PSP",
        {LocationKey(HOME), LocationKey(SOUTH_HOME)},
        [
            LegacyDataPlatform(WAREHOUSE, PlainTextDocumentation("The warehouse that loads every night")),
            LegacyDataPlatform(REPORTS, PlainTextDocumentation("The cluster behind the public reports")),
        ],
    )
