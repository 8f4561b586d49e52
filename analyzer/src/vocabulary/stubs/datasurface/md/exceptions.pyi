"""Exceptions that the DSL raises while a model is being built."""

class DataSurfaceException(Exception):
    """Root of the DSL's own exceptions. Some construction errors are plain `Exception` or `ValueError` instead."""

class UnknownArgumentException(DataSurfaceException):
    """A constructor or `add` was given an object of a kind it has no place for."""

    def __init__(self, *args: object) -> None: ...

class NameMustBeANSISQLIdentifierException(DataSurfaceException):
    """The name of a column, dataset, datastore, workspace, group or transformer is not a SQL identifier."""

    def __init__(self, *args: object) -> None: ...

class ObjectAlreadyExistsException(DataSurfaceException):
    """A second object with the same name was added to a container that keeps names unique."""

    def __init__(self, *args: object) -> None: ...

class AttributeAlreadySetException(DataSurfaceException):
    """A value that may be given once, such as a trigger or a container, was given a second time."""

    def __init__(self, *args: object) -> None: ...

class ObjectDoesntExistException(DataSurfaceException):
    """A look-up ending in `OrThrow` found nothing of that name."""

    def __init__(self, *args: object) -> None: ...

class DatasetDoesntExistException(ObjectDoesntExistException):
    """Reserved for missing datasets; the library never raises it."""

    def __init__(self, *args: object) -> None: ...

class DatastoreDoesntExistException(ObjectDoesntExistException):
    """Reserved for missing datastores; the library never raises it."""

    def __init__(self, *args: object) -> None: ...

class WorkspaceDoesntExistException(ObjectDoesntExistException):
    """Reserved for missing workspaces; the library never raises it."""

    def __init__(self, *args: object) -> None: ...

class StoragePolicyFromDifferentZone(DataSurfaceException):
    """Reserved for storage policies of a foreign zone; the library never raises it."""

    def __init__(self, *args: object) -> None: ...

class UnknownObjectTypeException(DataSurfaceException):
    """The library met an object of a type it does not handle."""

    def __init__(self, *args: object) -> None: ...
