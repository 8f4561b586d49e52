"""Credentials by name, and the stores that hold the secrets behind them. A model never contains a secret itself."""

from abc import ABC
from enum import Enum
from typing import Annotated
from _vocabulary import into, unhashable
from datasurface.md.keys import LocationKey as LocationKey
from datasurface.md.lint import (
    ProblemSeverity as ProblemSeverity,
    UserDSLObject as UserDSLObject,
    ValidationProblem as ValidationProblem,
    ValidationTree as ValidationTree,
)

class CredentialType(Enum):
    """What kind of secret a credential stands for. The list grew in 1.x, and one member lost its name."""

    API_KEY_PAIR = 0
    USER_PASSWORD = 1
    CLIENT_CERT_WITH_KEY = 2  # until 0.0.57
    CA_CERT_BUNDLE = 3
    API_TOKEN = 4
    MTLS_CERT_WITH_KEY = ...  # since 0.1.1
    PUBLIC_KEY = ...  # since 0.1.1
    PRIVATE_KEY = ...  # since 0.1.1
    PRIVATE_KEY_AUTH = ...  # since 0.1.1
    FILE_TOKEN = ...  # since 0.1.1

class Credential(UserDSLObject):
    """A secret, referred to by name and kind. The platform's credential store finds the value at run time.

    On Kubernetes the name becomes a secret name: lower case, with blanks and underscores turned into dashes.
    """

    name: str
    credentialType: CredentialType

    def __init__(self, name: str, credentialType: CredentialType) -> None: ...

class CredentialLookupException(Exception):
    """A credential store could not hand out a secret."""

    cred: Credential
    issue: str

    def __init__(self, cred: Credential, issue: str) -> None: ...

class CredentialNotAvailableException(CredentialLookupException):
    """The store knows nothing under that name."""

    def __init__(self, cred: Credential, issue: str) -> None: ...

class CredentialWrongTypeException(CredentialLookupException):
    """The store has the secret, but of another kind than asked for."""

    def __init__(self, cred: Credential, expectedType: Annotated[CredentialType, into("")]) -> None: ...

class CredentialTypeNotSupportedProblem(ValidationProblem):
    """The store or container cannot work with this kind of credential."""

    def __init__(
        self, cred: Annotated[Credential, into("")], supportedTypes: Annotated[list[CredentialType], into("")]
    ) -> None: ...

class CredentialNotAvailableProblem(ValidationProblem):
    """A credential the model names is not available from its store."""

    def __init__(self, cred: Annotated[Credential, into("")], issue: Annotated[str, into("")]) -> None: ...

@unhashable
class CredentialStore(UserDSLObject, ABC):
    """Where a platform gets its secrets from. Base class; platforms bring their own."""

    name: str
    locs: set[LocationKey]

    def __init__(self, name: str, locs: set[LocationKey]) -> None: ...
    def lint(self, tree: ValidationTree) -> None:
        """Checks the store itself."""
    def checkCredentialIsAvailable(self, cred: Credential, tree: ValidationTree) -> None:
        """Reports a problem when the credential cannot be found."""
    def getAsUserPassword(self, cred: Credential) -> tuple[str, str]:
        """User name and password, at run time."""
    def getAsPublicPrivateCertificate(self, cred: Credential) -> tuple[str, str, str]:
        """Public part, private part and passphrase of a certificate, at run time."""
    def getAsToken(self, cred: Credential) -> str:
        """The token, at run time."""
    def lintCredential(self, cred: Credential, tree: ValidationTree) -> None:
        """Reports a problem when the store cannot serve this credential."""

class NoopCredentialStore(CredentialStore):
    """A store without secrets that accepts every credential. For tests and for the legacy platform."""

    name: str = "NoopCredentialStore"

    def __init__(self) -> None: ...

class LocalFileCredentialStore(CredentialStore):
    """A store that reads secrets from files in a folder."""

    folder: str
    credentials: dict[str, Credential]

    def __init__(self, name: str, locs: set[LocationKey], folder: str) -> None: ...
