"""Loads a model from a folder."""

from typing import Annotated
from _vocabulary import since
from datasurface.md.governance import Ecosystem as Ecosystem
from datasurface.md.lint import ValidationTree as ValidationTree

def loadEcosystemFromEcoModule(
    path: str,
    rteName: Annotated[str | None, since("0.2.9")] = None,
) -> tuple[Ecosystem | None, ValidationTree | None]:
    """Imports `eco.py` from the folder, calls `createEcosystem`, checks the model and reads the mapping files.

    Without an environment name nothing of an environment is resolved, as in the check of a pull request. Any missing
    module, in the model or of the model, gives `(None, None)`.
    """
