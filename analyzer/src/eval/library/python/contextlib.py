class AbstractContextManager:
    def __enter__(self):
        return self

    def __exit__(self, *error):
        return None


class nullcontext(AbstractContextManager):
    def __init__(self, enter_result=None):
        self.enter_result = enter_result

    def __enter__(self):
        return self.enter_result


class closing(AbstractContextManager):
    def __init__(self, thing):
        self.thing = thing

    def __enter__(self):
        return self.thing

    def __exit__(self, *error):
        self.thing.close()


class suppress(AbstractContextManager):
    def __init__(self, *exceptions):
        self._exceptions = exceptions

    def __enter__(self):
        return None

    def __exit__(self, kind, value, trace):
        if kind is None:
            return False
        return isinstance(value, self._exceptions)


class ExitStack(AbstractContextManager):
    def __init__(self):
        self._exits = []

    def enter_context(self, manager):
        entered = manager.__enter__()
        self._exits.append(manager.__exit__)
        return entered

    def push(self, exit):
        self._exits.append(exit.__exit__ if hasattr(exit, "__exit__") else exit)
        return exit

    def callback(self, function, /, *args, **kwargs):
        self._exits.append(lambda *error: function(*args, **kwargs) and None)
        return function

    def close(self):
        self.__exit__(None, None, None)

    def __exit__(self, kind, value, trace):
        while self._exits:
            leave = self._exits.pop()
            if leave(kind, value, trace):
                kind = value = trace = None
        return False


class _Manager(AbstractContextManager):
    def __init__(self, given):
        self._given = given

    def __enter__(self):
        return next(self._given)


def contextmanager(function):
    def made(*args, **kwargs):
        if not __ends_with_yield__(function):
            return __unknown__("what a context manager does after its body is not evaluated")
        return _Manager(function(*args, **kwargs))

    return made
