"""Where machines stand, and what runs there."""

from datasurface.md import CloudVendor, InfrastructureLocation, InfrastructureVendor, LocationKey
from datasurface.md.documentation import PlainTextDocumentation
from datasurface.platforms.legacy import LegacyDataPlatform, LegacyPlatformServiceProvider

OWN: str = "Windfall"
RENTED: str = "AWS"
ROOMS: dict[str, list[str]] = {"Headquarters": ["Barn", "Cellar"]}
ZONES: dict[str, list[str]] = {"Cloud": ["east", "west"]}


def path(vendor: str, *parts: str) -> str:
    """How a location is written in keys."""
    return vendor + ":" + "/".join(parts)


BARN: str = path(OWN, "Headquarters", "Barn")
CELLAR: str = path(OWN, "Headquarters", "Cellar")
CLOUD_EAST: str = path(RENTED, "Cloud", "east")
CLOUD_WEST: str = path(RENTED, "Cloud", "west")


def at(*places: str) -> set[LocationKey]:
    return {LocationKey(place) for place in places}


def vendor(name: str, kind: CloudVendor, rooms: dict[str, list[str]], about: str = "") -> InfrastructureVendor:
    return InfrastructureVendor(
        name=name,
        cloud_vendor=kind,
        documentation=PlainTextDocumentation(about or f"Machines of {name}"),
        locations=[
            InfrastructureLocation(name=outer, locations=[InfrastructureLocation(name=room) for room in inner])
            for outer, inner in rooms.items()
        ],
    )


def defineVendors() -> list[InfrastructureVendor]:
    return [
        vendor(OWN, CloudVendor.PRIVATE, ROOMS, about="Two rooms behind the cider press"),
        vendor(RENTED, CloudVendor.AWS, rooms=ZONES),
    ]


def createPSP() -> LegacyPlatformServiceProvider:
    return LegacyPlatformServiceProvider(
        "Orchard_PSP",
        at(BARN, CELLAR),
        [LegacyDataPlatform("Press", PlainTextDocumentation("Loads at night, when nobody picks"))],
    )
