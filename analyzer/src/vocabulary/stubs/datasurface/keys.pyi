"""Keys that refer to objects by name (1.x). Was `datasurface.md.keys`."""

from datasurface.md.keys import (
    DataPlatformKey as DataPlatformKey,
    LocationKey as LocationKey,
)

__since__: str = "0.7.0"
__partial__: bool = True
