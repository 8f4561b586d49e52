def total_ordering(cls):
    if "__lt__" in __own_names__(cls):
        found = {
            "__gt__": lambda self, other: not self < other and self != other,
            "__le__": lambda self, other: self < other or self == other,
            "__ge__": lambda self, other: not self < other,
        }
    elif "__gt__" in __own_names__(cls):
        found = {
            "__lt__": lambda self, other: not self > other and self != other,
            "__ge__": lambda self, other: self > other or self == other,
            "__le__": lambda self, other: not self > other,
        }
    elif "__le__" in __own_names__(cls):
        found = {
            "__ge__": lambda self, other: not self <= other or self == other,
            "__lt__": lambda self, other: self <= other and self != other,
            "__gt__": lambda self, other: not self <= other,
        }
    elif "__ge__" in __own_names__(cls):
        found = {
            "__le__": lambda self, other: not self >= other or self == other,
            "__gt__": lambda self, other: self >= other and self != other,
            "__lt__": lambda self, other: not self >= other,
        }
    else:
        raise ValueError("must define at least one ordering operation: < > <= >=")
    for name, function in found.items():
        if name not in __own_names__(cls):
            setattr(cls, name, function)
    return cls


def cmp_to_key(compare):
    class Key:
        def __init__(self, obj):
            self.obj = obj

        def __lt__(self, other):
            return compare(self.obj, other.obj) < 0

        def __gt__(self, other):
            return compare(self.obj, other.obj) > 0

        def __eq__(self, other):
            return compare(self.obj, other.obj) == 0

    return Key
