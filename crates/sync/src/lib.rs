//! Streams, operations, receipts, snapshots, sealed copies.
