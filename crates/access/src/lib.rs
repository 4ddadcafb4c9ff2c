//! Accounts, grants, devices and the one place that decides who may.
