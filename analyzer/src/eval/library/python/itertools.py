def tee(iterable, n=2):
    items = list(iterable)
    return tuple([iter(items) for _ in range(n)])


def batched(iterable, n):
    items = list(iterable)
    return iter([tuple(items[at : at + n]) for at in range(0, len(items), n)])
