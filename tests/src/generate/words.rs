//! The words that generated models are made of. None is a reserved word of the DSL.

/// What teams are about.
pub(super) const SUBJECTS: [&str; 50] = [
    "freight",
    "billing",
    "mooring",
    "claims",
    "payroll",
    "fleet",
    "grid",
    "metering",
    "tariff",
    "loans",
    "deposits",
    "cards",
    "catalogue",
    "pricing",
    "returns",
    "storage",
    "supplier",
    "routing",
    "weather",
    "crew",
    "safety",
    "audit",
    "excise",
    "pension",
    "clinic",
    "pharmacy",
    "lab",
    "ward",
    "campus",
    "exams",
    "library",
    "museum",
    "tickets",
    "festival",
    "harvest",
    "dairy",
    "forestry",
    "fishing",
    "mining",
    "drilling",
    "turbine",
    "solar",
    "water",
    "sewage",
    "waste",
    "recycling",
    "housing",
    "permits",
    "court",
    "census",
];

/// What the stores of a team are about.
pub(super) const TOPICS: [&str; 8] = [
    "orders",
    "parties",
    "contracts",
    "movements",
    "payments",
    "inventory",
    "incidents",
    "schedules",
];

/// Stores that a helper makes in a loop.
pub(super) const REGIONS: [&str; 2] = ["north", "south"];

/// What a dataset holds about the topic of its store.
pub(super) const FORMS: [&str; 10] = [
    "header",
    "lines",
    "states",
    "notes",
    "approvals",
    "totals",
    "exceptions",
    "links",
    "snapshots",
    "settlements",
];

/// What workspaces are called.
pub(super) const USES: [&str; 10] = [
    "board",
    "forecast",
    "reconciliation",
    "archive",
    "alerts",
    "quality",
    "planning",
    "statements",
    "research",
    "handover",
];

/// How secret a column is.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Secrecy {
    /// Anyone may read it.
    Open,
    /// About a person, under this name.
    Personal(&'static str),
    /// About a business.
    Business,
}

/// Columns: name, type, how secret.
pub(super) const COLUMNS: [(&str, &str, Secrecy); 64] = {
    use Secrecy::{Business, Open, Personal};
    [
        ("account_code", "VarChar(24)", Business),
        ("agreed_price", "Decimal(18, 4)", Business),
        ("approved_at", "Timestamp()", Open),
        ("approver_name", "NVarChar(120)", Personal("name")),
        ("arrival_date", "Date()", Open),
        ("attempts", "SmallInt()", Open),
        ("balance_amount", "Decimal(18, 2)", Business),
        ("batch_number", "BigInt()", Open),
        ("branch_code", "Char(6)", Open),
        ("cancelled", "Boolean()", Open),
        ("carrier_code", "VarChar(16)", Open),
        ("category_code", "VarChar(12)", Open),
        ("channel_code", "VarChar(12)", Open),
        ("city_name", "NVarChar(80)", Personal("address")),
        ("closed_at", "Timestamp()", Open),
        ("confidence", "IEEE32()", Open),
        ("contact_email", "VarChar(200)", Personal("name")),
        ("contact_phone", "VarChar(40)", Personal("name")),
        ("cost_center", "VarChar(16)", Business),
        ("country_code", "Char(2)", Open),
        ("created_at", "Timestamp()", Open),
        ("created_by", "VarChar(60)", Personal("name")),
        ("credit_limit", "Decimal(18, 2)", Business),
        ("currency_code", "Char(3)", Open),
        ("customer_number", "BigInt()", Business),
        ("delivery_note", "NVarChar(400)", Open),
        ("delivery_window", "Interval()", Open),
        ("departure_date", "Date()", Open),
        ("discount_rate", "Decimal(9, 6)", Business),
        ("distance_km", "IEEE64()", Open),
        ("due_date", "Date()", Open),
        ("duration_minutes", "Integer()", Open),
        ("effective_from", "Date()", Open),
        ("effective_until", "Date()", Open),
        ("exchange_rate", "Decimal(18, 8)", Open),
        ("external_reference", "VarChar(80)", Open),
        ("family_name", "NVarChar(120)", Personal("name")),
        ("given_name", "NVarChar(120)", Personal("name")),
        ("gross_amount", "Decimal(18, 2)", Business),
        ("gross_weight", "IEEE64()", Open),
        ("handling_code", "SmallInt()", Open),
        ("insured", "Boolean()", Open),
        ("language_code", "Char(2)", Open),
        ("latitude", "IEEE64()", Open),
        ("longitude", "IEEE64()", Open),
        ("measured_value", "IEEE64()", Open),
        ("net_amount", "Decimal(18, 2)", Business),
        ("opened_at", "Timestamp()", Open),
        ("origin_code", "VarChar(16)", Open),
        ("parcel_count", "Integer()", Open),
        ("payload", "Variant(4000)", Open),
        ("postal_code", "VarChar(16)", Personal("address")),
        ("priority_level", "SmallInt()", Open),
        ("product_code", "VarChar(24)", Open),
        ("quantity", "Decimal(18, 3)", Open),
        ("reason_text", "NVarChar(1000)", Open),
        ("requested_at", "Timestamp()", Open),
        ("sequence_number", "BigInt()", Open),
        ("source_system", "VarChar(30)", Open),
        ("status_code", "VarChar(12)", Open),
        ("street_name", "NVarChar(160)", Personal("address")),
        ("tax_amount", "Decimal(18, 2)", Business),
        ("updated_at", "Timestamp()", Open),
        ("warehouse_code", "VarChar(16)", Open),
    ]
};

/// What the documentation of columns says.
pub(super) const REMARKS: [&str; 12] = [
    "As the source system sends it, without the leading zeros",
    "Empty until the second signature is there",
    "Counted in the zone of the branch, not of the reader",
    "Kept for seven years after the last change",
    "Only the latest correction; earlier ones are in the states",
    "Agreed with the auditors in the spring review",
    "Taken over from the paper form that preceded this",
    "May be changed once a day by the night run",
    "Shared with partners who have signed the annex",
    "Rounded half up, as the contract wants it",
    "Filled by the scanner, corrected by hand if it is wrong",
    "Refers to the list that the head office publishes",
];

/// Vendors, whether they are a cloud, and their regions; each region has the sites one to three.
pub(super) const VENDORS: [(&str, &str, [&str; 3]); 4] = [
    ("Boreal", "PRIVATE", ["Coast", "Fells", "Lakes"]),
    ("Meridian", "AWS", ["Europe", "Asia", "America"]),
    ("Zephyr", "AZURE", ["Europe", "Asia", "Africa"]),
    ("Granite", "GCP", ["Europe", "America", "Oceania"]),
];

/// How many sites a region of a vendor has.
pub(super) const SITES: usize = 3;
