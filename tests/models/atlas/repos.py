"""Where every part of the model lives. One repository, one branch per owner."""

from datasurface.md.credential import Credential, CredentialType
from datasurface.md.repo import GitHubRepository

OWNER = "atlas-transit"
PROJECT = "network-model"
MODEL_REPO: str = OWNER + "/" + PROJECT
CODE_REPO: str = f"{OWNER}/journey-masking"

GIT_CREDENTIAL_NAME: str = "atlas_git"


def branch(region: str) -> GitHubRepository:
    """The branch on which the owner of a region makes changes."""
    return GitHubRepository(MODEL_REPO, f"{region}_edit")


def gitCredential() -> Credential:
    return Credential(GIT_CREDENTIAL_NAME, CredentialType.API_TOKEN)
