"""Classes of SQLAlchemy and GeoAlchemy that `datasurface.md` happens to export, some under names of DSL types.

Using one of them as a column's type in a model is a mistake that nothing reports until a table is made.
"""

from typing import Any

class Float:
    """SQLAlchemy: the SQL column type, not the DSL's `Float`: import that from `datasurface.md.types`."""

    def __init__(self, *args: Any, **kwargs: Any) -> None: ...

class Double:
    """SQLAlchemy: the SQL column type, not the DSL's `Double`: import that from `datasurface.md.types`."""

    def __init__(self, *args: Any, **kwargs: Any) -> None: ...

class Column:
    """SQLAlchemy: a database column, not the DSL's `DDLColumn`."""

    def __init__(self, *args: Any, **kwargs: Any) -> None: ...

class Table:
    """SQLAlchemy: a database table, not the DSL's `DDLTable`."""

    def __init__(self, *args: Any, **kwargs: Any) -> None: ...

class MetaData:
    """SQLAlchemy: a collection of database tables."""

    def __init__(self, *args: Any, **kwargs: Any) -> None: ...

class PrimaryKeyConstraint:
    """SQLAlchemy: a table constraint, not the DSL's `PrimaryKeyList`."""

    def __init__(self, *args: Any, **kwargs: Any) -> None: ...

class SmallInteger:
    """SQLAlchemy: the SQL column type, not the DSL's `SmallInt`."""

    def __init__(self, *args: Any, **kwargs: Any) -> None: ...

class BigInteger:
    """SQLAlchemy: the SQL column type, not the DSL's `BigInt`."""

    def __init__(self, *args: Any, **kwargs: Any) -> None: ...

class DECIMAL:
    """SQLAlchemy: the SQL column type, not the DSL's `Decimal`."""

    def __init__(self, *args: Any, **kwargs: Any) -> None: ...

class TIMESTAMP:
    """SQLAlchemy: the SQL column type, not the DSL's `Timestamp`."""

    def __init__(self, *args: Any, **kwargs: Any) -> None: ...

class DATETIME:
    """SQLAlchemy: the SQL column type, not the DSL's `Timestamp`."""

    def __init__(self, *args: Any, **kwargs: Any) -> None: ...

class LargeBinary:
    """SQLAlchemy: the SQL column type, not the DSL's `Binary`."""

    def __init__(self, *args: Any, **kwargs: Any) -> None: ...

class CHAR:
    """SQLAlchemy: the SQL column type, not the DSL's `Char`."""

    def __init__(self, *args: Any, **kwargs: Any) -> None: ...

class VARCHAR:
    """SQLAlchemy: the SQL column type, not the DSL's `VarChar`."""

    def __init__(self, *args: Any, **kwargs: Any) -> None: ...

class TEXT:
    """SQLAlchemy: the SQL column type, not the DSL's `VarChar`."""

    def __init__(self, *args: Any, **kwargs: Any) -> None: ...

class SQLBoolean:
    """SQLAlchemy: the SQL column type, not the DSL's `Boolean`."""

    def __init__(self, *args: Any, **kwargs: Any) -> None: ...

class SQLInteger:
    """SQLAlchemy: the SQL column type, not the DSL's `Integer`."""

    def __init__(self, *args: Any, **kwargs: Any) -> None: ...

class SQLDate:
    """SQLAlchemy: the SQL column type, not the DSL's `Date`."""

    def __init__(self, *args: Any, **kwargs: Any) -> None: ...

class SQLInterval:
    """SQLAlchemy: the SQL column type, not the DSL's `Interval`."""

    def __init__(self, *args: Any, **kwargs: Any) -> None: ...

class GA2Geography:
    """SQLAlchemy: the spatial column type, not the DSL's `Geography`."""

    def __init__(self, *args: Any, **kwargs: Any) -> None: ...

class GA2Geometry:
    """SQLAlchemy: the spatial column type, not the DSL's `Geography`."""

    def __init__(self, *args: Any, **kwargs: Any) -> None: ...

class Engine:
    """SQLAlchemy: a database engine."""

    def __init__(self, *args: Any, **kwargs: Any) -> None: ...

class Connection:
    """SQLAlchemy: a database connection."""

    def __init__(self, *args: Any, **kwargs: Any) -> None: ...

class Inspector:
    """SQLAlchemy: a reader of database structure."""

    def __init__(self, *args: Any, **kwargs: Any) -> None: ...

class URL:
    """SQLAlchemy: a database address."""

    def __init__(self, *args: Any, **kwargs: Any) -> None: ...

class quoted_name:
    """SQLAlchemy: a quoted database name."""

    def __init__(self, *args: Any, **kwargs: Any) -> None: ...

def text(text: str) -> Any:
    """SQLAlchemy: marks a string as SQL."""

def inspect(subject: Any) -> Any:
    """SQLAlchemy: looks into an engine, a connection or a mapped class."""
