"""The cooperative in tables: regions, valleys, orchards, and what is measured in every orchard."""

from places import BARN, CELLAR, CLOUD_EAST, CLOUD_WEST

# The regions make their own rules: where data may stand, and what nobody may read.
REGIONS = {
    "Hills": dict(places=[BARN, CLOUD_EAST], clouds=True),
    "Plain": dict(places=[CELLAR, CLOUD_EAST, CLOUD_WEST], clouds=True, secrets=("names", "contracts")),
    "Coast": dict(places=[BARN, CELLAR], secrets=("names",)),
}

# Per valley: its region, where its machines stand, and its orchards.
VALLEYS: dict[str, tuple[str, str, list[str]]] = {
    "Ashbrook": ("Hills", BARN, ["Upper_Row", "Lower_Row", "Old_Wall", "Badger_Bank", "Long_Acre"]),
    "Thornby": ("Hills", BARN, ["Church_Side", "Mill_Side", "Ridge", "Hollow", "Spring_Head", "Quarry"]),
    "Wendle": ("Hills", CLOUD_EAST, ["Terrace_1", "Terrace_2", "Terrace_3", "Terrace_4"]),
    "Merrow": ("Plain", CELLAR, ["North_Field", "South_Field", "East_Field", "West_Field", "Middle_Field"]),
    "Oxlea": ("Plain", CELLAR, ["Ditch", "Causeway", "Ferry_House", "Willow_Bend", "Sluice", "Long_Dyke"]),
    "Fennick": ("Plain", CLOUD_WEST, [f"Plot_{number:02d}" for number in range(1, 11)]),
    "Saltcombe": ("Coast", CELLAR, ["Cliff", "Chapel", "Lookout", "Sheltered"]),
    "Gullane": ("Coast", BARN, [f"Strip_{letter}" for letter in "ABCDEF"]),
}

# What is written down in every orchard: the table, its columns, and how often it is read.
MEASURES = {
    "harvest": (["variety", "crates", "picked_on"], 24),
    "weather": (["degrees", "rain", "wind"], 1),
    "soil": (["moisture", "acidity"], 24),
    "traps": (["pest", "caught"], 12),
    "wages": (["picker_no", "hours"], 24),
}

# The kinds of columns are told by their names; every other one is a short text.
NUMBERS: list[str] = ["crates", "degrees", "rain", "wind", "moisture", "acidity", "caught", "hours"]
DAYS: list[str] = ["picked_on"]

# The packing houses, and from which valleys each of them takes.
HOUSES = ["Lime_Street", "Old_Station", "Harbour"]
TAKES_FROM = [["Ashbrook", "Thornby", "Wendle"], ["Merrow", "Oxlea", "Fennick"], ["Saltcombe", "Gullane"]]
