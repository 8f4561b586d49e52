"""Names that more than one owner writes down. Change them here, not where they are used."""

REPO_OWNER: str = "port-of-varde"
REPO_NAME: str = "harbor-model"
REPO: str = f"{REPO_OWNER}/{REPO_NAME}"
MASKING_REPO: str = f"{REPO_OWNER}/manifest-masking"

VENDOR: str = "PortAuthority"
QUAY_ROOM: str = VENDOR + ":Quay/ServerRoom"
HILL_ROOM: str = VENDOR + ":Hill/Bunker"

TIDE_RTE_NAME: str = "tide"
SLACK_RTE_NAME: str = "slack"

# How large the port is. Terminals and cranes are numbered from one.
NUM_TERMINALS: int = 3
CRANES_PER_TERMINAL: int = 4

BERTH_DB_KEY: str = "berth_db"
CUSTOMS_DB_KEY: str = "customs_db"
MASKING_REVISION_KEY: str = "manifest_masking"

LIVE_GROUP: str = "Live"
DATASURFACE_VERSION: str = "1.8.4"
