"""Machine rooms and clouds, and the names by which the rest of the model refers to them.

Policies compare these names letter by letter: allowing a country does not allow its cities.
"""

from datasurface.md import CloudVendor, InfrastructureLocation, InfrastructureVendor, LocationKey
from datasurface.md.documentation import PlainTextDocumentation

FJORDHOST: str = "Fjordhost"
AWS: str = "AWS"
AZURE: str = "Azure"

FJORDHOST_NORTH = FJORDHOST + ":Norway/Bodo"
FJORDHOST_CAPITAL = FJORDHOST + ":Norway/Oslo"
FJORDHOST_ISLANDS = f"{FJORDHOST}:Faroes/Torshavn/Harbour"
AWS_STOCKHOLM = AWS + ":Europe/eu-north-1"
AWS_IRELAND = AWS + ":Europe/eu-west-1"
AZURE_NORWAY = f"{AZURE}:Europe/norwayeast"

# Second names, as the owners of the regions call their machine rooms.
NORTH_HOME: str = FJORDHOST_NORTH
SOUTH_HOME: str = FJORDHOST_CAPITAL
ISLAND_HOME: str = FJORDHOST_ISLANDS
WAREHOUSE_HOME = AWS_STOCKHOLM


def at(place: str) -> set[LocationKey]:
    """The location set of a container that stands in one place."""
    return {LocationKey(place)}


def defineVendors() -> list[InfrastructureVendor]:
    fjordhost: InfrastructureVendor = InfrastructureVendor(
        name=FJORDHOST,
        cloud_vendor=CloudVendor.PRIVATE,
        documentation=PlainTextDocumentation("Our own machine rooms along the coast"),
        locations=[
            InfrastructureLocation(
                name="Norway",
                locations=[
                    InfrastructureLocation(name="Bodo"),
                    InfrastructureLocation(name="Oslo"),
                ],
            ),
            InfrastructureLocation(
                name="Faroes",
                locations=[
                    InfrastructureLocation(
                        name="Torshavn",
                        locations=[
                            InfrastructureLocation(name="Harbour"),
                            InfrastructureLocation(name="Airport"),
                        ],
                    )
                ],
            ),
        ],
    )
    aws: InfrastructureVendor = InfrastructureVendor(
        AWS,
        CloudVendor.AWS,
        PlainTextDocumentation("Rented capacity, two regions"),
        InfrastructureLocation(
            "Europe",
            InfrastructureLocation("eu-north-1"),
            InfrastructureLocation("eu-west-1"),
        ),
    )
    azure: InfrastructureVendor = InfrastructureVendor(
        AZURE,
        CloudVendor.AZURE,
        PlainTextDocumentation("Only for reports that partners read"),
    )
    azure.add(InfrastructureLocation("Europe", InfrastructureLocation("norwayeast")))
    return [fjordhost, aws, azure]
