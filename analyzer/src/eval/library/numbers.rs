//! Numbers: `int`, `round`, `divmod`, `pow`, bases, and the module `math`.

use crate::eval::call::Args;
use crate::eval::interp::{Eval, Interp};
use crate::eval::value::Value;
use crate::syntax::ir::{BinOp, ExprId};

use super::template::whole;

/// What a number comes to: a value, or what Python raises instead.
type Number = Result<Value, (&'static str, String)>;

pub(super) const FUNCTIONS: &[&str] = &[
    "abs", "bin", "divmod", "float", "hex", "int", "oct", "pow", "round",
];

pub(super) const MATH: &[&str] = &[
    "math.ceil",
    "math.comb",
    "math.copysign",
    "math.degrees",
    "math.fabs",
    "math.factorial",
    "math.floor",
    "math.fmod",
    "math.fsum",
    "math.gcd",
    "math.isclose",
    "math.isfinite",
    "math.isinf",
    "math.isnan",
    "math.isqrt",
    "math.lcm",
    "math.perm",
    "math.prod",
    "math.radians",
    "math.sqrt",
    "math.trunc",
];

impl Interp<'_> {
    /// A function on numbers; none of the arguments is unknown.
    pub(super) fn number_function(&mut self, name: &str, args: &Args, expr: ExprId) -> Eval {
        let number = match name {
            "abs" => self.absolute_value(args),
            "int" => self.integer(args)?,
            "float" => self.float(args)?,
            "round" => self.rounded(args),
            "divmod" => return self.divmod(args, expr),
            "pow" => return self.power(args, expr),
            _ => self.in_base(name, args),
        };
        self.number_or_raise(name, number, expr)
    }

    fn number_or_raise(&mut self, name: &str, number: Option<Number>, expr: ExprId) -> Eval {
        match number {
            Some(Ok(value)) => Ok(value),
            Some(Err((class, message))) => self.raise(expr, class, message),
            None => Ok(self.unknown(expr, format!("`{name}` of this is not evaluated"))),
        }
    }

    fn absolute_value(&mut self, args: &Args) -> Option<Number> {
        let value = args.first()?;
        Some(match value {
            Value::Float(number) => Ok(Value::Float(number.abs())),
            _ => match value.as_int() {
                Some(number) => Ok(Value::Int(number.checked_abs()?)),
                None if self.is_dsl_object(value) => return None,
                None => {
                    let kind = self.kind_name(value);
                    Err(("TypeError", format!("bad operand type for abs(): '{kind}'")))
                }
            },
        })
    }

    fn integer(&mut self, args: &Args) -> Eval<Option<Number>> {
        let Some(value) = args.first().cloned() else {
            return Ok(Some(Ok(Value::Int(0))));
        };
        let base = args.get(1).or_else(|| args.keyword("base"));
        let base = match base {
            None => 10,
            Some(base) => match base.as_int() {
                Some(base @ (0 | 2..=36)) => u32::try_from(base).unwrap_or(0),
                Some(_) => {
                    let message = "int() base must be >= 2 and <= 36, or 0".to_owned();
                    return Ok(Some(Err(("ValueError", message))));
                }
                None => return Ok(None),
            },
        };
        Ok(match &value {
            Value::Str(text) => match parse_integer(text, base) {
                Ok(number) => number.map(|number| Ok(Value::Int(number))),
                Err(NoNumber) => {
                    let shown = self.repr(&value)?.unwrap_or_default();
                    let message = format!("invalid literal for int() with base {base}: {shown}");
                    Some(Err(("ValueError", message)))
                }
            },
            Value::Float(number) if number.is_nan() => Some(Err((
                "ValueError",
                "cannot convert float NaN to integer".to_owned(),
            ))),
            Value::Float(number) if number.is_infinite() => Some(Err((
                "OverflowError",
                "cannot convert float infinity to integer".to_owned(),
            ))),
            Value::Float(number) => whole(*number).map(|number| Ok(Value::Int(number))),
            _ => match value.as_int() {
                Some(number) => Some(Ok(Value::Int(number))),
                None if self.is_dsl_object(&value) || matches!(value, Value::Bytes(_)) => None,
                None => {
                    let kind = self.kind_name(&value);
                    let message = format!(
                        "int() argument must be a string, a bytes-like object or a real number, not '{kind}'"
                    );
                    Some(Err(("TypeError", message)))
                }
            },
        })
    }

    fn float(&mut self, args: &Args) -> Eval<Option<Number>> {
        let Some(value) = args.first().cloned() else {
            return Ok(Some(Ok(Value::Float(0.0))));
        };
        Ok(match &value {
            Value::Str(text) => Some(match parse_float(text) {
                Some(number) => Ok(Value::Float(number)),
                None => {
                    let shown = self.repr(&value)?.unwrap_or_default();
                    let message = format!("could not convert string to float: {shown}");
                    Err(("ValueError", message))
                }
            }),
            _ => match value.as_float() {
                Some(number) => Some(Ok(Value::Float(number))),
                None if self.is_dsl_object(&value) || matches!(value, Value::Bytes(_)) => None,
                None => {
                    let kind = self.kind_name(&value);
                    let message =
                        format!("float() argument must be a string or a real number, not '{kind}'");
                    Some(Err(("TypeError", message)))
                }
            },
        })
    }

    /// Rounds half to even, as Python does.
    fn rounded(&mut self, args: &Args) -> Option<Number> {
        let value = args.first().or_else(|| args.keyword("number"))?;
        let digits = match args.get(1).or_else(|| args.keyword("ndigits")) {
            None | Some(Value::None) => None,
            Some(digits) => Some(digits.as_int()?),
        };
        Some(match (value, digits) {
            (Value::Float(number), None) if number.is_nan() => Err((
                "ValueError",
                "cannot convert float NaN to integer".to_owned(),
            )),
            (Value::Float(number), None) if number.is_infinite() => Err((
                "OverflowError",
                "cannot convert float infinity to integer".to_owned(),
            )),
            (Value::Float(number), None) => Ok(Value::Int(whole(number.round_ties_even())?)),
            (Value::Float(number), Some(_)) if !number.is_finite() => Ok(Value::Float(*number)),
            (Value::Float(number), Some(digits @ 0..)) => {
                let digits = usize::try_from(digits).ok()?.min(330);
                Ok(Value::Float(format!("{number:.digits$}").parse().ok()?))
            }
            (Value::Float(number), Some(digits)) => {
                let scale = 10_i64.checked_pow(u32::try_from(digits.unsigned_abs()).ok()?)?;
                let whole = whole(*number)?;
                let is_even_tie = number.fract() == 0.0;
                #[expect(clippy::cast_precision_loss, reason = "whole numbers below 9e15")]
                Ok(Value::Float(
                    (round_to(whole, scale, is_even_tie)? as f64).copysign(*number),
                ))
            }
            _ => match (value.as_int(), digits) {
                (Some(number), None | Some(0..)) => Ok(Value::Int(number)),
                (Some(number), Some(digits)) => {
                    let scale = 10_i64.checked_pow(u32::try_from(digits.unsigned_abs()).ok()?)?;
                    Ok(Value::Int(round_to(number, scale, true)?))
                }
                (None, _) if self.is_dsl_object(value) => return None,
                (None, _) => {
                    let kind = self.kind_name(value);
                    let message = format!("type {kind} doesn't define __round__ method");
                    Err(("TypeError", message))
                }
            },
        })
    }

    fn divmod(&mut self, args: &Args, expr: ExprId) -> Eval {
        let (Some(a), Some(b)) = (args.get(0).cloned(), args.get(1).cloned()) else {
            return Ok(self.unknown(expr, "`divmod` of this is not evaluated"));
        };
        let is_float = matches!(a, Value::Float(_)) || matches!(b, Value::Float(_));
        if is_float && b.as_float() == Some(0.0) {
            return self.raise(expr, "ZeroDivisionError", "float divmod()".to_owned());
        }
        let quotient = self.binary(BinOp::FloorDiv, &a, &b, expr)?;
        if quotient.is_unknown() {
            return Ok(quotient);
        }
        let rest = self.binary(BinOp::Mod, &a, &b, expr)?;
        Ok(Value::Tuple([quotient, rest].into()))
    }

    fn power(&mut self, args: &Args, expr: ExprId) -> Eval {
        let of = |index, name| args.get(index).or_else(|| args.keyword(name)).cloned();
        let (Some(base), Some(exponent)) = (of(0, "base"), of(1, "exp")) else {
            return Ok(self.unknown(expr, "`pow` of this is not evaluated"));
        };
        match of(2, "mod") {
            None | Some(Value::None) => self.binary(BinOp::Pow, &base, &exponent, expr),
            Some(modulus) => match (base.as_int(), exponent.as_int(), modulus.as_int()) {
                (Some(_), Some(_), Some(0)) => {
                    let message = "pow() 3rd argument cannot be 0".to_owned();
                    self.raise(expr, "ValueError", message)
                }
                (Some(base), Some(exponent @ 0..), Some(modulus)) => {
                    Ok(Value::Int(power_modulo(base, exponent, modulus)))
                }
                _ => Ok(self.unknown(expr, "`pow` of this is not evaluated")),
            },
        }
    }

    fn in_base(&mut self, name: &str, args: &Args) -> Option<Number> {
        let value = args.first()?;
        let Some(number) = value.as_int() else {
            if self.is_dsl_object(value) {
                return None;
            }
            let kind = self.kind_name(value);
            let message = format!("'{kind}' object cannot be interpreted as an integer");
            return Some(Err(("TypeError", message)));
        };
        let sign = if number < 0 { "-" } else { "" };
        let digits = number.unsigned_abs();
        Some(Ok(Value::Str(
            match name {
                "bin" => format!("{sign}{digits:#b}"),
                "oct" => format!("{sign}{digits:#o}"),
                _ => format!("{sign}{digits:#x}"),
            }
            .into(),
        )))
    }

    /// A function of the module `math`; none of the arguments is unknown.
    pub(super) fn math(&mut self, name: &str, args: &Args, expr: ExprId) -> Eval {
        match name {
            "math.prod" | "math.fsum" => {
                let source = args.first().cloned().unwrap_or(Value::None);
                let items = match self.items(&source, expr)? {
                    Ok(items) => items,
                    Err(why) => return Ok(Value::Unknown(why)),
                };
                if name == "math.fsum" {
                    // Exact where no rounding can happen: whole numbers.
                    let mut total = 0.0;
                    for item in &items {
                        match item.as_float() {
                            Some(number) if number.fract() == 0.0 && number.abs() < 1e12 => {
                                total += number;
                            }
                            _ => {
                                return Ok(
                                    self.unknown(expr, "`math.fsum` of this is not evaluated")
                                );
                            }
                        }
                    }
                    return Ok(Value::Float(total));
                }
                let mut product = args.keyword("start").cloned().unwrap_or(Value::Int(1));
                for item in &items {
                    product = self.binary(BinOp::Mul, &product, item, expr)?;
                }
                Ok(product)
            }
            _ => {
                let number = plain_math(name, args);
                self.number_or_raise(name, number, expr)
            }
        }
    }
}

/// Functions whose result is exact, or correctly rounded everywhere.
fn plain_math(name: &str, args: &Args) -> Option<Number> {
    let domain = || Err(("ValueError", "math domain error".to_owned()));
    let values: Vec<&Value> = args.values().collect();
    let int = |index: usize| values.get(index).and_then(|value| value.as_int());
    let float = |index: usize| values.get(index).and_then(|value| value.as_float());
    if matches!(name, "math.gcd" | "math.lcm") {
        let mut result = i64::from(name != "math.gcd");
        for value in &values {
            let number = value.as_int()?.checked_abs()?;
            result = if name == "math.gcd" {
                gcd(result, number)
            } else if number == 0 {
                0
            } else if result == 0 {
                result
            } else {
                (result / gcd(result, number)).checked_mul(number)?
            };
        }
        return Some(Ok(Value::Int(result)));
    }
    if name == "math.isclose" {
        let (a, b) = (float(0)?, float(1)?);
        let tolerance = |name, default| args.keyword(name).map_or(Some(default), Value::as_float);
        let (relative, absolute) = (tolerance("rel_tol", 1e-9)?, tolerance("abs_tol", 0.0)?);
        #[expect(clippy::float_cmp, reason = "as Python's isclose does first")]
        let same = a == b;
        let close = (a - b).abs() <= (relative * a.abs().max(b.abs())).max(absolute);
        return Some(Ok(Value::Bool(
            same || (a.is_finite() && b.is_finite() && close),
        )));
    }
    if !args.keywords.is_empty() {
        return None;
    }
    Some(match (name, values.len()) {
        ("math.floor" | "math.ceil" | "math.trunc", 1) => match values.first()? {
            Value::Float(number) => {
                let number = match name {
                    "math.floor" => number.floor(),
                    "math.ceil" => number.ceil(),
                    _ => number.trunc(),
                };
                Ok(Value::Int(whole(number)?))
            }
            value => Ok(Value::Int(value.as_int()?)),
        },
        ("math.sqrt", 1) => match float(0)? {
            number if number < 0.0 => domain(),
            number => Ok(Value::Float(number.sqrt())),
        },
        ("math.isqrt", 1) => match int(0)? {
            number if number < 0 => Err((
                "ValueError",
                "isqrt() argument must be nonnegative".to_owned(),
            )),
            number => Ok(Value::Int(number.isqrt())),
        },
        ("math.fabs", 1) => Ok(Value::Float(float(0)?.abs())),
        ("math.degrees", 1) => Ok(Value::Float(float(0)? * (180.0 / std::f64::consts::PI))),
        ("math.radians", 1) => Ok(Value::Float(float(0)? * (std::f64::consts::PI / 180.0))),
        ("math.isnan", 1) => Ok(Value::Bool(float(0)?.is_nan())),
        ("math.isinf", 1) => Ok(Value::Bool(float(0)?.is_infinite())),
        ("math.isfinite", 1) => Ok(Value::Bool(float(0)?.is_finite())),
        ("math.copysign", 2) => Ok(Value::Float(float(0)?.copysign(float(1)?))),
        ("math.fmod", 2) => match (float(0)?, float(1)?) {
            (a, b) if b == 0.0 || a.is_infinite() => domain(),
            (a, b) => Ok(Value::Float(a % b)),
        },
        ("math.factorial", 1) => match int(0)? {
            number if number < 0 => Err((
                "ValueError",
                "factorial() not defined for negative values".to_owned(),
            )),
            number => {
                let factors = 2..=number.min(30);
                Ok(Value::Int(
                    factors.into_iter().try_fold(1_i64, i64::checked_mul)?,
                ))
            }
        },
        ("math.comb", 2) | ("math.perm", 1 | 2) => {
            let n = int(0)?;
            let k = if values.len() == 1 { n } else { int(1)? };
            if n < 0 || k < 0 {
                return None;
            }
            if k > n {
                return Some(Ok(Value::Int(0)));
            }
            let is_comb = name == "math.comb";
            let k = if is_comb { k.min(n - k) } else { k };
            let mut result: i128 = 1;
            for step in 0..k {
                result = result.checked_mul(i128::from(n - step))?;
                if is_comb {
                    result /= i128::from(step + 1);
                }
                i64::try_from(result).ok()?;
            }
            Ok(Value::Int(i64::try_from(result).ok()?))
        }
        _ => return None,
    })
}

fn gcd(mut a: i64, mut b: i64) -> i64 {
    while b != 0 {
        (a, b) = (b, a % b);
    }
    a
}

/// The text is no number.
struct NoNumber;

/// The number of a text; `None` if it is beyond 64 bits.
fn parse_integer(text: &str, base: u32) -> Result<Option<i64>, NoNumber> {
    let text = text.trim_matches(super::text::is_space);
    let (negative, digits) = match text.strip_prefix('-') {
        Some(digits) => (true, digits),
        None => (false, text.strip_prefix('+').unwrap_or(text)),
    };
    let lower = digits.to_ascii_lowercase();
    let prefixes = [("0x", 16), ("0o", 8), ("0b", 2)];
    let prefix = prefixes
        .iter()
        .find(|(prefix, of)| lower.starts_with(prefix) && (base == 0 || base == *of));
    let (base, digits, prefixed) = match prefix {
        Some((_, of)) => (*of, lower.get(2..).unwrap_or_default(), true),
        None => (if base == 0 { 10 } else { base }, lower.as_str(), false),
    };
    // `0x_1` is a number, `_1` and `1__1` are not.
    let digits = if prefixed {
        digits.strip_prefix('_').unwrap_or(digits)
    } else {
        digits
    };
    if digits.is_empty() {
        return Err(NoNumber);
    }
    let mut number: Option<i64> = Some(0);
    for part in digits.split('_') {
        if part.is_empty() {
            return Err(NoNumber);
        }
        for c in part.chars() {
            let digit = i64::from(c.to_digit(base).ok_or(NoNumber)?);
            number = number
                .and_then(|number| number.checked_mul(i64::from(base)))
                .and_then(|number| number.checked_add(digit));
        }
    }
    Ok(number.map(|number| if negative { -number } else { number }))
}

fn parse_float(text: &str) -> Option<f64> {
    let text = text.trim_matches(super::text::is_space);
    let between_digits = text.split('_').count() == 1
        || text
            .split('_')
            .collect::<Vec<_>>()
            .windows(2)
            .all(|pair| match pair {
                [a, b] => {
                    a.ends_with(|c: char| c.is_ascii_digit())
                        && b.starts_with(|c: char| c.is_ascii_digit())
                }
                _ => true,
            });
    if !between_digits {
        return None;
    }
    text.replace('_', "").parse().ok()
}

/// `number` rounded to a multiple of `scale`; halves go to the even one if nothing is behind them.
fn round_to(number: i64, scale: i64, is_exact: bool) -> Option<i64> {
    let (quotient, rest) = (number.div_euclid(scale), number.rem_euclid(scale));
    let up = match (rest.checked_mul(2)?).cmp(&scale) {
        std::cmp::Ordering::Less => false,
        std::cmp::Ordering::Greater => true,
        std::cmp::Ordering::Equal if is_exact => quotient % 2 != 0,
        std::cmp::Ordering::Equal => number > 0,
    };
    quotient.checked_add(i64::from(up))?.checked_mul(scale)
}

fn power_modulo(base: i64, mut exponent: i64, modulus: i64) -> i64 {
    let limit = i128::from(modulus).abs();
    let mut base = i128::from(base).rem_euclid(limit);
    let mut result = 1 % limit;
    while exponent > 0 {
        if exponent % 2 == 1 {
            result = result * base % limit;
        }
        base = base * base % limit;
        exponent /= 2;
    }
    let result = if modulus < 0 && result != 0 {
        result - limit
    } else {
        result
    };
    i64::try_from(result).unwrap_or(0)
}

/// Python's `%` on floats: the sign of the divisor.
pub(in crate::eval) fn modulo(a: f64, b: f64) -> f64 {
    let rest = a % b;
    if rest == 0.0 {
        0.0_f64.copysign(b)
    } else if (rest < 0.0) != (b < 0.0) {
        rest + b
    } else {
        rest
    }
}

/// Python's `//` on floats.
pub(in crate::eval) fn floor_divide(a: f64, b: f64) -> f64 {
    let quotient = (a - modulo(a, b)) / b;
    if quotient == 0.0 {
        return 0.0_f64.copysign(a / b);
    }
    let floor = quotient.floor();
    if quotient - floor > 0.5 {
        floor + 1.0
    } else {
        floor
    }
}
