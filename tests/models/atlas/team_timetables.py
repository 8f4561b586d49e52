"""What should run, and what did."""

from datasurface.md import DataLatency, Dataset, Datastore, DDLTable, ProductionStatus, Team, Workspace
from datasurface.md.documentation import PlainTextDocumentation

from columns import PUBLIC, codeTable, key, moment, number, reference
from consumers import everything
from places import SOUTH_HOME
from sources import database, nightly

TIMETABLE_STORE: str = "Timetable"
DATASETS: list[str] = ["stations", "departures", "delays"]


def defineTimetables(team: Team) -> None:
    team.add(
        Datastore(
            name=TIMETABLE_STORE,
            documentation=PlainTextDocumentation("Planned and real running times"),
            capture_metadata=nightly(database("timetable", SOUTH_HOME), 4),
            production_status=ProductionStatus.PRODUCTION,
            datasets=[
                Dataset(DATASETS[0], codeTable("station_code"), PUBLIC),
                Dataset(
                    DATASETS[1],
                    DDLTable(key("departure_no"), reference("station_code"), moment("planned_at"), moment("left_at")),
                    PUBLIC,
                ),
                Dataset(
                    DATASETS[2],
                    DDLTable(key("delay_no"), reference("departure_no"), number("minutes_late")),
                    PUBLIC,
                ),
            ],
        ),
        Workspace(
            "Punctuality",
            database("punctuality", SOUTH_HOME),
            ProductionStatus.PRODUCTION,
            PlainTextDocumentation("The figures that hang in the stations"),
            everything("Figures", TIMETABLE_STORE, DATASETS, DataLatency.HOURS),
        ),
    )
