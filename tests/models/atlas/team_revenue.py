"""Who is owed what. Reads the tickets of the north, and still the old paper fares."""

from datasurface.md import (
    Dataset,
    DatasetGroup,
    DatasetSink,
    Datastore,
    DDLTable,
    DeprecationsAllowed,
    ProductionStatus,
    Team,
    Workspace,
)
from datasurface.md.documentation import PlainTextDocumentation

from columns import PERSONAL, amount, key, moment, reference
from consumers import fullHistory
from places import SOUTH_HOME, WAREHOUSE_HOME
from sources import database, nightly
from team_ticketing import CHANNELS, FARES_STORE, salesStoreName
from zone_north import NORTH

REGULATOR: str = "Rail Inspectorate"


def salesSinks() -> list[DatasetSink]:
    sinks: list[DatasetSink] = []
    for channel in CHANNELS:
        for dataset in ("tickets", "refunds"):
            sinks.append(DatasetSink(salesStoreName(channel), dataset))
    sinks.append(DatasetSink(FARES_STORE, "fare_codes", DeprecationsAllowed.ALLOWED))
    return sinks


def defineRevenue(team: Team) -> None:
    ledger: Datastore = Datastore(
        "Ledger",
        documentation=PlainTextDocumentation("Settled with the other operators"),
        capture_metadata=nightly(database("ledger", SOUTH_HOME), 5),
        production_status=ProductionStatus.PRODUCTION,
        datasets=[
            Dataset(
                "settlements",
                schema=DDLTable(columns=[key("settlement_no"), reference("operator_code"), amount("owed"), moment("settled_at")]),
                classifications=[PERSONAL],
            )
        ],
    )
    team.add(ledger)
    team.add(
        Workspace(
            f"Settlement_{NORTH}",
            database("settlement", WAREHOUSE_HOME),
            ProductionStatus.PRODUCTION,
            DatasetGroup("Sales", sinks=salesSinks(), platform_chooser=fullHistory(REGULATOR)),
            DatasetGroup("Books", sinks=[DatasetSink(ledger.name, "settlements")], platform_chooser=fullHistory(REGULATOR)),
        )
    )
