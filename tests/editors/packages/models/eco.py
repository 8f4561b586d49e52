"""A model below the root of its repository, with a package for its teams."""

from datasurface.md import Ecosystem, GovernanceZoneDeclaration, TeamDeclaration
from datasurface.md.repo import GitHubRepository

from teams.reading import defineReading


def repo(branch: str) -> GitHubRepository:
    return GitHubRepository("estate/model", branch)


def createEcosystem() -> Ecosystem:
    eco = Ecosystem(
        name="Estate",
        repo=repo("main_edit"),
        liveRepo=repo("main"),
        governance_zone_declarations=[GovernanceZoneDeclaration("Here", repo("here_edit"))],
    )
    eco.getZoneOrThrow("Here").add(TeamDeclaration("Reading", repo("reading_edit")))
    defineReading(eco.getTeamOrThrow("Here", "Reading"))
    return eco
