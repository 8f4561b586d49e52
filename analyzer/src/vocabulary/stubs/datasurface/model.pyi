"""Loading a model, and the model of models (1.x). Was `datasurface.md.model_loader` and `.model_schema`."""

from datasurface.md.model_loader import (
    loadEcosystemFromEcoModule as loadEcosystemFromEcoModule,
)
from datasurface.md.model_schema import (
    addDatasurfaceModel as addDatasurfaceModel,
)

__since__: str = "0.7.0"
__partial__: bool = True
