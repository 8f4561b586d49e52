"""The growers of a valley: one store for everything that is measured in each of its orchards."""

from datasurface.md import DatasetSink, ProductionStatus, Team, Workspace
from datasurface.md.documentation import PlainTextDocumentation

from makers import PUBLIC, database, group, secret, store, storeName
from tables import MEASURES


def defineValley(team: Team, valley: str, place: str, orchards: list[str]) -> None:
    source = database(f"valley_{valley}", place)
    for minute, orchard in enumerate(orchards, start=1):
        for measure, (columns, hours) in MEASURES.items():
            team.add(
                store(
                    storeName(valley, orchard, measure),
                    source,
                    {measure: columns, f"{measure}_remarks": ["remark"]},
                    hours,
                    minute=minute,
                    classification=secret("wages") if measure == "wages" else PUBLIC,
                )
            )
    # The board in the village: yesterday's weather, beside what was picked in it.
    pairs = zip([storeName(valley, orchard, "weather") for orchard in orchards], orchards)
    sinks = [DatasetSink(weather, "weather") for weather, _ in pairs]
    sinks += [DatasetSink(storeName(valley, orchard, "harvest"), "harvest") for orchard in orchards]
    team.add(
        Workspace(
            f"Board_{valley}",
            database(f"board_{valley}", place, port=5433),
            ProductionStatus.PRODUCTION,
            PlainTextDocumentation(f"Hangs in the village hall of {valley}"),
            group("Yesterday", sinks),
        )
    )
