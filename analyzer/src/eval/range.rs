//! Ranges as sequences, without counting them out.

use std::sync::Arc;

use super::interp::{Eval, Interp};
use super::mistake::Mistake;
use super::value::Value;
use crate::syntax::ir::{ExprId, ExprKind, Unit};

/// How many numbers a range holds.
pub(super) fn range_len(&[start, stop, step]: &[i64; 3]) -> i64 {
    let (start, stop, step) = (i128::from(start), i128::from(stop), i128::from(step));
    let len = if step > 0 {
        (stop - start + step - 1).max(0) / step
    } else {
        (start - stop - step - 1).max(0) / -step
    };
    i64::try_from(len).unwrap_or(i64::MAX)
}

/// Where a number stands in a range.
pub(super) fn range_position(range: &[i64; 3], value: &Value) -> Option<i64> {
    let wanted = match value.as_int() {
        Some(wanted) => wanted,
        None => {
            let number = value.as_float()?;
            if number.fract() != 0.0 || number.abs() >= 9e15 {
                return None;
            }
            #[expect(
                clippy::cast_possible_truncation,
                reason = "only whole numbers take this way"
            )]
            let whole = number as i64;
            whole
        }
    };
    let [start, _, step] = *range;
    let away = i128::from(wanted) - i128::from(start);
    let step = i128::from(step);
    let at = i64::try_from(away / step).ok()?;
    (away % step == 0 && (0..range_len(range)).contains(&at)).then_some(at)
}

/// The number at a position, counted from the end if it is negative.
pub(super) fn range_item(range: &[i64; 3], index: i64) -> Option<Value> {
    let len = range_len(range);
    let at = if index < 0 {
        index.checked_add(len)?
    } else {
        index
    };
    let [start, _, step] = *range;
    (0..len)
        .contains(&at)
        .then(|| Value::Int(start + at * step))
}

/// `range[lower:upper:step]`.
pub(super) fn range_slice(range: &[i64; 3], bounds: [Option<i64>; 3]) -> Option<Value> {
    let [lower, upper, by] = bounds;
    let (by, len) = (by.unwrap_or(1), range_len(range));
    let (low, high) = if by > 0 { (0, len) } else { (-1, len - 1) };
    let (first, last) = if by > 0 { (low, high) } else { (high, low) };
    let place = |at: i64| (if at < 0 { at.saturating_add(len) } else { at }).clamp(low, high);
    let [start, _, step] = *range;
    let number = |at: i64| start.checked_add(at.checked_mul(step)?);
    let from = number(lower.map_or(first, place))?;
    let to = number(upper.map_or(last, place))?;
    Some(Value::Range(Arc::new([from, to, step.checked_mul(by)?])))
}

/// `==` of ranges: the same numbers.
pub(super) fn same_range(a: &[i64; 3], b: &[i64; 3]) -> bool {
    let len = range_len(a);
    len == range_len(b)
        && (len == 0 || a.first() == b.first())
        && (len <= 1 || a.last() == b.last())
}

impl Interp<'_> {
    /// Notes a loop over a range that ends where it starts, as in `range(1, n)` when `n` is 1: that
    /// an end does not belong to its range is easily forgotten. Whoever wrote `n + 1` knew, and
    /// one that starts at zero has none on purpose.
    pub(super) fn note_empty(
        &mut self,
        unit: &Arc<Unit>,
        iterable: &Value,
        iter: ExprId,
    ) -> Eval<()> {
        let Value::Range(range) = iterable else {
            return Ok(());
        };
        let [start, stop, step] = **range;
        let ExprKind::Call(index) = unit.expr(iter).kind else {
            return Ok(());
        };
        let end = unit
            .calls
            .get(index as usize)
            .and_then(|call| call.args.of(&unit.args).get(1));
        let is_named = end.is_some_and(|end| {
            let kind = unit.expr(end.value).kind;
            matches!(
                kind,
                ExprKind::Global(_)
                    | ExprKind::Local(_)
                    | ExprKind::Cell(_)
                    | ExprKind::Free(_)
                    | ExprKind::Attr(..)
            )
        });
        if start == stop && start > 0 && step == 1 && is_named {
            let place = self.place(iter);
            self.mistake(place, Mistake::EmptyLoop { at: start }, None)?;
        }
        Ok(())
    }
}
