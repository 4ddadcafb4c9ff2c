//! One SQL text on two engines: the only crate that knows a driver.
