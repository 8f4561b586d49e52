"""Who reads what."""

from itertools import chain

from registry import Sinks, consumer
from specs import Collection


@consumer("Catalogue")
def catalogue(collections: list[Collection]) -> Sinks:
    """What visitors search: whatever is open to everybody."""
    yield from ((each.name, table.name) for each in collections for table in each.open_tables)


@consumer("Insurance", group="Valued")
def insurance(collections: list[Collection]) -> Sinks:
    wanted = {"valuations", "loans"}
    tables = chain.from_iterable(((each.name, table.name) for table in each.tables) for each in collections)
    return [(store, table) for store, table in tables if table in wanted]
