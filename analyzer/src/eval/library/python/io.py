def open(file, mode="r", buffering=-1, encoding=None, errors=None, newline=None):
    for letter in "wax+":
        if letter in mode:
            return __unknown__("files are not written while a model is looked at")
    path = file if isinstance(file, str) else file.__fspath__()
    if "b" in mode:
        return BytesIO(path, __file_text__(path))
    known = encoding is None or encoding.lower().replace("_", "-") in ("utf-8", "utf8", "ascii", "utf-8-sig")
    if not known:
        return __unknown__("files in this encoding are not read")
    text = __file_text__(path)
    if encoding is not None and encoding.lower().endswith("sig"):
        text = text.removeprefix("\ufeff")
    if newline is None:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    return StringIO(text, name=path)


class _File:
    closed = False

    def _check(self):
        if self.closed:
            raise ValueError("I/O operation on closed file.")

    def readable(self):
        return True

    def close(self):
        self.closed = True

    def __enter__(self):
        self._check()
        return self

    def __exit__(self, *error):
        self.close()


class BytesIO(_File):
    def __init__(self, name, text):
        self.name = name
        self._text = text

    def read(self, size=-1):
        self._check()
        return __unknown__("the bytes of a file are not evaluated")

    def __iter__(self):
        return __unknown__("the bytes of a file are not evaluated")


class StringIO(_File):
    def __init__(self, initial_value="", newline="\n", name=None):
        self.name = name
        self._text = initial_value
        self._at = 0

    def read(self, size=-1):
        self._check()
        end = len(self._text) if size is None or size < 0 else self._at + size
        text = self._text[self._at : end]
        self._at += len(text)
        return text

    def getvalue(self):
        return self._text

    def write(self, text):
        if self.name is not None:
            raise OSError("not writable")
        self._text = self._text[: self._at] + text + self._text[self._at + len(text) :]
        self._at += len(text)
        return len(text)

    def seek(self, offset, whence=0):
        if whence != 0:
            return __unknown__("`seek` from here is not evaluated")
        self._at = offset
        return offset

    def tell(self):
        return self._at

    def readline(self):
        self._check()
        end = self._text.find("\n", self._at)
        text = self._text[self._at :] if end < 0 else self._text[self._at : end + 1]
        self._at += len(text)
        return text

    def readlines(self):
        self._check()
        parts = self._text[self._at :].split("\n")
        self._at = len(self._text)
        lines = [part + "\n" for part in parts[:-1]]
        if parts[-1]:
            lines.append(parts[-1])
        return lines

    def __iter__(self):
        return iter(self.readlines())

    def __next__(self):
        line = self.readline()
        if not line:
            raise StopIteration
        return line
