//! Steps that wait for each other.

/// The sets of nodes that are on a cycle together, each sorted. `right` says what follows a node.
///
/// Tarjan's algorithm, with a stack of its own: chains of transformers may be long.
pub(super) fn cycles(right: &[Vec<usize>]) -> Vec<Vec<usize>> {
    const UNSEEN: usize = usize::MAX;
    let mut index = vec![UNSEEN; right.len()];
    let mut low = vec![0; right.len()];
    let mut is_open = vec![false; right.len()];
    let mut path = Vec::new();
    let mut found = Vec::new();
    let mut n_seen = 0;
    for start in 0..right.len() {
        if index[start] != UNSEEN {
            continue;
        }
        // A node, and how many of those that follow it were looked at.
        let mut work = vec![(start, 0)];
        while let Some((at, n_done)) = work.pop() {
            if n_done == 0 {
                index[at] = n_seen;
                low[at] = n_seen;
                n_seen += 1;
                is_open[at] = true;
                path.push(at);
            } else if let Some(done) = right[at].get(n_done - 1) {
                low[at] = low[at].min(low[*done]);
            }
            let mut rest = right[at].iter().enumerate().skip(n_done);
            let next = rest.find(|(_, to)| {
                if is_open[**to] {
                    low[at] = low[at].min(index[**to]);
                }
                index[**to] == UNSEEN
            });
            if let Some((nth, to)) = next {
                work.push((at, nth + 1));
                work.push((*to, 0));
                continue;
            }
            if low[at] != index[at] {
                continue;
            }
            let mut members = Vec::new();
            while let Some(member) = path.pop() {
                is_open[member] = false;
                members.push(member);
                if member == at {
                    break;
                }
            }
            if members.len() > 1 || right[at].contains(&at) {
                members.sort_unstable();
                found.push(members);
            }
        }
    }
    found.sort_unstable();
    found
}

#[cfg(test)]
mod tests {
    use super::cycles;

    #[test]
    fn a_chain_has_none() {
        assert!(cycles(&[vec![1], vec![2], vec![]]).is_empty());
    }

    #[test]
    fn each_set_is_found_once() {
        // Two circles that share nothing, one behind the other, and a node on the way out.
        let right = [vec![1], vec![0, 2], vec![3], vec![4], vec![2, 5], vec![]];
        assert_eq!(cycles(&right), [vec![0, 1], vec![2, 3, 4]]);
    }

    #[test]
    fn circles_that_touch_are_one() {
        let right = [vec![1, 2], vec![0], vec![0]];
        assert_eq!(cycles(&right), [vec![0, 1, 2]]);
    }

    #[test]
    fn a_node_may_be_its_own() {
        assert_eq!(cycles(&[vec![0], vec![]]), [vec![0]]);
    }

    #[test]
    fn long_chains_take_no_stack() {
        let right: Vec<Vec<usize>> = (0..200_000).map(|at| vec![at + 1]).collect();
        let right = [right, vec![vec![0]]].concat();
        assert_eq!(cycles(&right).len(), 1);
    }
}
