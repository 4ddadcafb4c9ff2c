//! How people come in: signing in at the desk, phones, invitations, and the key that sealed copies are made to.
