"""Runs a transformer against a local database (1.x)."""

import unittest
from typing import Any
from _vocabulary import observed, since
from datasurface.platforms.yellow.yellow_dp import JobStatus as _JobStatus

__since__: str = "0.5.1"

@observed
@since("0.5.1")
class BaseDTLocalTest(unittest.TestCase):
    """Base of unit tests for a transformer. It builds a small model around the transformer module."""

    def setup_from_transformer_module(self, module_path: str, credential_name: str = ...) -> None:
        """Loads the transformer module and makes the tables it declares."""
    def inject_data(self, dataset_name: str, data: list[dict[str, Any]]) -> None:
        """Puts rows into an input dataset."""
    def run_dt_job(self) -> _JobStatus:
        """Runs the transformer once."""
    def get_output_data(self, dataset_name: str = ...) -> list[dict[str, Any]]:
        """The rows of an output dataset."""
    def assert_output_count(self, expected: int) -> None:
        """Fails unless the output has that many rows."""
    def assert_output_contains_field(self, field_name: str) -> None:
        """Fails unless the output has a column of that name."""

@observed
@since("0.5.13")
class DBTTestArtifact:
    """Stands for the dbt project under test."""

    def __init__(self, *args: Any, **kwargs: Any) -> None: ...
