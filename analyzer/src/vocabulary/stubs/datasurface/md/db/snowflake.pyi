"""Snowflake (1.x)."""

from datasurface.md.containers import SnowFlakeDatabase as SnowFlakeDatabase

__since__: str = "1.4.0"
