"""One module for each database that has more than the common container settings (1.x)."""

__since__: str = "1.4.0"
