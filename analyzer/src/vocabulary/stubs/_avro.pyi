"""Classes of the `avro` package that `datasurface.md` happens to export."""

class Field:
    """A field of an Avro record. Not a DSL class: it only leaks out of `datasurface.md`."""

class RecordSchema:
    """A parsed Avro record. Not a DSL class: it only leaks out of `datasurface.md`."""

class PrimitiveSchema:
    """A parsed Avro primitive type. Not a DSL class: it only leaks out of `datasurface.md`."""

def parse(json_string: str) -> RecordSchema:
    """Parses Avro JSON. Not a DSL function: it only leaks out of `datasurface.md`."""
