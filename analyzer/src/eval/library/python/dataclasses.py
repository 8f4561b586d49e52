class Field:
    def __init__(self, name):
        self.name = name

    def _other(self):
        return __unknown__("a field of a data class is known by its name only")

    type = default = default_factory = metadata = init = repr = property(_other)


def is_dataclass(obj):
    return __fields__(obj) is not None


def fields(class_or_instance):
    names = __fields__(class_or_instance)
    if names is None:
        raise TypeError("must be called with a dataclass type or instance")
    return tuple([Field(name) for name, taken in names])


def _is_instance(obj):
    return __fields__(obj) is not None and not __is_class__(obj)


def _plain(value, factory, row):
    if _is_instance(value):
        pairs = [(name, _plain(getattr(value, name), factory, row)) for name, _ in __fields__(value)]
        return factory([item for _, item in pairs]) if row else factory(pairs)
    if isinstance(value, list):
        return [_plain(item, factory, row) for item in value]
    if isinstance(value, tuple):
        return tuple([_plain(item, factory, row) for item in value])
    if isinstance(value, dict):
        return {_plain(k, factory, row): _plain(v, factory, row) for k, v in value.items()}
    if isinstance(value, set):
        return set(value)
    return value


def asdict(obj, *, dict_factory=dict):
    if not _is_instance(obj):
        raise TypeError("asdict() should be called on dataclass instances")
    return _plain(obj, dict_factory, False)


def astuple(obj, *, tuple_factory=tuple):
    if not _is_instance(obj):
        raise TypeError("astuple() should be called on dataclass instances")
    return _plain(obj, tuple_factory, True)


def replace(obj, /, **changes):
    if not _is_instance(obj):
        raise TypeError("replace() should be called on dataclass instances")
    values = {}
    for name, taken in __fields__(obj):
        if taken and name not in changes:
            values[name] = getattr(obj, name)
    return type(obj)(**values, **changes)
