"""The job that runs transformers. Models import nothing from here; older transformers take the context from it."""

from datasurface.platforms.yellow.transformer_context import DataTransformerContext as DataTransformerContext

__partial__: bool = True
