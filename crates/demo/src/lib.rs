//! The demonstration: a year in Hoa Binh district.
