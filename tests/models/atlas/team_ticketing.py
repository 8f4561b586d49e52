"""Tickets sold at machines, by the app and on board."""

from datasurface.md import (
    Dataset,
    Datastore,
    DDLColumn,
    DDLTable,
    DeprecationInfo,
    DeprecationStatus,
    NullableStatus,
    PrimaryKeyStatus,
    ProductionStatus,
    Team,
)
from datasurface.md.documentation import PlainTextDocumentation
from datasurface.md.types import Boolean, Date, Decimal, NVarChar, Timestamp, VarChar

from columns import PERSONAL, PUBLIC, SECRET, codeTable
from places import NORTH_HOME
from sources import database, following, nightly

CHANNELS: list[str] = ["machine", "app", "onboard"]
FARES_STORE: str = "Fares"


def salesStoreName(channel: str) -> str:
    return f"Sales_{channel}"


def salesStore(channel: str) -> Datastore:
    """One store per channel: each channel keeps its own tables of the same form."""
    return Datastore(
        salesStoreName(channel),
        documentation=PlainTextDocumentation(f"Tickets sold through channel {channel}"),
        capture_metadata=following(database(f"sales_{channel}", NORTH_HOME), "sold_at"),
        production_status=ProductionStatus.PRODUCTION,
        datasets=[
            Dataset(
                "tickets",
                schema=DDLTable(
                    columns=[
                        DDLColumn("ticket_no", VarChar(24), nullable=NullableStatus.NOT_NULLABLE, primary_key=PrimaryKeyStatus.PK),
                        DDLColumn("passenger_no", VarChar(24)),
                        DDLColumn("fare_code", VarChar(24), nullable=NullableStatus.NOT_NULLABLE),
                        DDLColumn("price", Decimal(10, 2), nullable=NullableStatus.NOT_NULLABLE),
                        DDLColumn("refunded", Boolean(), nullable=NullableStatus.NOT_NULLABLE),
                        DDLColumn("sold_at", Timestamp(), nullable=NullableStatus.NOT_NULLABLE),
                    ]
                ),
                classifications=[PERSONAL],
            ),
            Dataset(
                "refunds",
                schema=DDLTable(
                    columns=[
                        DDLColumn("refund_no", VarChar(24), nullable=NullableStatus.NOT_NULLABLE, primary_key=PrimaryKeyStatus.PK),
                        DDLColumn("ticket_no", VarChar(24), nullable=NullableStatus.NOT_NULLABLE),
                        DDLColumn("reason", NVarChar(400)),
                        DDLColumn("sold_at", Timestamp(), nullable=NullableStatus.NOT_NULLABLE),
                    ]
                ),
                classifications=[PERSONAL],
            ),
        ],
    )


def defineTicketing(team: Team) -> None:
    team.add(PlainTextDocumentation("Sells every ticket north of the circle"))
    for channel in CHANNELS:
        team.add(salesStore(channel))

    team.add(
        Datastore(
            FARES_STORE,
            Dataset("fare_codes", codeTable("fare_code"), PUBLIC),
            Dataset("zones", codeTable("zone_code"), PUBLIC),
            Dataset(
                "paper_fares",
                codeTable("fare_code"),
                PUBLIC,
                DeprecationInfo(DeprecationStatus.DEPRECATED, PlainTextDocumentation("Paper tickets ended; read fare_codes")),
            ),
            nightly(database("fares", NORTH_HOME), 1),
            ProductionStatus.PRODUCTION,
        ),
        Datastore(
            "Passengers",
            documentation=PlainTextDocumentation("People with an account"),
            capture_metadata=nightly(database("passengers", NORTH_HOME), 2),
            production_status=ProductionStatus.PRODUCTION,
            datasets=[
                Dataset(
                    "accounts",
                    schema=DDLTable(
                        columns=[
                            DDLColumn("passenger_no", VarChar(24), nullable=NullableStatus.NOT_NULLABLE, primary_key=PrimaryKeyStatus.PK),
                            DDLColumn("full_name", NVarChar(160), nullable=NullableStatus.NOT_NULLABLE, classifications=[PERSONAL]),
                            DDLColumn("email", VarChar(200), classifications=[PERSONAL]),
                            DDLColumn("born_on", Date(), classifications=[PERSONAL]),
                            DDLColumn("language", VarChar(8), classifications=[PUBLIC]),
                        ]
                    ),
                ),
                Dataset(
                    "assistance",
                    schema=DDLTable(
                        columns=[
                            DDLColumn("passenger_no", VarChar(24), nullable=NullableStatus.NOT_NULLABLE, primary_key=PrimaryKeyStatus.PK),
                            DDLColumn("needs_ramp", Boolean(), nullable=NullableStatus.NOT_NULLABLE),
                            DDLColumn("remarks", NVarChar(1000)),
                        ]
                    ),
                    classifications=[SECRET],
                ),
            ],
        ),
    )
