"""The packing houses: what arrives from the valleys, and what is asked of them."""

from datasurface.md import DataLatency, DatasetSink, ProductionStatus, Team, Workspace
from datasurface.md.documentation import PlainTextDocumentation

from makers import database, group, store, storeName
from tables import HOUSES, TAKES_FROM, VALLEYS

# The house of a valley, by its number in the table of houses.
HOUSE_OF: dict[str, int] = {}
for number, taken in enumerate(TAKES_FROM):
    for valley in taken:
        HOUSE_OF[valley] = number


def definePacking(team: Team, valleys: list[str], *, place: str) -> None:
    houses = sorted({HOUSE_OF[valley] for valley in valleys})
    for number in houses:
        house = HOUSES[number]
        team.add(
            store(
                f"House_{house}",
                source=database(f"house_{house}", place),
                tables=dict(arrivals=["variety", "crates"], orders=["buyer", "crates"]),
                minute=10 + number,
            )
        )
        sinks = [DatasetSink(f"House_{house}", dataset) for dataset in ("arrivals", "orders")]
        for valley in TAKES_FROM[number]:
            for orchard in VALLEYS[valley][2]:
                sinks.append(DatasetSink(storeName(valley, orchard, "harvest"), "harvest"))
        team.add(
            Workspace(
                f"Planning_{house}",
                database(f"planning_{house}", place),
                ProductionStatus.PRODUCTION,
                PlainTextDocumentation("Says how many crates will come tomorrow"),
                group("Crates", sinks, latency=DataLatency.HOURS),
            )
        )
