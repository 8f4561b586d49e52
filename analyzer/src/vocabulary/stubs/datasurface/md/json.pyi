"""The JSON side of model objects."""

from abc import ABC
from typing import Any

class JSONable(ABC):
    """Anything that can be written out as plain JSON data."""

    def __init__(self) -> None: ...
    def to_json(self) -> dict[str, Any]:
        """Plain dict form of the object, ready for `json.dumps`."""
