"""Trains and carriages, and what their sensors say."""

from datasurface.md import (
    DataLatency,
    Dataset,
    DatasetGroup,
    DatasetSink,
    Datastore,
    DDLTable,
    ProductionStatus,
    Team,
    Workspace,
)
from datasurface.md.documentation import PlainTextDocumentation

from columns import PUBLIC, amount, key, label, moment, number, reference
from consumers import currentState
from places import NORTH_HOME
from sources import database, following, nightly

SERIES = ["C40", "C60"]
FLEET_STORE: str = "Fleet"


def sensorDataset(series: str) -> Dataset:
    columns = [key("reading_no"), reference("carriage_no"), moment("read_at")]
    for axle in range(1, 5):
        columns.append(number(f"axle_{axle}_load"))
        columns.append(number(f"axle_{axle}_heat"))
    return Dataset(f"readings_{series.lower()}", schema=DDLTable(columns=columns), classifications=[PUBLIC])


def defineStock(team: Team) -> None:
    team.add(
        Datastore(
            FLEET_STORE,
            documentation=PlainTextDocumentation("What is on the rails"),
            capture_metadata=nightly(database("fleet", NORTH_HOME), 3),
            production_status=ProductionStatus.PRODUCTION,
            datasets=[
                Dataset(
                    "carriages",
                    schema=DDLTable(columns=[key("carriage_no"), reference("series"), number("seats"), label("home_depot", 80)]),
                    classifications=[PUBLIC],
                ),
                Dataset(
                    "repairs",
                    schema=DDLTable(columns=[key("repair_no"), reference("carriage_no"), amount("cost"), moment("done_at")]),
                    classifications=[PUBLIC],
                ),
            ],
        )
    )
    sensors: Datastore = Datastore(
        "Sensors",
        following(database("sensors", NORTH_HOME), "read_at"),
        ProductionStatus.PRODUCTION,
        PlainTextDocumentation("Readings from the axles"),
    )
    for series in SERIES:
        sensors.add(sensorDataset(series))
    team.add(sensors)

    team.add(
        Workspace(
            "Workshop_Planning",
            database("workshop", NORTH_HOME),
            PlainTextDocumentation("Plans repairs before something breaks"),
            ProductionStatus.PRODUCTION,
            DatasetGroup(
                "Wear",
                sinks=[DatasetSink("Sensors", f"readings_{series.lower()}") for series in SERIES]
                + [DatasetSink(FLEET_STORE, "carriages"), DatasetSink(FLEET_STORE, "repairs")],
                platform_chooser=currentState(DataLatency.MINUTES),
            ),
        )
    )
