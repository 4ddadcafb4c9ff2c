/// Chance that repeats itself: the same seed and purpose give the same throws on every machine (splitmix64).
#[derive(Debug, Clone)]
pub struct Dice(u64);

impl Dice {
    /// Dice of their own for a purpose, so that one part of the generator can change without moving the others.
    pub fn new(seed: u64, purpose: &str, number: u64) -> Self {
        let named = purpose
            .bytes()
            .fold(seed ^ 0xCBF2_9CE4_8422_2325, |h, b| (h ^ u64::from(b)).wrapping_mul(0x0000_0100_0000_01B3));
        let mut dice = Self(named ^ number.wrapping_mul(0x9E37_79B9_7F4A_7C15));
        dice.next();
        dice
    }

    /// The next number.
    #[allow(clippy::should_implement_trait)] // numbers without end: an iterator's Option would only be in the way
    pub fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }

    /// A number from 0 to 1, without 1.
    pub fn unit(&mut self) -> f64 {
        (self.next() >> 11) as f64 / (1_u64 << 53) as f64
    }

    /// True with this probability.
    pub fn chance(&mut self, probability: f64) -> bool {
        self.unit() < probability
    }

    /// A whole number from `low` to `high`, both possible.
    pub fn between(&mut self, low: i64, high: i64) -> i64 {
        let span = high.saturating_sub(low).max(0) as u64 + 1;
        low + (self.next() % span) as i64
    }

    /// Near `middle`, rarely further than `reach` away.
    pub fn around(&mut self, middle: f64, reach: f64) -> f64 {
        let sum: f64 = (0..4).map(|_| self.unit()).sum();
        middle + (sum - 2.0) * reach
    }

    /// How often something happens that is expected `mean` times.
    pub fn times(&mut self, mean: f64) -> usize {
        let (mut left, mut count) = (self.unit(), 0);
        let mut term = (-mean).exp();
        let mut cumulated = term;
        left = left.min(0.999_999);
        while left > cumulated && count < 60 {
            count += 1;
            term *= mean / count as f64;
            cumulated += term;
        }
        count
    }

    /// One of these; `None` only when there is none.
    pub fn pick<'a, T>(&mut self, from: &'a [T]) -> Option<&'a T> {
        let at = self.next() as usize % from.len().max(1);
        from.get(at)
    }

    /// A position in a list of weights.
    pub fn weighted(&mut self, weights: &[u32]) -> usize {
        let total: u64 = weights.iter().map(|w| u64::from(*w)).sum();
        let mut left = self.next() % total.max(1);
        for (at, weight) in weights.iter().enumerate() {
            match left.checked_sub(u64::from(*weight)) {
                Some(rest) => left = rest,
                None => return at,
            }
        }
        weights.len().saturating_sub(1)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn throws_repeat_and_keep_their_shape() {
        let throw = |seed| (0..5).map(|_| Dice::new(seed, "x", 3).next()).collect::<Vec<_>>();
        assert_eq!(throw(1), throw(1));
        assert_ne!(throw(1), throw(2));
        let mut dice = Dice::new(1, "shape", 0);
        let mean = (0..20_000).map(|_| dice.times(2.9)).sum::<usize>() as f64 / 20_000.0;
        assert!((2.8..3.0).contains(&mean), "{mean}");
        let heavy = (0..10_000).filter(|_| dice.weighted(&[1, 9]) == 1).count();
        assert!((8_800..9_200).contains(&heavy), "{heavy}");
        assert!((0..1_000).all(|_| (3..=5).contains(&dice.between(3, 5))));
    }
}
