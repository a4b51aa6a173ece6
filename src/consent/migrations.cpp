#include "consent/migrations.hpp"

namespace errand::consent {
namespace {

constexpr sqlite::Migration kMigrations[] = {
    {"users, what they allowed, what they spent, and the audit", R"sql(
CREATE TABLE user (
    id TEXT PRIMARY KEY,
    time_zone TEXT NOT NULL,
    public_key TEXT,             -- JWK
    created TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE token (
    hash TEXT PRIMARY KEY,       -- base64url SHA-256 of the token
    id TEXT NOT NULL UNIQUE,
    user TEXT NOT NULL REFERENCES user(id),
    label TEXT NOT NULL,
    created TEXT NOT NULL,
    revoked TEXT
) STRICT, WITHOUT ROWID;
CREATE INDEX token_of_user ON token(user, created);

CREATE TABLE grant (
    number INTEGER PRIMARY KEY,
    user TEXT NOT NULL REFERENCES user(id),
    service TEXT NOT NULL,
    scopes TEXT NOT NULL,        -- JSON list, sorted
    granted_at TEXT NOT NULL,
    withdrawn_at TEXT
) STRICT;
CREATE UNIQUE INDEX grant_live ON grant(user, service) WHERE withdrawn_at IS NULL;
CREATE INDEX grant_of_user ON grant(user, number);

CREATE TABLE spending_limit (
    user TEXT PRIMARY KEY REFERENCES user(id),
    per_payment INTEGER,         -- minor units
    per_day INTEGER,
    currency TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE spending (
    number INTEGER PRIMARY KEY,
    user TEXT NOT NULL REFERENCES user(id),
    key TEXT NOT NULL,
    payee TEXT NOT NULL,
    amount INTEGER NOT NULL CHECK (amount >= 0),
    currency TEXT NOT NULL,
    day TEXT NOT NULL,           -- the user's, "2026-03-02"
    allowance TEXT,
    state TEXT NOT NULL CHECK (state IN ('reserved', 'settled', 'released')),
    reserved_at TEXT NOT NULL,
    ended_at TEXT,
    UNIQUE (user, key)
) STRICT;
CREATE INDEX spending_of_day ON spending(user, currency, day);

CREATE TABLE allowance (
    user TEXT NOT NULL REFERENCES user(id),
    id TEXT NOT NULL,
    document TEXT NOT NULL,      -- SignedAllowance
    stored_at TEXT NOT NULL,
    revoked_at TEXT,
    PRIMARY KEY (user, id)
) STRICT, WITHOUT ROWID;

CREATE TABLE approval (
    number INTEGER PRIMARY KEY,
    user TEXT NOT NULL REFERENCES user(id),
    id TEXT NOT NULL,
    key TEXT NOT NULL,           -- of the payment that used it
    document TEXT NOT NULL,      -- SignedApproval
    used_at TEXT NOT NULL,
    UNIQUE (user, id),
    UNIQUE (user, key)
) STRICT;

CREATE TABLE secret (
    user TEXT NOT NULL REFERENCES user(id),
    name TEXT NOT NULL,
    sealed BLOB NOT NULL,
    changed TEXT NOT NULL,
    PRIMARY KEY (user, name)
) STRICT, WITHOUT ROWID;

CREATE TABLE audit (
    user TEXT NOT NULL REFERENCES user(id),
    seq INTEGER NOT NULL,
    at TEXT NOT NULL,
    kind TEXT NOT NULL,
    data TEXT NOT NULL,          -- canonical JSON
    previous TEXT NOT NULL,
    hash TEXT NOT NULL,
    PRIMARY KEY (user, seq)
) STRICT, WITHOUT ROWID;
-- The last entry's number and hash, so that entries missing at the end are noticed.
CREATE TABLE audit_head (
    user TEXT PRIMARY KEY REFERENCES user(id),
    seq INTEGER NOT NULL,
    hash TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TRIGGER audit_is_not_changed BEFORE UPDATE ON audit
    BEGIN SELECT RAISE(ABORT, 'the audit is append-only'); END;
CREATE TRIGGER audit_is_not_deleted BEFORE DELETE ON audit
    BEGIN SELECT RAISE(ABORT, 'the audit is append-only'); END;
)sql"},
};

}  // namespace

std::span<const sqlite::Migration> migrations() {
    return kMigrations;
}

}  // namespace errand::consent
