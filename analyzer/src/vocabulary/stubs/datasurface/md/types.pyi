"""Column data types. Whether a column may be empty is said on the column, never by its type.

Two types are equal only when they are of exactly the same class with the same parameters. Sizes are checked when the
model is linted, not when the type is made. Except for the four sized integers no type can be put into a set.
"""

from abc import ABC
from enum import Enum
from typing import Annotated, Any, OrderedDict
from _vocabulary import fresh, hashable, into, unhashable
from datasurface.md.lint import UserDSLObject as UserDSLObject, ValidationTree as ValidationTree

@unhashable
class DataType(UserDSLObject, ABC):
    """Base of all column types."""

    def __init__(self) -> None: ...
    def checkIfBackwardsCompatibleWith(self, other: DataType, vTree: ValidationTree) -> None:
        """Reports what consumers of the other type would trip over."""
    def isBackwardsCompatibleWith(self, other: DataType, vTree: ValidationTree) -> bool:
        """Whether this type can replace the other without breaking consumers."""
    def lint(self, vTree: ValidationTree) -> None:
        """Checks the type's parameters."""

class BoundedDataType(DataType):
    """Base of types with a largest size. None means no limit."""

    maxSize: int | None = None

    def __init__(self, maxSize: int | None) -> None: ...

class ArrayType(BoundedDataType):
    """A list of values of one type, nested in the column. `maxSize` is the largest number of elements."""

    dataType: DataType

    def __init__(self, maxSize: int | None, type: Annotated[DataType, into("dataType")]) -> None: ...

class MapType(DataType):
    """A mapping from values of one type to values of another, nested in the column."""

    keyType: DataType
    valueType: DataType

    def __init__(
        self,
        key_type: Annotated[DataType, into("keyType")],
        value_type: Annotated[DataType, into("valueType")],
    ) -> None: ...

class StructType(DataType):
    """Named fields nested in the column, in order. The field names are not checked."""

    fields: OrderedDict[str, DataType] | dict[str, DataType] = ...

    def __init__(self, fields: OrderedDict[str, DataType] | dict[str, DataType]) -> None: ...

class TextDataType(BoundedDataType):
    """Base of text types: a largest length and a collation, both optional."""

    collationString: str | None = None

    def __init__(self, maxSize: int | None, collationString: str | None) -> None: ...

class NumericDataType(DataType, ABC):
    """Base of number types."""

    def __init__(self) -> None: ...

class SignedOrNot(Enum):
    """Whether an integer type has a sign."""

    SIGNED = 0
    UNSIGNED = 1

class FixedIntegerDataType(NumericDataType):
    """Whole number of any chosen width in bits, with or without sign."""

    sizeInBits: int
    isSigned: SignedOrNot

    def __init__(self, sizeInBits: int, isSigned: SignedOrNot) -> None: ...

@hashable
class TinyInt(FixedIntegerDataType):
    """Signed whole number of 8 bits. Yellow has no SQL type for it."""

    sizeInBits: int = 8
    isSigned: SignedOrNot = SignedOrNot.SIGNED

    def __init__(self) -> None: ...

@hashable
class SmallInt(FixedIntegerDataType):
    """Signed whole number of 16 bits."""

    sizeInBits: int = 16
    isSigned: SignedOrNot = SignedOrNot.SIGNED

    def __init__(self) -> None: ...

@hashable
class Integer(FixedIntegerDataType):
    """Signed whole number of 32 bits."""

    sizeInBits: int = 32
    isSigned: SignedOrNot = SignedOrNot.SIGNED

    def __init__(self) -> None: ...

@hashable
class BigInt(FixedIntegerDataType):
    """Signed whole number of 64 bits."""

    sizeInBits: int = 64
    isSigned: SignedOrNot = SignedOrNot.SIGNED

    def __init__(self) -> None: ...

class NonFiniteBehavior(Enum):
    """Which non-finite values a float format has: infinities and NaN, or NaN alone."""

    IEEE754 = 0
    NanOnly = 1

class FloatNanEncoding(Enum):
    """Which bit patterns a float format uses for NaN."""

    IEEE = 0
    AllOnes = 1
    NegativeZero = 2

class CustomFloat(NumericDataType):
    """Binary floating-point format described by its parameters.

    `precision` counts the significand's bits including the hidden one.
    """

    maxExponent: int
    minExponent: int
    precision: int
    sizeInBits: int
    nonFiniteBehavior: NonFiniteBehavior = NonFiniteBehavior.IEEE754
    nanEncoding: FloatNanEncoding = FloatNanEncoding.IEEE

    def __init__(
        self,
        maxExponent: int,
        minExponent: int,
        precision: int,
        sizeInBits: int,
        nonFiniteBehavior: NonFiniteBehavior = NonFiniteBehavior.IEEE754,
        nanEncoding: FloatNanEncoding = FloatNanEncoding.IEEE,
    ) -> None: ...
    def isRepresentableBy(self, other: CustomFloat) -> bool:
        """Whether the other format holds every value of this one."""

class SimpleCustomFloat(CustomFloat):
    """Base of the named float formats; it prints as its own name."""

    def __init__(
        self,
        maxExponent: int,
        minExponent: int,
        precision: int,
        sizeInBits: int,
        nonFiniteBehavior: NonFiniteBehavior = NonFiniteBehavior.IEEE754,
        nanEncoding: FloatNanEncoding = FloatNanEncoding.IEEE,
    ) -> None: ...

class IEEE16(SimpleCustomFloat):
    """Half-precision IEEE float: 16 bits, 11 of precision, exponents -14 to 15. Yellow has no SQL type for it."""

    maxExponent: int = 15
    minExponent: int = -14
    precision: int = 11
    sizeInBits: int = 16

    def __init__(self) -> None: ...

class IEEE32(CustomFloat):
    """Single-precision IEEE float: 32 bits, 24 of precision, exponents -126 to 127."""

    maxExponent: int = 127
    minExponent: int = -126
    precision: int = 24
    sizeInBits: int = 32

    def __init__(self) -> None: ...

class Float(IEEE32):
    """Single-precision float, 32 bits. Not equal to `IEEE32`, and not the `Float` that `datasurface.md` exports."""

    def __init__(self) -> None: ...

class IEEE64(SimpleCustomFloat):
    """Double-precision IEEE float: 64 bits, 53 of precision, exponents -1022 to 1023."""

    maxExponent: int = 1023
    minExponent: int = -1022
    precision: int = 53
    sizeInBits: int = 64

    def __init__(self) -> None: ...

class Double(IEEE64):
    """Double-precision float, 64 bits. Not equal to `IEEE64`, and not the `Double` that `datasurface.md` exports."""

    def __init__(self) -> None: ...

class IEEE128(SimpleCustomFloat):
    """Quadruple-precision IEEE float: 128 bits, 113 of precision, exponents -16382 to 16383. Not for Yellow."""

    maxExponent: int = 16383
    minExponent: int = -16382
    precision: int = 113
    sizeInBits: int = 128

    def __init__(self) -> None: ...

class IEEE256(SimpleCustomFloat):
    """Octuple-precision IEEE float: 256 bits, 237 of precision, exponents -262142 to 262143. Not for Yellow."""

    maxExponent: int = 262143
    minExponent: int = -262142
    precision: int = 237
    sizeInBits: int = 256

    def __init__(self) -> None: ...

class FP8_E4M3(SimpleCustomFloat):
    """Machine-learning float of 8 bits, 3 of precision, exponents -14 to 15."""

    maxExponent: int = 15
    minExponent: int = -14
    precision: int = 3
    sizeInBits: int = 8

    def __init__(self) -> None: ...

class FP6_E2M3(SimpleCustomFloat):
    """Machine-learning float of 6 bits, 3 of precision, exponents -2 to 3."""

    maxExponent: int = 3
    minExponent: int = -2
    precision: int = 3
    sizeInBits: int = 6

    def __init__(self) -> None: ...

class FP6_E3M2(SimpleCustomFloat):
    """Machine-learning float of 6 bits, 2 of precision, exponents -6 to 7."""

    maxExponent: int = 7
    minExponent: int = -6
    precision: int = 2
    sizeInBits: int = 6

    def __init__(self) -> None: ...

class FP4_E2M1(SimpleCustomFloat):
    """Machine-learning float of 4 bits, 1 of precision, exponents -2 to 3."""

    maxExponent: int = 3
    minExponent: int = -2
    precision: int = 1
    sizeInBits: int = 4

    def __init__(self) -> None: ...

class FP8_E5M2(SimpleCustomFloat):
    """Machine-learning float of 8 bits, 2 of precision, exponents -30 to 31."""

    maxExponent: int = 31
    minExponent: int = -30
    precision: int = 2
    sizeInBits: int = 8

    def __init__(self) -> None: ...

class FP8_E5M2FNUZ(SimpleCustomFloat):
    """Machine-learning float of 8 bits, 3 of precision, exponents -15 to 15; no infinities, negative zero is NaN."""

    maxExponent: int = 15
    minExponent: int = -15
    precision: int = 3
    sizeInBits: int = 8
    nonFiniteBehavior: NonFiniteBehavior = NonFiniteBehavior.NanOnly
    nanEncoding: FloatNanEncoding = FloatNanEncoding.NegativeZero

    def __init__(self) -> None: ...

class FP8_E4M3FNUZ(SimpleCustomFloat):
    """Machine-learning float of 8 bits, 4 of precision, exponents -7 to 7; no infinities, negative zero is NaN."""

    maxExponent: int = 7
    minExponent: int = -7
    precision: int = 4
    sizeInBits: int = 8
    nonFiniteBehavior: NonFiniteBehavior = NonFiniteBehavior.NanOnly
    nanEncoding: FloatNanEncoding = FloatNanEncoding.NegativeZero

    def __init__(self) -> None: ...

class FP8_E8M0(SimpleCustomFloat):
    """Machine-learning scale factor of 8 bits, all exponent: no precision, exponents -254 to 255."""

    maxExponent: int = 255
    minExponent: int = -254
    precision: int = 0
    sizeInBits: int = 8

    def __init__(self) -> None: ...

class MicroScaling_CustomFloat(NumericDataType):
    """Blocks of small floats that share one scale factor. Scale and element are given as classes, not instances."""

    batchSize: int
    scaleType: type[CustomFloat]
    elementType: type[CustomFloat]

    def __init__(self, batchSize: int, scaleType: type[CustomFloat], elementType: type[CustomFloat]) -> None: ...

class MXFP8_E4M3(MicroScaling_CustomFloat):
    """Blocks of 32 `FP8_E4M3` values with one `FP8_E8M0` scale."""

    batchSize: int = 32
    scaleType: type[CustomFloat] = FP8_E8M0
    elementType: type[CustomFloat] = FP8_E4M3

    def __init__(self) -> None: ...

class MXFP8_E5M2(MicroScaling_CustomFloat):
    """Blocks of 32 `FP8_E5M2` values with one `FP8_E8M0` scale."""

    batchSize: int = 32
    scaleType: type[CustomFloat] = FP8_E8M0
    elementType: type[CustomFloat] = FP8_E5M2

    def __init__(self) -> None: ...

class MXFP6_E2M3(MicroScaling_CustomFloat):
    """Blocks of 32 `FP6_E2M3` values with one `FP8_E8M0` scale."""

    batchSize: int = 32
    scaleType: type[CustomFloat] = FP8_E8M0
    elementType: type[CustomFloat] = FP6_E2M3

    def __init__(self) -> None: ...

class MXFP6_E3M2(MicroScaling_CustomFloat):
    """Blocks of 32 `FP6_E3M2` values with one `FP8_E8M0` scale."""

    batchSize: int = 32
    scaleType: type[CustomFloat] = FP8_E8M0
    elementType: type[CustomFloat] = FP6_E3M2

    def __init__(self) -> None: ...

class MXFP4_E2M1(MicroScaling_CustomFloat):
    """Blocks of 32 `FP4_E2M1` values with one `FP8_E8M0` scale."""

    batchSize: int = 32
    scaleType: type[CustomFloat] = FP8_E8M0
    elementType: type[CustomFloat] = FP4_E2M1

    def __init__(self) -> None: ...

class Decimal(BoundedDataType):
    """Exact decimal number: `maxSize` digits in all, `precision` of them after the point."""

    precision: int

    def __init__(self, maxSize: int, precision: int) -> None: ...

@unhashable
class TimeZone:
    """A time zone by name, or `GMT+HH:MM`. Never validated."""

    timeZone: str

    def __init__(self, timeZone: str) -> None: ...
    def to_json(self) -> dict[str, Any]:
        """Plain dict form, ready for `json.dumps`."""

class TemporalDataType(DataType, ABC):
    """Base of date and time types."""

    def __init__(self) -> None: ...

class Timestamp(TemporalDataType):
    """A point in time in microseconds, in UTC unless another zone is given."""

    timeZone: Annotated[TimeZone, fresh("UTC")]

    def __init__(self, tz: Annotated[TimeZone, into("timeZone")] = ...) -> None: ...

class Date(TemporalDataType):
    """A calendar day."""

    def __init__(self) -> None: ...

class Interval(TemporalDataType):
    """A length of time in months, days and milliseconds."""

    def __init__(self) -> None: ...

class UniCodeType(TextDataType):
    """Base of text types that hold any Unicode text."""

    def __init__(self, maxSize: int | None, collationString: str | None) -> None: ...

class NonUnicodeString(TextDataType):
    """Base of text types in the database's own character set."""

    def __init__(self, maxSize: int | None, collationString: str | None) -> None: ...

class VarChar(NonUnicodeString):
    """Non-Unicode text of varying length, up to `maxSize` or unlimited."""

    def __init__(self, maxSize: int | None = None, collationString: str | None = None) -> None: ...

class NVarChar(UniCodeType):
    """Unicode text of varying length, up to `maxSize` or unlimited."""

    def __init__(self, maxSize: int | None = None, collationString: str | None = None) -> None: ...

class String(NVarChar):
    """Unicode text of varying length; another name for `NVarChar` that is not equal to it."""

    def __init__(self, maxSize: int | None = None, collationString: str | None = None) -> None: ...

def strForFixedSizeString(clsName: str, maxSize: int, collationString: str | None) -> str:
    """How a fixed-length text type prints itself."""

class Char(NonUnicodeString):
    """Non-Unicode text of fixed length, 1 unless given."""

    maxSize: int | None = 1

    def __init__(self, maxSize: int = 1, collationString: str | None = None) -> None: ...

class NChar(UniCodeType):
    """Unicode text of fixed length, 1 unless given."""

    maxSize: int | None = 1

    def __init__(self, maxSize: int = 1, collationString: str | None = None) -> None: ...

class Boolean(DataType):
    """True or false."""

    def __init__(self) -> None: ...

class Variant(BoundedDataType):
    """A value of varying structure, like JSON, up to `maxSize` or unlimited."""

    def __init__(self, maxSize: int | None = None) -> None: ...

class Binary(BoundedDataType):
    """Raw bytes, up to `maxSize` or unlimited. Yellow has no SQL type for it."""

    def __init__(self, maxSize: int | None = None) -> None: ...

class Vector(ArrayType):
    """A fixed number of single-precision floats, for embeddings. Yellow has no SQL type for it."""

    dataType: Annotated[IEEE32, fresh]  # type: ignore

    def __init__(self, dimensions: Annotated[int, into("maxSize")]) -> None: ...

class GeometryType(Enum):
    """Which shapes a geography column holds."""

    POINT = "POINT"
    LINESTRING = "LINESTRING"
    POLYGON = "POLYGON"
    MULTIPOINT = "MULTIPOINT"
    MULTILINESTRING = "MULTILINESTRING"
    MULTIPOLYGON = "MULTIPOLYGON"
    GEOMETRYCOLLECTION = "GEOMETRYCOLLECTION"

@unhashable
class SpatialReferenceSystem:
    """A coordinate system by its EPSG number, with an optional name."""

    srid: int
    name: str = ""

    def __init__(self, srid: int, name: str = "") -> None: ...
    def to_json(self) -> dict[str, Any]:
        """Plain dict form, ready for `json.dumps`."""

class Geography(DataType):
    """Shapes on the globe, in WGS84 unless another coordinate system is given."""

    srs: Annotated[SpatialReferenceSystem, fresh(4326, "WGS84")]
    geometryType: GeometryType | None = None
    maxSize: int | None = None

    def __init__(
        self,
        srs: SpatialReferenceSystem = ...,
        geometryType: GeometryType | None = None,
        maxSize: int | None = None,
    ) -> None: ...
