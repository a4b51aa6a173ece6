#include "consent/approvals.hpp"

#include "consent/limits.hpp"
#include "consent/names.hpp"
#include "consent/unit.hpp"

namespace errand::consent {

using commerce::SignedApproval;

namespace {

constexpr char kColumns[] = "SELECT document, key, used_at FROM approval ";

Result<UsedApproval> read(const sqlite::Statement& row) {
    ERRAND_TRY(auto approval, json::read<SignedApproval>(row.text(0)));
    return UsedApproval{std::move(approval), std::string(row.text(1)), std::string(row.text(2))};
}

}  // namespace

Result<> Approvals::use(const SignedApproval& approval, const std::string& key) {
    const auto& said = approval.approval;
    ERRAND_TRY_VOID(check_name("an approval's id", said.id));
    ERRAND_TRY_VOID(check_name("a payment's key", key));
    return in_unit(database_, [&]() -> Result<> {
        ERRAND_TRY(auto select, database_.prepare(std::string(kColumns) +
                                                  "WHERE user = ? AND (id = ? OR key = ?)"));
        ERRAND_TRY(const bool found, select.with(said.user, said.id, key).step());
        if (found) {
            ERRAND_TRY(const auto used, read(select));
            if (used.key == key && used.approval.approval == said) return {};
            return fail(ErrorCode::Denied, "this approval was used already", "already_used");
        }
        ERRAND_TRY(auto insert, database_.prepare("INSERT INTO approval (user, id, key, document, "
                                                  "used_at) VALUES (?, ?, ?, ?, ?)"));
        return insert
            .with(said.user, said.id, key, json::write(json::encode(approval)),
                  format_time(clock_.now()))
            .run();
    });
}

Result<UsedApproval> Approvals::find(const std::string& user, const std::string& id) {
    ERRAND_TRY(auto select, database_.prepare(std::string(kColumns) + "WHERE user = ? AND id = ?"));
    ERRAND_TRY(const bool found, select.with(user, id).step());
    if (!found) return fail(ErrorCode::NotFound, "no payment used this approval");
    return read(select);
}

Result<std::vector<UsedApproval>> Approvals::list(const std::string& user, std::size_t limit) {
    ERRAND_TRY(auto select, database_.prepare(std::string(kColumns) +
                                              "WHERE user = ? ORDER BY number DESC LIMIT ?"));
    select.with(user, static_cast<std::int64_t>(std::min(limit, kMaxAuditPage)));
    std::vector<UsedApproval> all;
    for (;;) {
        ERRAND_TRY(const bool found, select.step());
        if (!found) return all;
        ERRAND_TRY(auto used, read(select));
        all.push_back(std::move(used));
    }
}

}  // namespace errand::consent
