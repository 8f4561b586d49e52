//! A part of a graph: what is near to something.

use std::collections::VecDeque;

use super::shape::Graph;

/// Which steps are at most `depth` edges away from others, in both directions: the nearest first,
/// at most `most` of them.
pub(crate) fn neighbourhood(
    graph: &Graph,
    around: &[usize],
    depth: usize,
    most: usize,
) -> Vec<bool> {
    let mut next: Vec<Vec<usize>> = vec![Vec::new(); graph.steps.len()];
    for edge in &graph.edges {
        next[edge.from].push(edge.to);
        next[edge.to].push(edge.from);
    }
    let mut kept = vec![false; graph.steps.len()];
    let mut left = most;
    let mut queue: VecDeque<(usize, usize)> = VecDeque::new();
    let mut reach = |at: usize, far: usize, queue: &mut VecDeque<(usize, usize)>| {
        if left > 0 && !std::mem::replace(&mut kept[at], true) {
            left -= 1;
            queue.push_back((at, far));
        }
    };
    for at in around {
        reach(*at, 0, &mut queue);
    }
    while let Some((at, far)) = queue.pop_front() {
        if far < depth {
            for other in &next[at] {
                reach(*other, far + 1, &mut queue);
            }
        }
    }
    kept
}
