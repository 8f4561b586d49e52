"""SQL Server and its Azure forms (1.x)."""

from datasurface.md.containers import (
    AzureSQLDatabase as AzureSQLDatabase,
    AzureSQLHyperscaleDatabase as AzureSQLHyperscaleDatabase,
    SQLServerDatabase as SQLServerDatabase,
)

__since__: str = "1.4.0"
