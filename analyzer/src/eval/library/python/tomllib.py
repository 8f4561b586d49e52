class TOMLDecodeError(ValueError):
    pass


def load(fp, *, parse_float=float):
    return loads(fp._text, parse_float=parse_float)


def loads(s, *, parse_float=float):
    if parse_float is not float:
        return __unknown__("`parse_float` is not evaluated")
    return __toml__(s)
