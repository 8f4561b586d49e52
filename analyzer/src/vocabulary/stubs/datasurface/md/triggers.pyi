"""What starts a step: a schedule, or something outside."""

from abc import ABC
from _vocabulary import unhashable
from datasurface.md.governance import Ecosystem as _Ecosystem
from datasurface.md.lint import UserDSLObject as _UserDSLObject, ValidationTree as _ValidationTree

__since__: str = "0.3.6"

@unhashable
class StepTrigger(_UserDSLObject, ABC):
    """Base of what starts an ingestion or a transformer."""

    name: str

    def __init__(self, name: str) -> None: ...
    def lint(self, eco: _Ecosystem, tree: _ValidationTree) -> None:
        """Checks the trigger."""

class CronTrigger(StepTrigger):
    """Starts a step on a schedule, written `CronTrigger("Every 5 minutes", "*/5 * * * *")`.

    The first text is a label for people, the second a cron expression of five fields.
    """

    cron: str

    def __init__(self, name: str, cron: str) -> None: ...

class ExternallyTriggered(StepTrigger):
    """A step that something outside DataSurface starts."""

    def __init__(self, name: str) -> None: ...
