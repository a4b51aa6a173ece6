#include "consent/allowances.hpp"

#include "consent/limits.hpp"
#include "consent/names.hpp"
#include "consent/unit.hpp"

namespace errand::consent {

using commerce::Money;
using commerce::SignedAllowance;

namespace {

std::int64_t count_live(const std::vector<AllowanceInfo>& all) {
    return std::ranges::count_if(all, [](const auto& one) { return !one.revoked_at; });
}

}  // namespace

Result<> Allowances::store(const SignedAllowance& given) {
    const auto& user = given.allowance.user;
    ERRAND_TRY_VOID(check_name("an allowance's id", given.allowance.id));
    return in_unit(database_, [&]() -> Result<> {
        ERRAND_TRY(const auto key, users_.public_key(user));
        ERRAND_TRY_VOID(commerce::verify_allowance(given, key));
        ERRAND_TRY(const auto known, list(user));
        const auto same = std::ranges::find_if(known, [&](const auto& one) {
            return one.signed_allowance.allowance.id == given.allowance.id;
        });
        if (same != known.end()) {
            // The signature may differ from one signing to the next; the rule may not.
            const bool again = same->signed_allowance.allowance == given.allowance;
            if (again && !same->revoked_at) return {};
            return fail(ErrorCode::Conflict,
                        again ? "this allowance was revoked" : "another allowance has this id");
        }
        if (count_live(known) >= static_cast<std::int64_t>(kMaxAllowancesPerUser)) {
            return fail(ErrorCode::Exhausted, "too many allowances", "Revoke one first.");
        }
        ERRAND_TRY(auto insert, database_.prepare("INSERT INTO allowance (user, id, document, "
                                                  "stored_at) VALUES (?, ?, ?, ?)"));
        return insert
            .with(user, given.allowance.id, json::write(json::encode(given)),
                  format_time(clock_.now()))
            .run();
    });
}

Result<> Allowances::revoke(const std::string& user, const std::string& id) {
    ERRAND_TRY(auto update, database_.prepare("UPDATE allowance SET revoked_at = ? WHERE user = ? "
                                              "AND id = ? AND revoked_at IS NULL"));
    ERRAND_TRY_VOID(update.with(format_time(clock_.now()), user, id).run());
    if (database_.changes() == 0) {
        return fail(ErrorCode::NotFound, "there is no such allowance to revoke");
    }
    return {};
}

Result<std::vector<AllowanceInfo>> Allowances::list(const std::string& user) {
    ERRAND_TRY(auto select, database_.prepare("SELECT document, revoked_at FROM allowance WHERE "
                                              "user = ? ORDER BY stored_at, id"));
    select.with(user);
    std::vector<AllowanceInfo> all;
    for (;;) {
        ERRAND_TRY(const bool found, select.step());
        if (!found) return all;
        AllowanceInfo info;
        ERRAND_TRY(info.signed_allowance, json::read<SignedAllowance>(select.text(0)));
        if (!select.is_null(1)) info.revoked_at = select.text(1);
        ERRAND_TRY(info.spent_today,
                   spending_.spent_today_under(user, info.signed_allowance.allowance.id));
        all.push_back(std::move(info));
    }
}

Result<std::optional<Applicable>> Allowances::find_applicable(const std::string& user,
                                                              const std::string& payee,
                                                              Money amount,
                                                              const std::string& currency) {
    ERRAND_TRY(const auto all, list(user));
    std::optional<Applicable> best;
    Money best_left;
    for (const auto& info : all) {
        const auto& rule = info.signed_allowance.allowance;
        if (info.revoked_at || !commerce::check_allowance(rule, user, payee, amount, currency,
                                                          info.spent_today, clock_.now())) {
            continue;
        }
        const auto left = rule.per_day - info.spent_today;
        if (!best || left > best_left) {
            best = Applicable{info.signed_allowance, info.spent_today};
            best_left = left;
        }
    }
    return best;
}

Result<std::optional<SignedAllowance>> Allowances::live(const std::string& user,
                                                        const std::string& id) {
    ERRAND_TRY(auto select, database_.prepare("SELECT document FROM allowance WHERE user = ? AND "
                                              "id = ? AND revoked_at IS NULL"));
    ERRAND_TRY(const bool found, select.with(user, id).step());
    if (!found) return std::optional<SignedAllowance>{};
    ERRAND_TRY(auto allowance, json::read<SignedAllowance>(select.text(0)));
    return std::optional(std::move(allowance));
}

}  // namespace errand::consent
