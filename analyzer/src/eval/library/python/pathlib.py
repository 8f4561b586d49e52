def _text(part):
    if isinstance(part, str):
        return part
    if isinstance(part, PurePath):
        return part._path
    raise TypeError(
        "expected str, bytes or os.PathLike object, not " + type(part).__name__
    )


def _joined(parts):
    path = ""
    for part in parts:
        text = _text(part)
        if text.startswith("/"):
            path = text
        else:
            path = path + "/" + text if path else text
    root = "/" if path.startswith("/") else ""
    names = [name for name in path.split("/") if name and name != "."]
    return (root + "/".join(names)) or "."


class PurePath:
    def __init__(self, *parts):
        self._path = _joined(parts)

    def _with(self, path):
        return type(self)(path)

    @property
    def parts(self):
        root = ("/",) if self._path.startswith("/") else ()
        return root + tuple(name for name in self._path.split("/") if name and self._path != ".")

    @property
    def root(self):
        return "/" if self._path.startswith("/") else ""

    anchor = root

    @property
    def name(self):
        return "" if self._path in ("/", ".") else self._path.rpartition("/")[2]

    @property
    def suffix(self):
        name = self.name
        at = name.rfind(".")
        return name[at:] if 0 < at < len(name) - 1 else ""

    @property
    def suffixes(self):
        name = self.name
        if name.endswith("."):
            return []
        return ["." + part for part in name.lstrip(".").split(".")[1:]]

    @property
    def stem(self):
        name = self.name
        return name[: len(name) - len(self.suffix)] if self.suffix else name

    @property
    def parent(self):
        if self._path in ("/", "."):
            return self
        head = self._path.rpartition("/")[0]
        return self._with(head or self.root or ".")

    @property
    def parents(self):
        found = []
        at = self
        while at.parent._path != at._path:
            at = at.parent
            found.append(at)
        return tuple(found)

    def joinpath(self, *parts):
        return self._with(_joined((self._path,) + parts))

    def __truediv__(self, other):
        if not isinstance(other, (str, PurePath)):
            return NotImplemented
        return self.joinpath(other)

    def __rtruediv__(self, other):
        if not isinstance(other, str):
            return NotImplemented
        return self._with(_joined((other, self._path)))

    def with_name(self, name):
        if not self.name:
            raise ValueError(f"{self!r} has an empty name")
        if not name or "/" in name or name == ".":
            raise ValueError(f"Invalid name {name!r}")
        return self.parent.joinpath(name)

    def with_stem(self, stem):
        return self.with_name(stem + self.suffix)

    def with_suffix(self, suffix):
        if "/" in suffix or suffix and not suffix.startswith(".") or suffix == ".":
            raise ValueError(f"Invalid suffix {suffix!r}")
        return self.with_name(self.stem + suffix)

    def relative_to(self, *other):
        base = self._with(_joined(other)).parts
        if self.parts[: len(base)] != base:
            return __unknown__("`relative_to` a folder that is not above is not evaluated")
        return self._with(_joined(self.parts[len(base) :]) if len(self.parts) > len(base) else ".")

    def is_relative_to(self, *other):
        base = self._with(_joined(other)).parts
        return self.parts[: len(base)] == base

    def is_absolute(self):
        return self._path.startswith("/")

    def as_posix(self):
        return self._path

    def match(self, pattern):
        if "/" in pattern:
            return __unknown__("`match` with folders is not evaluated")
        return __matches__(self.name, pattern)

    def __fspath__(self):
        return self._path

    def __str__(self):
        return self._path

    def __repr__(self):
        kind = type(self).__name__
        return f"{'PosixPath' if kind == 'Path' else kind}({self._path!r})"

    def __eq__(self, other):
        if not isinstance(other, PurePath):
            return NotImplemented
        return self._path == other._path

    def __hash__(self):
        return hash(self._path)

    def __lt__(self, other):
        if not isinstance(other, PurePath):
            return NotImplemented
        return self.parts < other.parts

    def __gt__(self, other):
        if not isinstance(other, PurePath):
            return NotImplemented
        return self.parts > other.parts


class PurePosixPath(PurePath):
    pass


class Path(PurePath):
    @classmethod
    def cwd(cls):
        return __unknown__("depends on the folder that Python is started in")

    @classmethod
    def home(cls):
        return __unknown__("depends on the user's home")

    def expanduser(self):
        return __unknown__("depends on the user's home") if self._path.startswith("~") else self

    def exists(self):
        return __file_kind__(self._path) is not None

    def is_file(self):
        return __file_kind__(self._path) == "file"

    def is_dir(self):
        return __file_kind__(self._path) == "folder"

    def is_symlink(self):
        return __unknown__("links are not looked at")

    def absolute(self):
        if self.is_absolute():
            return self
        return __unknown__("depends on the folder that Python is started in")

    def resolve(self, strict=False):
        if not self.is_absolute():
            return __unknown__("depends on the folder that Python is started in")
        names = []
        for name in self.parts[1:]:
            if name != "..":
                names.append(name)
            elif names:
                names.pop()
        return self._with("/" + "/".join(names))

    def open(self, mode="r", buffering=-1, encoding=None, errors=None, newline=None):
        return open(self._path, mode, buffering, encoding, errors, newline)

    def read_text(self, encoding=None, errors=None):
        with self.open("r", -1, encoding, errors) as file:
            return file.read()

    def read_bytes(self):
        return __unknown__("the bytes of a file are not evaluated")

    def _children(self):
        return [(name, folder, self.joinpath(name)) for name, folder in __folder__(self._path)]

    def iterdir(self):
        return iter([path for name, folder, path in self._children()])

    def _found(self, names, deep):
        if not names:
            return [self]
        found = []
        if names[0] == "**":
            found = self._found(names[1:], deep) if names[1:] else [self]
            for name, folder, path in self._children():
                if folder:
                    found += path._found(names, deep)
            return found
        for name, folder, path in self._children():
            if __matches__(name, names[0]) and (folder or len(names) == 1):
                found += path._found(names[1:], deep)
        return found

    def glob(self, pattern):
        return iter(self._found(pattern.split("/"), False))

    def rglob(self, pattern):
        return iter(self._found(["**"] + pattern.split("/"), False))

    def _written(self, *args, **kwargs):
        return __unknown__("files are not written while a model is looked at")

    write_text = write_bytes = mkdir = touch = unlink = rmdir = rename = replace = _written


class PosixPath(Path):
    pass
