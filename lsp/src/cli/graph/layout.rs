//! Where the steps of a graph are drawn: in layers from left to right, few lines crossing.
//!
//! The steps of Sugiyama and others, in their plain form: what runs backwards is turned round, each
//! node is put right of what leads to it, lines that pass layers get a place in each of them, layers
//! are ordered by the middle of their neighbours, and then moved towards them.

/// A node to be placed.
#[derive(Clone, Copy, Debug)]
pub(super) struct Size {
    pub(super) width: f64,
    pub(super) height: f64,
}

/// Where things are.
#[derive(Clone, Debug, Default)]
pub(super) struct Layout {
    /// The upper left corner of each node.
    pub(super) nodes: Vec<(f64, f64)>,
    /// The points that each edge goes through, from the right side of one node to the left side of
    /// the other.
    pub(super) edges: Vec<Vec<(f64, f64)>>,
    pub(super) width: f64,
    pub(super) height: f64,
}

/// Between layers, and between what is in one.
const GAP: (f64, f64) = (56.0, 14.0);
/// How often layers are ordered, and moved.
const SWEEPS: usize = 8;

/// A place in a layer: of a node, or of a line that passes.
struct Slot {
    layer: usize,
    height: f64,
    y: f64,
    left: Vec<usize>,
    right: Vec<usize>,
}

pub(super) fn layout(sizes: &[Size], edges: &[(usize, usize)]) -> Layout {
    let forward = forward(sizes.len(), edges);
    let layers = layers(sizes.len(), &forward);
    let mut slots: Vec<Slot> = sizes
        .iter()
        .zip(&layers)
        .map(|(size, layer)| Slot {
            layer: *layer,
            height: size.height,
            y: 0.0,
            left: Vec::new(),
            right: Vec::new(),
        })
        .collect();
    let paths: Vec<Vec<usize>> = forward.iter().map(|edge| path(*edge, &mut slots)).collect();
    let n_layers = layers.iter().max().map_or(0, |last| last + 1);
    let mut ranks: Vec<Vec<usize>> = vec![Vec::new(); n_layers];
    for (at, slot) in slots.iter().enumerate() {
        ranks[slot.layer].push(at);
    }
    order(&mut ranks, &slots);
    place(&ranks, &mut slots);

    let mut columns = Vec::with_capacity(n_layers);
    let mut x = 0.0;
    for layer in 0..n_layers {
        let own = sizes.iter().zip(&layers).filter(|(_, own)| **own == layer);
        let width = own.map(|(size, _)| size.width).fold(0.0, f64::max);
        columns.push((x, width));
        x += width + GAP.0;
    }
    let middle = |slot: &Slot| slot.y + slot.height / 2.0;
    let edges = edges
        .iter()
        .zip(&forward)
        .zip(&paths)
        .map(|((edge, turned), path)| {
            let mut points = Vec::new();
            for (nth, at) in path.iter().enumerate() {
                let slot = &slots[*at];
                let (left, width) = columns[slot.layer];
                let y = middle(slot);
                if nth > 0 {
                    points.push((left, y));
                }
                if nth + 1 < path.len() {
                    let own = sizes.get(*at).map_or(width, |size| size.width);
                    points.push((left + own, y));
                }
            }
            if edge != turned {
                points.reverse();
            }
            points
        });
    Layout {
        edges: edges.collect(),
        nodes: slots[..sizes.len()]
            .iter()
            .map(|slot| (columns[slot.layer].0, slot.y))
            .collect(),
        width: (x - GAP.0).max(0.0),
        height: slots
            .iter()
            .map(|slot| slot.y + slot.height)
            .fold(0.0, f64::max),
    }
}

/// The edges, with those turned round that lead back.
fn forward(n_nodes: usize, edges: &[(usize, usize)]) -> Vec<(usize, usize)> {
    let mut right: Vec<Vec<usize>> = vec![Vec::new(); n_nodes];
    let mut led_to = vec![false; n_nodes];
    for (from, to) in edges {
        right[*from].push(*to);
        led_to[*to] = true;
    }
    // Whoever is finished later comes further left.
    let mut finished = vec![0; n_nodes];
    let mut seen = vec![false; n_nodes];
    let mut n_finished = 0;
    let (first, rest): (Vec<usize>, Vec<usize>) = (0..n_nodes).partition(|at| !led_to[*at]);
    for start in first.into_iter().chain(rest) {
        let mut work = vec![(start, 0)];
        while let Some((at, done)) = work.pop() {
            if done == 0 && std::mem::replace(&mut seen[at], true) {
                continue;
            }
            match right[at].get(done) {
                Some(to) => {
                    work.push((at, done + 1));
                    work.push((*to, 0));
                }
                None => {
                    n_finished += 1;
                    finished[at] = n_finished;
                }
            }
        }
    }
    let turn = |&(from, to): &(usize, usize)| {
        if finished[from] < finished[to] {
            (to, from)
        } else {
            (from, to)
        }
    };
    edges.iter().map(turn).collect()
}

/// The layer of each node: right of all that leads to it, and not further left than need be.
fn layers(n_nodes: usize, edges: &[(usize, usize)]) -> Vec<usize> {
    let mut right: Vec<Vec<usize>> = vec![Vec::new(); n_nodes];
    let mut waits = vec![0; n_nodes];
    for (from, to) in edges.iter().filter(|(from, to)| from != to) {
        right[*from].push(*to);
        waits[*to] += 1;
    }
    let mut is_first: Vec<bool> = waits.iter().map(|waits| *waits == 0).collect();
    let mut layers = vec![0; n_nodes];
    let mut ready: Vec<usize> = (0..n_nodes).filter(|at| is_first[*at]).collect();
    while let Some(at) = ready.pop() {
        for to in &right[at] {
            layers[*to] = layers[*to].max(layers[at] + 1);
            waits[*to] -= 1;
            if waits[*to] == 0 {
                ready.push(*to);
            }
        }
    }
    for at in 0..n_nodes {
        if std::mem::take(&mut is_first[at])
            && let Some(next) = right[at].iter().map(|to| layers[*to]).min()
        {
            layers[at] = next - 1;
        }
    }
    layers
}

/// An edge as the slots that it goes through, new ones in the layers it passes.
fn path((from, to): (usize, usize), slots: &mut Vec<Slot>) -> Vec<usize> {
    let mut path = vec![from];
    for layer in slots[from].layer + 1..slots[to].layer {
        path.push(slots.len());
        slots.push(Slot {
            layer,
            height: 2.0,
            y: 0.0,
            left: Vec::new(),
            right: Vec::new(),
        });
    }
    path.push(to);
    for pair in path.windows(2) {
        if let [left, right] = *pair
            && left != right
        {
            slots[left].right.push(right);
            slots[right].left.push(left);
        }
    }
    path
}

#[expect(clippy::cast_precision_loss, reason = "places in a layer are few")]
fn order(ranks: &mut [Vec<usize>], slots: &[Slot]) {
    let mut nth = vec![0.0; slots.len()];
    let number = |rank: &[usize], nth: &mut [f64]| {
        for (at, slot) in rank.iter().enumerate() {
            nth[*slot] = at as f64;
        }
    };
    for rank in ranks.iter() {
        number(rank, &mut nth);
    }
    for sweep in 0..SWEEPS {
        let from_left = sweep % 2 == 0;
        let mut indexes: Vec<usize> = (0..ranks.len()).collect();
        if !from_left {
            indexes.reverse();
        }
        for layer in indexes {
            let middle = |slot: &usize| {
                let near = if from_left {
                    &slots[*slot].left
                } else {
                    &slots[*slot].right
                };
                match near.len() {
                    0 => nth[*slot],
                    n => near.iter().map(|at| nth[*at]).sum::<f64>() / n as f64,
                }
            };
            let mut rank: Vec<(f64, usize)> = ranks[layer]
                .iter()
                .map(|slot| (middle(slot), *slot))
                .collect();
            rank.sort_by(|a, b| a.0.total_cmp(&b.0));
            ranks[layer] = rank.into_iter().map(|(_, slot)| slot).collect();
            number(&ranks[layer], &mut nth);
        }
    }
}

/// Heights: each slot as near to the middle of its neighbours as the others leave room.
#[expect(clippy::cast_precision_loss, reason = "neighbours are few")]
fn place(ranks: &[Vec<usize>], slots: &mut [Slot]) {
    for rank in ranks {
        let mut y = 0.0;
        for slot in rank {
            slots[*slot].y = y;
            y += slots[*slot].height + GAP.1;
        }
    }
    for sweep in 0..SWEEPS {
        let from_left = sweep % 2 == 0;
        let mut indexes: Vec<usize> = (0..ranks.len()).collect();
        if !from_left {
            indexes.reverse();
        }
        for layer in indexes {
            let wanted = |slot: usize| {
                let near = if from_left {
                    &slots[slot].left
                } else {
                    &slots[slot].right
                };
                let middles = near.iter().map(|at| slots[*at].y + slots[*at].height / 2.0);
                match near.len() {
                    0 => slots[slot].y,
                    n => middles.sum::<f64>() / n as f64 - slots[slot].height / 2.0,
                }
            };
            let wanted: Vec<f64> = ranks[layer].iter().map(|slot| wanted(*slot)).collect();
            settle(&ranks[layer], &wanted, slots);
        }
    }
    let top = slots
        .iter()
        .map(|slot| slot.y)
        .fold(f64::INFINITY, f64::min);
    for slot in slots {
        slot.y -= top;
    }
}

/// Puts the slots of a layer where they want to be, runs of them that collide around their mean.
#[expect(clippy::cast_precision_loss, reason = "a layer's slots are few")]
fn settle(rank: &[usize], wanted: &[f64], slots: &mut [Slot]) {
    // Runs: where it starts, how many slots, how tall.
    let mut runs: Vec<(f64, Vec<usize>, f64)> = Vec::new();
    for (slot, wanted) in rank.iter().zip(wanted) {
        let mut run = (*wanted, vec![*slot], slots[*slot].height + GAP.1);
        while let Some(above) = runs.pop_if(|above| above.0 + above.2 > run.0) {
            let (n_above, n_own) = (above.1.len() as f64, run.1.len() as f64);
            // Both give way by how many they are.
            let start = (above.0 * n_above + (run.0 - above.2) * n_own) / (n_above + n_own);
            run = (start, [above.1, run.1].concat(), above.2 + run.2);
        }
        runs.push(run);
    }
    for (start, members, _) in runs {
        let mut y = start;
        for slot in members {
            slots[slot].y = y;
            y += slots[slot].height + GAP.1;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Layout, Size, layout};

    const BOX: Size = Size {
        width: 10.0,
        height: 10.0,
    };

    fn of(n_nodes: usize, edges: &[(usize, usize)]) -> Layout {
        layout(&vec![BOX; n_nodes], edges)
    }

    fn overlaps(layout: &Layout) -> bool {
        let pairs = layout.nodes.iter().enumerate();
        let mut pairs =
            pairs.flat_map(|(at, a)| layout.nodes[at + 1..].iter().map(move |b| (a, b)));
        pairs.any(|(a, b)| (a.0 - b.0).abs() < 10.0 && (a.1 - b.1).abs() < 10.0)
    }

    #[test]
    fn what_follows_stands_further_right() {
        let edges = [(0, 1), (1, 2), (0, 2), (3, 2)];
        let layout = of(4, &edges);
        for (from, to) in edges {
            assert!(layout.nodes[from].0 < layout.nodes[to].0);
        }
        assert!(!overlaps(&layout));
    }

    #[test]
    fn a_circle_is_cut_once() {
        let edges = [(0, 1), (1, 2), (2, 0), (2, 2)];
        let layout = of(3, &edges);
        let back = edges
            .iter()
            .filter(|(from, to)| layout.nodes[*from].0 > layout.nodes[*to].0);
        assert_eq!(back.count(), 1);
        assert!(!overlaps(&layout));
    }

    #[test]
    fn a_star_does_not_cover_itself() {
        let edges: Vec<(usize, usize)> = (1..60).map(|at| (0, at)).collect();
        let layout = of(60, &edges);
        assert!(!overlaps(&layout));
        assert!(
            layout
                .nodes
                .iter()
                .all(|(_, y)| *y >= 0.0 && y + 10.0 <= layout.height)
        );
    }

    #[test]
    fn nothing_has_no_size() {
        let layout = of(0, &[]);
        assert_eq!((layout.width, layout.height), (0.0, 0.0));
    }
}
