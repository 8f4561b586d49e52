"""What problems are, where they hang, and the roots of all model objects."""

from abc import ABC
from enum import Enum
from typing import Annotated, Any, Callable, Iterator, TypeVar
from _vocabulary import identifier, into
from datasurface.md.exceptions import NameMustBeANSISQLIdentifierException as NameMustBeANSISQLIdentifierException
from datasurface.md.json import JSONable as JSONable
from datasurface.md.utils import is_valid_sql_identifier as is_valid_sql_identifier

_F = TypeVar("_F", bound=Callable[..., Any])

def enable_source_tracking() -> None:
    """Makes every object created from here on remember its file and line. Slow; meant for debugging a model."""

def disable_source_tracking() -> None:
    """Stops remembering where objects were created."""

def is_source_tracking_enabled() -> bool:
    """Whether objects remember where they were created; also switched on by the variable DATASURFACE_DEBUG."""

def track_sources(func: _F) -> _F:
    """Decorator: objects created while the function runs remember their file and line."""

class ValidatableObject(ABC):
    """Anything a problem can be attached to."""

    def __init__(self) -> None: ...
    def getSourceReferenceString(self) -> str:
        """Where the object was written, as text; line 0 unless source tracking is on."""

class UserDSLObject(ValidatableObject, JSONable):
    """Root of everything that model authors create."""

    def __init__(
        self, filename: Annotated[str | None, into("")] = None, linenumber: Annotated[int | None, into("")] = None
    ) -> None: ...
    def setSource(self, filename: str, line: int) -> None:
        """Sets the place to report for this object."""
    def setSourceFromObject(self, obj: UserDSLObject) -> None:
        """Takes over the place of another object."""

class InternalLintableObject(ValidatableObject):
    """Root of objects that the library generates, such as the nodes of a pipeline graph."""

    def __init__(self) -> None: ...

class ProblemSeverity(Enum):
    """How bad a problem is. Only errors block a pull request."""

    ERROR = 0
    WARNING = 1
    INFO = 2

class ValidationProblem:
    """One thing that is wrong with a model."""

    description: str
    sev: ProblemSeverity = ProblemSeverity.ERROR

    def __init__(
        self,
        desc: Annotated[str, into("description")],
        sev: ProblemSeverity = ProblemSeverity.ERROR,
    ) -> None: ...

class UnknownObjectReference(ValidationProblem):
    """Something refers by name to an object that does not exist."""

    def __init__(self, obj: Annotated[object, into("")], sev: ProblemSeverity) -> None: ...

class AttributeNotSet(ValidationProblem):
    """A required attribute has no value."""

    def __init__(self, key: Annotated[str, into("")]) -> None: ...

class ObjectIsDeprecated(ValidationProblem):
    """A deprecated object is used where deprecations are not allowed."""

    def __init__(self, obj: Annotated[object, into("")], sev: ProblemSeverity) -> None: ...

class DataTransformerMissing(ValidationProblem):
    """A transformer is expected and absent."""

    def __init__(self, obj: Annotated[object, into("")], sev: ProblemSeverity) -> None: ...

class ObjectWrongType(ValidationProblem):
    """An object is not of the type its place asks for."""

    def __init__(
        self, obj: Annotated[object, into("")], expectedType: Annotated[type, into("")], sev: ProblemSeverity
    ) -> None: ...

class AttributeValueNotSupported(ValidationProblem):
    """An attribute has a value outside the supported ones."""

    def __init__(
        self, obj: Annotated[object, into("")], supportedValues: Annotated[list[str], into("")], sev: ProblemSeverity
    ) -> None: ...

class ObjectNotSupportedByDataPlatform(ValidationProblem):
    """The data platform cannot work with this kind of object."""

    def __init__(
        self, obj: Annotated[object, into("")], supportedTypes: Annotated[list[type], into("")], sev: ProblemSeverity
    ) -> None: ...

class ObjectMissing(ValidationProblem):
    """A container lacks an object it has to have."""

    def __init__(
        self, container: Annotated[object, into("")], missingObject: Annotated[object, into("")], sev: ProblemSeverity
    ) -> None: ...

class UnauthorizedAttributeChange(ValidationProblem):
    """A pull request changes an attribute that another repository owns."""

    def __init__(
        self,
        attribute: Annotated[str, into("")],
        obj1: Annotated[object, into("")],
        obj2: Annotated[object, into("")],
        sev: ProblemSeverity,
    ) -> None: ...

class NameHasBadSynthax(ValidationProblem):
    """A name is not well formed. The class name is spelled like this in the library."""

    def __init__(self, name: Annotated[str, into("")]) -> None: ...

class NameMustBeSQLIdentifier(NameHasBadSynthax):
    """A name is not a SQL identifier."""

    def __init__(self, name: Annotated[str, into("")], sev: ProblemSeverity) -> None: ...

class ObjectNotCompatibleWithPolicy(ValidationProblem):
    """An object breaks a policy of its governance zone or workspace."""

    def __init__(
        self, obj: Annotated[object, into("")], policy: Annotated[object, into("")], sev: ProblemSeverity
    ) -> None: ...

class DuplicateObject(ValidationProblem):
    """Two objects share a name that has to be unique."""

    def __init__(self, obj: Annotated[object, into("")], sev: ProblemSeverity) -> None: ...

class ConstraintViolation(ValidationProblem):
    """A rule between several objects is broken."""

    def __init__(self, obj: Annotated[object, into("")], sev: ProblemSeverity) -> None: ...

class OwningRepoCannotBeLiveRepo(ValidationProblem):
    """A controlled object is owned by the very branch that holds the live model."""

    def __init__(self, obj: Annotated[object, into("")], sev: ProblemSeverity) -> None: ...

class ProductionDatastoreMustHaveClassifications(ValidationProblem):
    """A dataset of a production datastore has no data classification."""

    def __init__(self, store: Annotated[object, into("")], dataset: Annotated[object, into("")]) -> None: ...

class UnknownChangeSource(ValidationProblem):
    """A pull request comes from a repository and branch that own nothing in the model."""

    def __init__(self, obj: Annotated[object, into("")], sev: ProblemSeverity) -> None: ...

class UnexpectedExceptionProblem(ValidationProblem):
    """A check ended in an exception."""

    def __init__(self, obj: Annotated[Exception, into("")]) -> None: ...

class ValidationTree:
    """The problems found in a model, as a tree that follows the model's own containment."""

    object: ValidatableObject
    numErrors: int = 0
    numWarnings: int = 0
    children: list[ValidationTree]
    problems: list[ValidationProblem]

    def __init__(self, obj: Annotated[ValidatableObject, into("object")]) -> None: ...
    def addSubTree(self, obj: ValidatableObject) -> ValidationTree:
        """Adds and returns a branch for a contained object."""
    def addNamedSubTree(self, obj: ValidationTree, name: str) -> None:
        """Hangs an existing tree below this one under a name."""
    def prune(self) -> None:
        """Drops branches without problems."""
    def getProblems(self) -> list[ValidationProblem]:
        """Problems of this node alone, without its branches."""
    def addProblem(self, problem: str, sev: ProblemSeverity = ProblemSeverity.ERROR) -> None:
        """Adds a problem given as text."""
    def addRaw(self, problem: ValidationProblem) -> None:
        """Adds a problem object."""
    def findMatchingProblems(self, filterFunc: Callable[[ValidationProblem], bool]) -> Iterator[ValidationProblem]:
        """Yields the problems of the whole tree that the function accepts."""
    def getErrors(self) -> Iterator[ValidationProblem]:
        """Yields the errors of the whole tree. A generator is always true: test with `hasErrors`."""
    def hasErrors(self) -> bool:
        """Whether the tree holds an error anywhere."""
    def hasWarnings(self) -> bool:
        """Whether the tree holds a warning anywhere."""
    def getWarnings(self) -> Iterator[ValidationProblem]:
        """Yields the warnings of the whole tree. A generator is always true: test with `hasWarnings`."""
    def checkTypeMatches(self, obj: Any, *expectedType: type) -> bool:
        """Adds a problem and returns False when the object is of none of the given types."""
    def printTree(self, indent: int = 0) -> None:
        """Prints the tree; also fills in `numErrors` and `numWarnings`."""
    def containsProblemType(self, type: Any) -> bool:
        """Whether a problem of that class is anywhere in the tree."""
    def getErrorsAsStructuredData(self) -> list[dict[str, Any]]:
        """All problems, of every severity, as dicts with path, message, severity and object_type."""

class ANSI_SQL_NamedObject(UserDSLObject):
    """Base of objects whose name ends up in a database, so it has to be a SQL identifier.

    A bad name raises NameMustBeANSISQLIdentifierException at once.
    """

    name: str

    def __init__(
        self,
        name: Annotated[str, identifier],
        filename: Annotated[str | None, into("")] = None,
        linenumber: Annotated[int | None, into("")] = None,
    ) -> None: ...
    def checkForBackwardsCompatibility(self, other: Any, vTree: ValidationTree) -> bool:
        """Whether this version can replace the other without breaking consumers; reports what does not fit."""
    def nameLint(self, tree: ValidationTree) -> None:
        """Reports a name that is not a SQL identifier."""
