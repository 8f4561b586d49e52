"""The DataSurface model DSL.

Nothing is importable from the package itself. The snapshot generation keeps the DSL in `datasurface.md`, the 1.x
generation in facades such as `datasurface.dsl` that re-export the same classes.
"""
