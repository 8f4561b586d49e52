"""Credentials (1.x). Was `datasurface.md.credential`."""

from datasurface.md.credential import (
    Credential as Credential,
    CredentialStore as CredentialStore,
    CredentialType as CredentialType,
)

__since__: str = "0.7.0"
__partial__: bool = True
