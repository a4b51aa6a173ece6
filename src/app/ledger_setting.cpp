#include "app/ledger_setting.hpp"

#include <fmt/format.h>

#include <fstream>
#include <set>

#include "app/text.hpp"
#include "ledger/limits.hpp"
#include "ledger/money.hpp"

namespace errand::app {
namespace {

Result<std::string> read_rules(const std::string& path) {
    std::ifstream in(path, std::ios::binary);
    std::string text(ledger::kMaxRulesBytes + 1, '\0');
    in.read(text.data(), static_cast<std::streamsize>(text.size()));
    if (in.bad() || (in.fail() && !in.eof()))
        return fail(ErrorCode::NotFound, fmt::format("{} cannot be read", printable(path)));
    text.resize(static_cast<std::size_t>(in.gcount()));
    return text;
}

std::unexpected<Error> no_rate(const std::string& said, std::string_view why) {
    return fail(ErrorCode::Invalid, fmt::format("'{}' is no rate: {}", printable(said), why),
                "One reads EUR=7.85.");
}

Result<ledger::Change> rate_of(const std::string& said, const std::string& own) {
    const auto equals = said.find('=');
    if (equals == std::string::npos) return no_rate(said, "it has no '='");
    const auto code = ledger::currency_code_of(said.substr(0, equals));
    if (!code) return no_rate(said, "a currency's code has three letters");
    if (*code == own) return no_rate(said, "it is the own currency");
    const auto value = invoice::parse_decimal(said.substr(equals + 1));
    if (!value || !ledger::is_rate(*value))
        return no_rate(said, "its value is no number above zero, or beyond a thousand million");
    ledger::Change change;
    change.filter.currency = *code;
    change.field = "rate";
    change.value = invoice::to_string(*value);
    return change;
}

}  // namespace

Result<ledger::Setting> ledger_setting(const LedgerOptions& options) {
    ledger::Setting setting;
    setting.year = options.year;
    setting.buyer_tax_id = options.buyer_tax_id;
    setting.claimant = options.claimant;
    setting.language = options.language;
    const auto currency = ledger::currency_code_of(options.currency);
    if (!currency)
        return fail(ErrorCode::Invalid,
                    fmt::format("'{}' is no currency's code", printable(options.currency)),
                    "One reads CNY or EUR.");
    setting.currency = *currency;
    setting.now = SystemClock().now();
    if (options.category_map.empty()) return setting;
    ERRAND_TRY(const auto text, read_rules(options.category_map));
    ERRAND_TRY(setting.rules, ledger::read_category_rules(text));
    return setting;
}

Result<std::vector<ledger::Change>> ledger_rates(const std::vector<std::string>& said,
                                                 const std::string& own) {
    std::vector<ledger::Change> changes;
    std::set<std::string> known;
    for (const auto& one : said) {
        ERRAND_TRY(auto change, rate_of(one, own));
        if (!known.insert(change.filter.currency).second)
            return no_rate(one, "the currency has one already");
        changes.push_back(std::move(change));
    }
    return changes;
}

}  // namespace errand::app
