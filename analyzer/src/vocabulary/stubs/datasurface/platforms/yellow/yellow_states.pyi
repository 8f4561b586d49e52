"""States of Yellow's jobs (1.x)."""

from datasurface.platforms.yellow.yellow_dp import (
    BatchState as BatchState,
    BatchStatus as BatchStatus,
    JobStatus as JobStatus,
)

__since__: str = "0.5.1"
