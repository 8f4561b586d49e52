"""Which branch belongs to whom."""

from datasurface.md.repo import GitHubRepository

REPO: str = "windfall-growers/orchard-model"


def edit(owner: str) -> GitHubRepository:
    return GitHubRepository(REPO, f"{owner.lower()}_edit")


def live() -> GitHubRepository:
    return GitHubRepository(REPO, "live")
