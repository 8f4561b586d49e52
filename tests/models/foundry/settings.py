"""Names, machines and repositories of the works."""

from datasurface.keys import LocationKey
from datasurface.repos import GitHubRepository
from datasurface.security import Credential, CredentialType

MODEL_REPO: str = "ember-and-sons/foundry-model"
CODE_REPO: str = "ember-and-sons/foundry-steps"

RTE_NAME: str = "shift"
PSP_NAME: str = "Crucible_PSP"

VENDOR: str = "Works"
HALL: str = "CastingHall"
MACHINES: list[str] = ["Anvil", "Bellows"]

# Data is merged on the first machine and computed on the second.
MERGE_PLACE: str = f"{VENDOR}:{HALL}/{MACHINES[0]}"
STEP_PLACE: str = f"{VENDOR}:{HALL}/{MACHINES[1]}"


def gitCredential() -> Credential:
    return Credential("git", CredentialType.API_TOKEN)


def branch(name: str) -> GitHubRepository:
    return GitHubRepository(MODEL_REPO, name, credential=gitCredential())


def on(place: str) -> set[LocationKey]:
    return {LocationKey(place)}
