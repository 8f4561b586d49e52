"""Help for testing transformers (1.x)."""

__since__: str = "0.5.1"
