NOFLAG = 0
IGNORECASE = I = 2
LOCALE = L = 4
MULTILINE = M = 8
DOTALL = S = 16
UNICODE = U = 32
VERBOSE = X = 64
ASCII = A = 256


class error(Exception):
    pass


class Match:
    def __init__(self, re, string, pos, endpos, spans):
        self.re = re
        self.string = string
        self.pos = pos
        self.endpos = endpos
        self._spans = spans

    @property
    def lastindex(self):
        return __unknown__("`lastindex` of a match is not evaluated")

    lastgroup = lastindex

    def _index(self, group):
        if isinstance(group, str):
            if group not in self.re.groupindex:
                raise IndexError("no such group")
            return self.re.groupindex[group]
        if group < 0 or group >= len(self._spans):
            raise IndexError("no such group")
        return group

    def _text(self, span, default=None):
        if span is None:
            return default
        return self.string[span[0] : span[1]]

    def group(self, *groups):
        found = [self._text(self._spans[self._index(group)]) for group in groups or (0,)]
        return found[0] if len(found) == 1 else tuple(found)

    def __getitem__(self, group):
        return self._text(self._spans[self._index(group)])

    def groups(self, default=None):
        return tuple([self._text(span, default) for span in self._spans[1:]])

    def groupdict(self, default=None):
        return {name: self._text(self._spans[index], default) for name, index in self.re.groupindex.items()}

    def span(self, group=0):
        span = self._spans[self._index(group)]
        return (-1, -1) if span is None else span

    def start(self, group=0):
        return self.span(group)[0]

    def end(self, group=0):
        return self.span(group)[1]

    def expand(self, template):
        return _filled(_parts(template, self.re), self)

    def __bool__(self):
        return True

    def __repr__(self):
        return f"<re.Match object; span={self.span()!r}, match={self.group()!r}>"


class Pattern:
    def __init__(self, pattern, flags):
        known = __re_names__(pattern, flags)
        self.pattern = pattern
        self.flags = known[0] | UNICODE if not known[0] & ASCII else known[0]
        self.groups = known[1]
        self.groupindex = dict(known[2])

    def _all(self, how, string, limit=0, pos=0, endpos=None):
        end = len(string) if endpos is None else max(0, min(endpos, len(string)))
        pos = max(0, min(pos, len(string)))
        if pos != 0 or end != len(string):
            return __unknown__("searching a part of a text is not evaluated")
        found = __re_find__(self.pattern, self.flags, string, how, limit)
        return [Match(self, string, pos, end, spans) for spans in found]

    def _one(self, how, string, pos, endpos):
        found = self._all(how, string, 1, pos, endpos)
        return found[0] if found else None

    def search(self, string, pos=0, endpos=None):
        return self._one("search", string, pos, endpos)

    def match(self, string, pos=0, endpos=None):
        return self._one("match", string, pos, endpos)

    def fullmatch(self, string, pos=0, endpos=None):
        return self._one("fullmatch", string, pos, endpos)

    def finditer(self, string, pos=0, endpos=None):
        return iter(self._all("search", string, 0, pos, endpos))

    def findall(self, string, pos=0, endpos=None):
        found = self._all("search", string, 0, pos, endpos)
        if self.groups == 0:
            return [it.group() for it in found]
        if self.groups == 1:
            return [it.groups("")[0] for it in found]
        return [it.groups("") for it in found]

    def split(self, string, maxsplit=0):
        if maxsplit < 0:
            return [string]
        parts = []
        at = 0
        for it in self._all("search", string, maxsplit):
            parts.append(string[at : it.start()])
            parts.extend(it.groups())
            at = it.end()
        parts.append(string[at:])
        return parts

    def subn(self, repl, string, count=0):
        if count < 0:
            return (string, 0)
        template = None if callable(repl) else _parts(repl, self)
        found = self._all("search", string, count)
        parts = []
        at = 0
        for it in found:
            parts.append(string[at : it.start()])
            parts.append(repl(it) if template is None else _filled(template, it))
            at = it.end()
        parts.append(string[at:])
        return ("".join(parts), len(found))

    def sub(self, repl, string, count=0):
        return self.subn(repl, string, count)[0]


def _filled(parts, match):
    return "".join([part if isinstance(part, str) else match[part] or "" for part in parts])


_ESCAPES = {"a": "\a", "b": "\b", "f": "\f", "n": "\n", "r": "\r", "t": "\t", "v": "\v", "\\": "\\"}


def _parts(template, pattern):
    """Texts, and numbers of the groups between them."""
    pieces = template.split("\\")
    if len(pieces) == 1:
        return [template]
    parts = [pieces[0]]
    at = len(pieces[0])
    while at < len(template):
        letter = template[at + 1 : at + 2]
        at += 2
        if letter == "g":
            end = template.find(">", at)
            if template[at : at + 1] != "<" or end < 0:
                raise error("missing group name")
            name = template[at + 1 : end]
            at = end + 1
            if name.isdigit():
                parts.append(_group(int(name), pattern))
            elif name in pattern.groupindex:
                parts.append(pattern.groupindex[name])
            else:
                raise IndexError(f"unknown group name {name!r}")
        elif letter == "0":
            return __unknown__("octal escapes are not evaluated")
        elif letter.isdigit():
            if template[at : at + 1].isdigit():
                return __unknown__("a reference of two digits is not evaluated")
            parts.append(_group(int(letter), pattern))
        elif letter in _ESCAPES and letter:
            parts.append(_ESCAPES[letter])
        elif letter.isalpha() or not letter:
            raise error(f"bad escape \\{letter}")
        else:
            parts.append("\\" + letter)
        end = template.find("\\", at)
        end = len(template) if end < 0 else end
        parts.append(template[at:end])
        at = end
    return parts


def _group(number, pattern):
    if number > pattern.groups:
        raise error(f"invalid group reference {number}")
    return number


def compile(pattern, flags=0):
    if isinstance(pattern, Pattern):
        if flags:
            raise ValueError("cannot process flags argument with a compiled pattern")
        return pattern
    return Pattern(pattern, flags)


def search(pattern, string, flags=0):
    return compile(pattern, flags).search(string)


def match(pattern, string, flags=0):
    return compile(pattern, flags).match(string)


def fullmatch(pattern, string, flags=0):
    return compile(pattern, flags).fullmatch(string)


def split(pattern, string, maxsplit=0, flags=0):
    return compile(pattern, flags).split(string, maxsplit)


def findall(pattern, string, flags=0):
    return compile(pattern, flags).findall(string)


def finditer(pattern, string, flags=0):
    return compile(pattern, flags).finditer(string)


def sub(pattern, repl, string, count=0, flags=0):
    return compile(pattern, flags).sub(repl, string, count)


def subn(pattern, repl, string, count=0, flags=0):
    return compile(pattern, flags).subn(repl, string, count)


_SPECIAL = {letter: "\\" + letter for letter in "()[]{}?*+-|^$\\.&~# \t\n\r\v\f"}


def escape(pattern):
    return "".join([_SPECIAL.get(letter, letter) for letter in pattern])


def purge():
    pass
