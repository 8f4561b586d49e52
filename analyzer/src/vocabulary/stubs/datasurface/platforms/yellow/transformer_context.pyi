"""What a transformer's code is given at run time."""

from typing import Annotated, Any
from _vocabulary import into, since
from datasurface.md.governance import DataPlatform as DataPlatform, Ecosystem as Ecosystem, Workspace as Workspace

class DataTransformerContext:
    """Tells a transformer the physical tables of its inputs and outputs. Made by the platform."""

    def __init__(
        self,
        eco: Annotated[Ecosystem, into("")],
        workspace: Annotated[Workspace, into("")],
        dp: Annotated[DataPlatform[Any], into("")],
    ) -> None: ...
    def getInputTableNameForDataset(self, dsg: str, storeName: str, datasetName: str) -> str:
        """The table that holds an input dataset of a group."""
    def getOutputTableNameForDataset(self, datasetName: str) -> str:
        """The table an output dataset has to be written to."""
    @since("1.1.0")
    def getInputTableMappings(self) -> dict[str, str]:
        """The tables of all input datasets."""
    @since("1.1.0")
    def getConfig(self) -> Any:
        """The settings given to the transformer in the model."""
    @since("1.1.0")
    def getExtraCredential(self, name: str) -> Any:
        """A credential that the model gives the transformer beside the one it runs as."""
    def getEcosystem(self) -> Ecosystem:
        """The model."""
    def getPlatform(self) -> DataPlatform[Any]:
        """The platform that runs the transformer."""
    def getWorkspace(self) -> Workspace:
        """The workspace the transformer belongs to."""
