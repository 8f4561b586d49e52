QUOTE_MINIMAL = 0
QUOTE_ALL = 1
QUOTE_NONNUMERIC = 2
QUOTE_NONE = 3


def reader(csvfile, dialect="excel", delimiter=",", quotechar='"', skipinitialspace=False, **other):
    if dialect == "excel-tab":
        delimiter = "\t"
    if other or dialect not in ("excel", "excel-tab", "unix") or quotechar is None:
        return __unknown__("`csv` with these options is not evaluated")
    return iter(__csv_rows__(list(csvfile), delimiter, quotechar, skipinitialspace))


class DictReader:
    def __init__(self, f, fieldnames=None, restkey=None, restval=None, dialect="excel", **options):
        rows = list(reader(f, dialect, **options))
        self.restkey = restkey
        self.restval = restval
        self.fieldnames = fieldnames
        if fieldnames is None and rows:
            self.fieldnames = rows[0]
            rows = rows[1:]
        self._rows = iter([self._row(row) for row in rows if row])

    def _row(self, row):
        names = self.fieldnames
        made = dict(zip(names, row))
        if len(row) > len(names):
            made[self.restkey] = row[len(names) :]
        for name in names[len(row) :]:
            made[name] = self.restval
        return made

    def __iter__(self):
        return self._rows

    def __next__(self):
        return next(self._rows)


def writer(*args, **kwargs):
    return __unknown__("files are not written while a model is looked at")


DictWriter = writer
