#include "consent/audit.hpp"

#include <fmt/format.h>

#include "consent/limits.hpp"
#include "consent/names.hpp"
#include "consent/unit.hpp"
#include "crypto/hash.hpp"

namespace errand::consent {
namespace {

struct Head {
    std::uint64_t seq = 0;
    std::string hash;
};

Result<Head> head_of(sqlite::Database& database, const std::string& user) {
    ERRAND_TRY(auto select, database.prepare("SELECT seq, hash FROM audit_head WHERE user = ?"));
    ERRAND_TRY(const bool found, select.with(user).step());
    if (!found) return Head{};
    return Head{static_cast<std::uint64_t>(select.integer(0)), std::string(select.text(1))};
}

Result<std::string> hash_of(const AuditEntry& entry) {
    const json::object hashed{{"user", entry.user}, {"seq", entry.seq},
                              {"at", entry.at},     {"kind", entry.kind},
                              {"data", entry.data}, {"previous", entry.previous}};
    return crypto::hash_document(hashed);
}

Result<AuditEntry> read_row(const sqlite::Statement& row) {
    ERRAND_TRY(auto data, json::read<json::object>(row.text(4)));
    return AuditEntry{.user = std::string(row.text(0)),
                      .seq = static_cast<std::uint64_t>(row.integer(1)),
                      .at = std::string(row.text(2)),
                      .kind = std::string(row.text(3)),
                      .data = std::move(data),
                      .previous = std::string(row.text(5)),
                      .hash = std::string(row.text(6))};
}

std::unexpected<Error> broken(std::uint64_t seq) {
    return fail(ErrorCode::Corrupt,
                fmt::format("the audit was changed: entry {} is not as it was written", seq),
                "Keep the file as it is, and compare it with a backup.");
}

}  // namespace

Result<> Audit::append(const std::string& user, const std::string& kind, json::object data) {
    ERRAND_TRY_VOID(check_name("an audit entry's kind", kind));
    ERRAND_TRY(const auto text, json::canonical(data));
    if (text.size() > kMaxAuditBytes) return fail(ErrorCode::Exhausted, "an audit entry too long");
    return in_unit(database_, [&]() -> Result<> {
        ERRAND_TRY(const auto head, head_of(database_, user));
        AuditEntry entry{.user = user,
                         .seq = head.seq + 1,
                         .at = format_time(clock_.now()),
                         .kind = kind,
                         .data = std::move(data),
                         .previous = head.hash,
                         .hash = {}};
        ERRAND_TRY(entry.hash, hash_of(entry));
        ERRAND_TRY(auto insert,
                   database_.prepare("INSERT INTO audit (user, seq, at, kind, data, previous, "
                                     "hash) VALUES (?, ?, ?, ?, ?, ?, ?)"));
        ERRAND_TRY_VOID(
            insert.with(user, entry.seq, entry.at, kind, text, entry.previous, entry.hash).run());
        ERRAND_TRY(auto moved,
                   database_.prepare("INSERT INTO audit_head (user, seq, hash) VALUES (?, ?, ?) "
                                     "ON CONFLICT (user) DO UPDATE SET seq = excluded.seq, "
                                     "hash = excluded.hash"));
        return moved.with(user, entry.seq, entry.hash).run();
    });
}

Result<std::vector<AuditEntry>> Audit::read(const std::string& user, std::uint64_t after,
                                            std::size_t limit) {
    ERRAND_TRY(auto select,
               database_.prepare("SELECT user, seq, at, kind, data, previous, hash FROM audit "
                                 "WHERE user = ? AND seq > ? ORDER BY seq LIMIT ?"));
    select.with(user, after, static_cast<std::int64_t>(std::min(limit, kMaxAuditPage)));
    std::vector<AuditEntry> entries;
    for (;;) {
        ERRAND_TRY(const bool found, select.step());
        if (!found) return entries;
        ERRAND_TRY(auto entry, read_row(select));
        entries.push_back(std::move(entry));
    }
}

Result<> Audit::verify(const std::string& user) {
    return in_unit(database_, [&]() -> Result<> {
        ERRAND_TRY(const auto head, head_of(database_, user));
        Head at;
        for (;;) {
            const auto page = read(user, at.seq, kMaxAuditPage);
            if (!page) return broken(at.seq + 1);
            for (const auto& entry : *page) {
                ERRAND_TRY(const auto hash, hash_of(entry));
                if (entry.seq != at.seq + 1 || entry.previous != at.hash || entry.hash != hash) {
                    return broken(at.seq + 1);
                }
                at = {entry.seq, entry.hash};
            }
            if (page->size() < kMaxAuditPage) break;
        }
        if (at.seq != head.seq || at.hash != head.hash) return broken(at.seq + 1);
        return {};
    });
}

}  // namespace errand::consent
