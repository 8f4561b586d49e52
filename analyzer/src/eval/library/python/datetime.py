MINYEAR = 1
MAXYEAR = 9999
_DAYS = (0, 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
_MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December")
_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


def _is_leap(year):
    return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)


def _days_in(year, month):
    return 29 if month == 2 and _is_leap(year) else _DAYS[month]


def _ordinal(year, month, day):
    before = year - 1
    days = before * 365 + before // 4 - before // 100 + before // 400
    return days + sum([_days_in(year, m) for m in range(1, month)]) + day


def _from_ordinal(n):
    year = max(n // 366, 1)
    while _ordinal(year + 1, 1, 1) <= n:
        year += 1
    month = 1
    left = n - _ordinal(year, 1, 1)
    while left >= _days_in(year, month):
        left -= _days_in(year, month)
        month += 1
    return year, month, left + 1


def _check(kind, value, low, high, name):
    if not isinstance(value, int):
        raise TypeError(f"'{type(value).__name__}' object cannot be interpreted as an integer")
    if not low <= value <= high:
        raise ValueError(f"{name} must be in {low}..{high}" if name != "day" else "day is out of range for month")


class timedelta:
    def __init__(self, days=0, seconds=0, microseconds=0, milliseconds=0, minutes=0, hours=0, weeks=0):
        for part in (days, seconds, microseconds, milliseconds, minutes, hours, weeks):
            if not isinstance(part, int) and part * 1000000 != int(part * 1000000):
                raise __unknown__("a time span this exact is not evaluated")
        total = (weeks * 7 + days) * 86400000000 + (hours * 60 + minutes) * 60000000
        total = int(total + seconds * 1000000 + milliseconds * 1000 + microseconds)
        self._total = total

    @property
    def days(self):
        return self._total // 86400000000

    @property
    def seconds(self):
        return self._total % 86400000000 // 1000000

    @property
    def microseconds(self):
        return self._total % 1000000

    def total_seconds(self):
        return self._total / 1000000

    def _of(self, total):
        return timedelta(microseconds=total)

    def __add__(self, other):
        if not isinstance(other, timedelta):
            return NotImplemented
        return self._of(self._total + other._total)

    def __sub__(self, other):
        if not isinstance(other, timedelta):
            return NotImplemented
        return self._of(self._total - other._total)

    def __mul__(self, n):
        if not isinstance(n, int):
            return __unknown__("a time span this exact is not evaluated")
        return self._of(self._total * n)

    __rmul__ = __mul__

    def __floordiv__(self, other):
        if isinstance(other, timedelta):
            return self._total // other._total
        return self._of(self._total // other)

    def __truediv__(self, other):
        if isinstance(other, timedelta):
            return self._total / other._total
        return __unknown__("a time span this exact is not evaluated")

    def __mod__(self, other):
        return self._of(self._total % other._total)

    def __neg__(self):
        return self._of(0 - self._total)

    def __abs__(self):
        return self._of(abs(self._total))

    def __bool__(self):
        return self._total != 0

    def __eq__(self, other):
        if not isinstance(other, timedelta):
            return NotImplemented
        return self._total == other._total

    def __hash__(self):
        return hash(self._total)

    def __lt__(self, other):
        return self._total < other._total

    def __le__(self, other):
        return self._total <= other._total

    def __gt__(self, other):
        return self._total > other._total

    def __ge__(self, other):
        return self._total >= other._total

    def __str__(self):
        minutes, seconds = divmod(self.seconds, 60)
        hours, minutes = divmod(minutes, 60)
        text = f"{hours}:{minutes:02d}:{seconds:02d}"
        if self.days:
            text = f"{self.days} day{'' if abs(self.days) == 1 else 's'}, {text}"
        return f"{text}.{self.microseconds:06d}" if self.microseconds else text

    def __repr__(self):
        parts = [(name, getattr(self, name)) for name in ("days", "seconds", "microseconds")]
        shown = ", ".join(f"{name}={value}" for name, value in parts if value)
        return f"datetime.timedelta({shown or 0})"


class tzinfo:
    pass


class timezone(tzinfo):
    def __init__(self, offset, name=None):
        self._offset = offset
        self._name = name

    def utcoffset(self, when=None):
        return self._offset

    def tzname(self, when=None):
        if self._name is not None:
            return self._name
        return "UTC" + (_offset_text(self._offset) if self._offset else "")

    def dst(self, when=None):
        return None

    def __eq__(self, other):
        return isinstance(other, timezone) and self._offset == other._offset

    def __hash__(self):
        return hash(self._offset)

    def __str__(self):
        return self.tzname()

    def __repr__(self):
        if self._offset == timedelta(0):
            return "datetime.timezone.utc"
        name = "" if self._name is None else f", {self._name!r}"
        return f"datetime.timezone({self._offset!r}{name})"


def _offset_text(offset, colon=":"):
    minutes = offset // timedelta(minutes=1)
    sign = "-" if minutes < 0 else "+"
    return f"{sign}{abs(minutes) // 60:02d}{colon}{abs(minutes) % 60:02d}"


UTC = timezone(timedelta(0))
timezone.utc = UTC


def _formatted(when, format):
    out = []
    at = 0
    while at < len(format):
        letter = format[at]
        at += 1
        if letter != "%":
            out.append(letter)
            continue
        if at >= len(format):
            return __unknown__("this format of a date is not evaluated")
        code = format[at]
        at += 1
        if code in "HIMSfpzZ" and not isinstance(when, datetime):
            hour = minute = second = micro = 0
            offset = None
        elif code in "HIMSfpzZ":
            hour, minute, second, micro = when.hour, when.minute, when.second, when.microsecond
            offset = when.utcoffset()
        if code == "Y":
            if when.year < 1000:
                return __unknown__("how years before 1000 are written depends on the system")
            out.append(str(when.year))
        elif code == "m":
            out.append(f"{when.month:02d}")
        elif code == "d":
            out.append(f"{when.day:02d}")
        elif code == "y":
            out.append(f"{when.year % 100:02d}")
        elif code == "j":
            out.append(f"{when.toordinal() - _ordinal(when.year, 1, 1) + 1:03d}")
        elif code == "B":
            out.append(_MONTHS[when.month - 1])
        elif code in "bh":
            out.append(_MONTHS[when.month - 1][:3])
        elif code == "A":
            out.append(_WEEKDAYS[when.weekday()])
        elif code == "a":
            out.append(_WEEKDAYS[when.weekday()][:3])
        elif code == "w":
            out.append(str(when.isoweekday() % 7))
        elif code == "u":
            out.append(str(when.isoweekday()))
        elif code == "G":
            out.append(str(when.isocalendar()[0]))
        elif code == "V":
            out.append(f"{when.isocalendar()[1]:02d}")
        elif code == "F":
            out.append(f"{when.year}-{when.month:02d}-{when.day:02d}")
        elif code == "H":
            out.append(f"{hour:02d}")
        elif code == "I":
            out.append(f"{(hour - 1) % 12 + 1:02d}")
        elif code == "M":
            out.append(f"{minute:02d}")
        elif code == "S":
            out.append(f"{second:02d}")
        elif code == "f":
            out.append(f"{micro:06d}")
        elif code == "p":
            out.append("AM" if hour < 12 else "PM")
        elif code == "T":
            out.append(_formatted(when, "%H:%M:%S"))
        elif code == "z":
            out.append("" if offset is None else _offset_text(offset, ""))
        elif code == "Z":
            out.append("" if offset is None else when.tzinfo.tzname(when))
        elif code == "%":
            out.append("%")
        else:
            return __unknown__(f"`%{code}` of a date is not evaluated")
    return "".join(out)


def _number(text, at, most):
    end = at
    while end < len(text) and end - at < most and text[end].isdigit():
        end += 1
    return end


def _parsed(text, format):
    found = {"Y": 1900, "m": 1, "d": 1, "H": 0, "M": 0, "S": 0, "f": 0}
    zone = None
    half = None
    failed = f"time data {text!r} does not match format {format!r}"
    at = 0
    i = 0
    while i < len(format):
        letter = format[i]
        i += 1
        if letter.isspace():
            return __unknown__("this format of a date is not evaluated") if letter != " " else _spaced(text, format)
        if letter != "%":
            if at >= len(text) or text[at] != letter:
                raise ValueError(failed)
            at += 1
            continue
        code = format[i : i + 1]
        i += 1
        if code in ("Y", "m", "d", "H", "M", "S", "f", "y", "j", "I"):
            end = _number(text, at, {"Y": 4, "f": 6, "j": 3}.get(code, 2))
            if end == at or code == "Y" and end - at < 4:
                raise ValueError(failed)
            digits = text[at:end]
            found[code] = int(digits + "0" * (6 - len(digits))) if code == "f" else int(digits)
            at = end
        elif code == "z" and text[at : at + 1] == "Z":
            zone = UTC
            at += 1
        elif code == "z" and text[at : at + 1] in ("+", "-"):
            digits = text[at + 1 : at + 6].replace(":", "")[:4]
            if len(digits) < 4 or not digits.isdigit():
                return __unknown__("this date is not evaluated")
            span = timedelta(hours=int(digits[:2]), minutes=int(digits[2:]))
            zone = timezone(span if text[at] == "+" else -span)
            at += 6 if text[at + 3 : at + 4] == ":" else 5
        elif code == "%" and text[at : at + 1] == "%":
            at += 1
        else:
            return __unknown__(f"`%{code}` of a date is not evaluated")
    if at < len(text):
        raise ValueError(f"unconverted data remains: {text[at:]}")
    if "y" in found or "j" in found or "I" in found:
        return __unknown__("this format of a date is not evaluated")
    for code, low, high in (("m", 1, 12), ("d", 1, 31), ("H", 0, 23), ("M", 0, 59), ("S", 0, 61)):
        if not low <= found[code] <= high:
            raise __unknown__("this date is not evaluated")
    return datetime(found["Y"], found["m"], found["d"], found["H"], found["M"], found["S"], found["f"], zone)


def _spaced(text, format):
    if "  " in text or "  " in format or text.strip() != text or text.count(" ") != format.count(" "):
        return __unknown__("this date is not evaluated")
    return _parsed(text.replace(" ", "\0"), format.replace(" ", "\0"))


class date:
    def __init__(self, year, month, day):
        _check(self, year, 1, 9999, "year")
        if not 1 <= year <= 9999:
            raise ValueError(f"year {year} is out of range")
        _check(self, month, 1, 12, "month")
        _check(self, day, 1, _days_in(year, month), "day")
        self._date = (year, month, day)

    @property
    def year(self):
        return self._date[0]

    @property
    def month(self):
        return self._date[1]

    @property
    def day(self):
        return self._date[2]

    @classmethod
    def today(cls):
        return __unknown__("depends on the clock")

    @classmethod
    def fromtimestamp(cls, timestamp):
        return __unknown__("depends on the time zone")

    @classmethod
    def fromordinal(cls, n):
        return cls(*_from_ordinal(n))

    @classmethod
    def fromisoformat(cls, text):
        parts = text.split("-")
        if len(text) != 10 or len(parts) != 3 or not all(part.isdigit() for part in parts):
            return __unknown__("this date is not evaluated")
        return cls(int(parts[0]), int(parts[1]), int(parts[2]))

    def toordinal(self):
        return _ordinal(self.year, self.month, self.day)

    def weekday(self):
        return (self.toordinal() + 6) % 7

    def isoweekday(self):
        return self.weekday() + 1

    def isocalendar(self):
        thursday = self.toordinal() + 3 - self.weekday()
        year = _from_ordinal(thursday)[0]
        week = (thursday - _ordinal(year, 1, 1)) // 7 + 1
        return (year, week, self.isoweekday())

    def _day_text(self):
        return f"{self.year:04d}-{self.month:02d}-{self.day:02d}"

    def isoformat(self):
        return self._day_text()

    def strftime(self, format):
        return _formatted(self, format)

    def __format__(self, format):
        return _formatted(self, format) if format else str(self)

    def replace(self, year=None, month=None, day=None):
        return date(
            self.year if year is None else year,
            self.month if month is None else month,
            self.day if day is None else day,
        )

    def __add__(self, other):
        if not isinstance(other, timedelta):
            return NotImplemented
        return date(*_from_ordinal(self.toordinal() + other.days))

    __radd__ = __add__

    def __sub__(self, other):
        if isinstance(other, timedelta):
            return self + timedelta(days=0 - other.days)
        if not isinstance(other, date):
            return NotImplemented
        return timedelta(days=self.toordinal() - other.toordinal())

    def _key(self):
        return self._date

    def __eq__(self, other):
        if not isinstance(other, date):
            return NotImplemented
        return type(self) is type(other) and self._key() == other._key()

    def __hash__(self):
        return hash(self._key())

    def __lt__(self, other):
        return self._key() < other._key()

    def __le__(self, other):
        return self._key() <= other._key()

    def __gt__(self, other):
        return self._key() > other._key()

    def __ge__(self, other):
        return self._key() >= other._key()

    def __str__(self):
        return self.isoformat()

    def __repr__(self):
        return f"datetime.date({self.year}, {self.month}, {self.day})"


class time:
    def __init__(self, hour=0, minute=0, second=0, microsecond=0, tzinfo=None):
        _check(self, hour, 0, 23, "hour")
        _check(self, minute, 0, 59, "minute")
        _check(self, second, 0, 59, "second")
        _check(self, microsecond, 0, 999999, "microsecond")
        self.hour, self.minute, self.second, self.microsecond = hour, minute, second, microsecond
        self.tzinfo = tzinfo

    def isoformat(self):
        text = f"{self.hour:02d}:{self.minute:02d}:{self.second:02d}"
        if self.microsecond:
            text += f".{self.microsecond:06d}"
        return text + ("" if self.tzinfo is None else _offset_text(self.tzinfo.utcoffset(None)))

    def _key(self):
        return (self.hour, self.minute, self.second, self.microsecond)

    def __eq__(self, other):
        return isinstance(other, time) and self._key() == other._key() and self.tzinfo == other.tzinfo

    def __hash__(self):
        return hash(self._key())

    def __lt__(self, other):
        return self._key() < other._key()

    def __gt__(self, other):
        return self._key() > other._key()

    def __str__(self):
        return self.isoformat()

    def __repr__(self):
        parts = [str(self.hour), str(self.minute)]
        if self.second or self.microsecond:
            parts.append(str(self.second))
        if self.microsecond:
            parts.append(str(self.microsecond))
        if self.tzinfo is not None:
            parts.append(f"tzinfo={self.tzinfo!r}")
        return f"datetime.time({', '.join(parts)})"


class datetime(date):
    def __init__(self, year, month, day, hour=0, minute=0, second=0, microsecond=0, tzinfo=None):
        super().__init__(year, month, day)
        _check(self, hour, 0, 23, "hour")
        _check(self, minute, 0, 59, "minute")
        _check(self, second, 0, 59, "second")
        _check(self, microsecond, 0, 999999, "microsecond")
        self._time = (hour, minute, second, microsecond)
        self.tzinfo = tzinfo

    @property
    def hour(self):
        return self._time[0]

    @property
    def minute(self):
        return self._time[1]

    @property
    def second(self):
        return self._time[2]

    @property
    def microsecond(self):
        return self._time[3]

    @classmethod
    def now(cls, tz=None):
        return __unknown__("depends on the clock")

    utcnow = now

    @classmethod
    def fromtimestamp(cls, timestamp, tz=None):
        if tz is None:
            return __unknown__("depends on the time zone")
        return cls(1970, 1, 1, tzinfo=UTC).astimezone(tz) + timedelta(seconds=timestamp)

    @classmethod
    def combine(cls, day, at):
        return cls(day.year, day.month, day.day, at.hour, at.minute, at.second, at.microsecond, at.tzinfo)

    @classmethod
    def strptime(cls, text, format):
        return _parsed(text, format)

    @classmethod
    def fromisoformat(cls, text):
        day, at, rest = text[:10], text[10:11], text[11:]
        if not at:
            return cls.combine(date.fromisoformat(day), time())
        zone = None
        if rest.endswith("Z"):
            zone, rest = UTC, rest[:-1]
        elif len(rest) > 6 and rest[-6] in "+-":
            span = timedelta(hours=int(rest[-5:-3]), minutes=int(rest[-2:]))
            zone, rest = timezone(span if rest[-6] == "+" else -span), rest[:-6]
        if len(rest) not in (5, 8, 12, 15) or not rest.replace(":", "").replace(".", "").isdigit():
            return __unknown__("this date is not evaluated")
        micro = rest[9:]
        parts = date.fromisoformat(day)
        return cls(
            parts.year,
            parts.month,
            parts.day,
            int(rest[:2]),
            int(rest[3:5]),
            int(rest[6:8] or 0),
            int(micro + "0" * (6 - len(micro))) if micro else 0,
            zone,
        )

    def date(self):
        return _date(self.year, self.month, self.day)

    def time(self):
        return _time(self.hour, self.minute, self.second, self.microsecond)

    def utcoffset(self):
        return None if self.tzinfo is None else self.tzinfo.utcoffset(self)

    def astimezone(self, tz=None):
        if self.tzinfo is None or tz is None:
            return __unknown__("depends on the time zone")
        moved = self + (tz.utcoffset(self) - self.utcoffset())
        return moved.replace(tzinfo=tz)

    def timestamp(self):
        if self.tzinfo is None:
            return __unknown__("depends on the time zone")
        return (self - datetime(1970, 1, 1, tzinfo=UTC)).total_seconds()

    def _micros(self):
        hour, minute, second, micro = self._time
        return (self.toordinal() * 86400 + hour * 3600 + minute * 60 + second) * 1000000 + micro

    def _key(self):
        offset = self.utcoffset()
        return self._micros() - (0 if offset is None else offset._total)

    def __eq__(self, other):
        if not isinstance(other, datetime):
            return NotImplemented
        if (self.tzinfo is None) != (other.tzinfo is None):
            return False
        return self._key() == other._key()

    def replace(self, year=None, month=None, day=None, hour=None, minute=None, second=None, microsecond=None, tzinfo=False):
        return datetime(
            self.year if year is None else year,
            self.month if month is None else month,
            self.day if day is None else day,
            self.hour if hour is None else hour,
            self.minute if minute is None else minute,
            self.second if second is None else second,
            self.microsecond if microsecond is None else microsecond,
            self.tzinfo if tzinfo is False else tzinfo,
        )

    def __add__(self, other):
        if not isinstance(other, timedelta):
            return NotImplemented
        total = self._micros() + other._total
        days, micros = divmod(total, 86400000000)
        seconds, micro = divmod(micros, 1000000)
        minutes, second = divmod(seconds, 60)
        hour, minute = divmod(minutes, 60)
        return datetime(*_from_ordinal(days), hour, minute, second, micro, self.tzinfo)

    __radd__ = __add__

    def __sub__(self, other):
        if isinstance(other, timedelta):
            return self + -other
        if not isinstance(other, datetime):
            return NotImplemented
        if (self.tzinfo is None) != (other.tzinfo is None):
            raise TypeError("can't subtract offset-naive and offset-aware datetimes")
        return timedelta(microseconds=self._key() - other._key())

    def isoformat(self, sep="T", timespec="auto"):
        hour, minute, second, micro = self._time
        text = f"{hour:02d}:{minute:02d}:{second:02d}"
        if timespec == "auto" and micro or timespec == "microseconds":
            text += f".{micro:06d}"
        elif timespec == "milliseconds":
            text += f".{micro // 1000:03d}"
        elif timespec == "minutes":
            text = text[:5]
        elif timespec not in ("auto", "seconds"):
            return __unknown__("this format of a date is not evaluated")
        offset = self.utcoffset()
        return self._day_text() + sep + text + ("" if offset is None else _offset_text(offset))

    def __str__(self):
        return self.isoformat(" ")

    def __repr__(self):
        parts = [self.year, self.month, self.day, self.hour, self.minute]
        if self.second or self.microsecond:
            parts.append(self.second)
        if self.microsecond:
            parts.append(self.microsecond)
        shown = [str(part) for part in parts]
        if self.tzinfo is not None:
            shown.append(f"tzinfo={self.tzinfo!r}")
        return f"datetime.datetime({', '.join(shown)})"


_date = date
_time = time
