"""Planning: which stove is cast from which heat."""

from datasurface.containers import SQLSnapshotIngestion
from datasurface.documentation import PlainTextDocumentation
from datasurface.dsl import (
    Datastore,
    EnvironmentMap,
    EnvRefDataContainer,
    IngestionConsistencyType,
    Team,
)
from datasurface.security import Credential, CredentialType
from datasurface.triggers import CronTrigger

from environment import database
from settings import RTE_NAME
from steps import step
from tables import dataset
from team_laboratory import GRADED_HEATS

ORDER_BOOK: str = "Order_Book"
CASTING_PLAN: str = "Casting_Plan"
# Stoves are cast in parts, and every part has a plan of its own.
PARTS: list[str] = ["door", "plate", "flue", "leg"]


def planOf(part: str) -> str:
    return f"{part}_plan"


def definePlanning(team: Team) -> None:
    team.add(
        EnvironmentMap(
            RTE_NAME,
            dataContainers={frozenset(["orders"]): database("Orders")},
            dtReleaseSelectors=dict(),
            dtDockerImages=dict(),
        ),
        Datastore(
            ORDER_BOOK,
            documentation=PlainTextDocumentation("Stoves that somebody waits for"),
            capture_metadata=SQLSnapshotIngestion(
                EnvRefDataContainer("orders"),
                CronTrigger("Every evening", "0 19 * * *"),
                IngestionConsistencyType.SINGLE_DATASET,
                Credential("order-reader", CredentialType.USER_PASSWORD),
            ),
            datasets=[dataset("orders", "order_no", stove="code", promised_for="day")],
        ),
        # The third step reads the second one's output and the team's own store.
        step(
            "Allot",
            "Gives every part of every ordered stove a heat",
            reads={GRADED_HEATS: ["grades"], ORDER_BOOK: ["orders"]},
            writes=CASTING_PLAN,
            datasets=[dataset(planOf(part), "casting_no", heat_no="code", order_no="code") for part in PARTS],
        ),
    )
