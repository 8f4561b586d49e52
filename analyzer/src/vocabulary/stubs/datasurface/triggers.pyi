"""Triggers (1.x). Was `datasurface.md.triggers`, before that `datasurface.md.governance`."""

from datasurface.md.triggers import (
    CronTrigger as CronTrigger,
    ExternallyTriggered as ExternallyTriggered,
    StepTrigger as StepTrigger,
)

__since__: str = "0.7.0"
__partial__: bool = True
