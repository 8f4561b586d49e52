"""Trino (1.x). What it exports is not public."""

__since__: str = "1.4.0"
__partial__: bool = True
