"""Ships, berths, crossings."""

from typing import Optional

from datasurface.md import DataLatency, Dataset, DatasetGroup, DatasetSink, Datastore, DDLTable, ProductionStatus, Team, Workspace
from datasurface.md.documentation import PlainTextDocumentation

from columns import PUBLIC, key, label, moment, number, reference
from consumers import currentState
from places import AZURE_NORWAY, ISLAND_HOME
from sources import database, nightly

ROUTES: dict[str, str] = {"Sandoy": "north", "Suduroy": "south", "Nolsoy": "east"}
FIRST_HOUR: int = 2


def crossings(route: str, side: Optional[str] = None) -> Dataset:
    columns = [key("crossing_no"), reference("ship_code"), moment("left_at"), number("cars"), number("people")]
    if side is not None:
        columns.append(label(f"{side}_berth", 12))
    return Dataset(f"crossings_{route.lower()}", schema=DDLTable(columns=columns), classifications=[PUBLIC])


def defineFerries(team: Team) -> None:
    for position, (route, side) in enumerate(ROUTES.items()):
        team.add(
            Datastore(
                f"Route_{route}",
                documentation=PlainTextDocumentation(f"Crossings to {route}"),
                capture_metadata=nightly(database(f"route_{route}", ISLAND_HOME), FIRST_HOUR + position),
                production_status=ProductionStatus.PRODUCTION,
                datasets=[crossings(route, side)],
            )
        )
    team.add(
        Workspace(
            "Sailing_Board",
            database("sailing_board", AZURE_NORWAY),
            ProductionStatus.PRODUCTION,
            PlainTextDocumentation("The public board of sailings"),
            DatasetGroup(
                "Today",
                sinks=[DatasetSink(f"Route_{route}", f"crossings_{route.lower()}") for route in ROUTES],
                platform_chooser=currentState(DataLatency.MINUTES),
            ),
        )
    )
