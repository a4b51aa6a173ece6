// The words of an approval and of an allowance, in Chinese and English.
#include <fmt/format.h>

#include "commerce/mandate.hpp"
#include "commerce/option_text.hpp"
#include "commerce/printable.hpp"

namespace errand::commerce {
namespace {

struct Words {
    std::string_view pay_to, deliver_to, total, note, valid_until, colon;
    std::string_view rule, payees, per_payment, per_day;
};

constexpr Words kChinese{"付款给", "送到",       "合计",       "备注",     "有效至",
                         ":",      "免确认额度", "适用的商家", "每笔至多", "每天至多"};
constexpr Words kEnglish{"Pay to",
                         "Deliver to",
                         "Total",
                         "Note",
                         "Valid until",
                         ": ",
                         "Standing permission to pay",
                         "Payees",
                         "At most per payment",
                         "At most per day"};

const Words& words(std::string_view language) {
    return language.starts_with("zh") ? kChinese : kEnglish;
}

std::string money(Money amount, std::string_view currency) {
    return shown(to_string(amount), printable(currency));
}

std::string options_text(const Options& options, std::string_view language) {
    const bool chinese = language.starts_with("zh");
    std::string text;
    for (const auto& [key, values] : options) {
        for (const auto& value : values) {
            if (!text.empty()) text += chinese ? "," : ", ";
            text += option_text(printable(key), printable(value), language);
        }
    }
    return text;
}

std::string item_text(const OrderItem& item, std::string_view language, std::string_view currency) {
    const bool chinese = language.starts_with("zh");
    const auto options = options_text(item.options, language);
    std::string shown;
    if (!options.empty()) shown = chinese ? "(" + options + ")" : " (" + options + ")";
    return fmt::format("{} × {}{}  {}", printable(item.name.in(language)), item.quantity, shown,
                       money(item.amount, currency));
}

}  // namespace

Result<std::vector<std::string>> describe(const Approval& approval, std::string_view language,
                                          const TimeZone& zone) {
    ERRAND_TRY(const auto draft, check_consistent(approval));
    const auto& word = words(language);
    std::vector<std::string> lines;
    lines.push_back(fmt::format("{}{}{} [{}]", word.pay_to, word.colon,
                                printable(approval.payee.name.in(language)),
                                printable(approval.payee.id)));
    for (const auto& item : draft.items) {
        lines.push_back(item_text(item, language, draft.currency));
    }
    lines.push_back(fmt::format("{}{}{} · {}", word.deliver_to, word.colon,
                                printable(draft.deliver_to.name.in(language)),
                                printable(draft.deliver_to.address.in(language))));
    if (!draft.note.empty()) {
        lines.push_back(fmt::format("{}{}{}", word.note, word.colon, printable(draft.note)));
    }
    for (const auto& line : draft.lines) {
        lines.push_back(fmt::format("{}{}{}", printable(line.label.in(language)), word.colon,
                                    money(line.amount, draft.currency)));
    }
    lines.push_back(
        fmt::format("{}{}{}", word.total, word.colon, money(draft.total, draft.currency)));
    lines.push_back(
        fmt::format("{}{}{}", word.valid_until, word.colon, day_and_time(approval.expires, zone)));
    return lines;
}

std::vector<std::string> describe(const Allowance& allowance, std::string_view language,
                                  const TimeZone& zone) {
    const auto& word = words(language);
    std::string payees;
    for (const auto& payee : allowance.payees) {
        payees += (payees.empty() ? "" : ", ") + printable(payee);
    }
    return {
        std::string(word.rule), fmt::format("{}{}{}", word.payees, word.colon, payees),
        fmt::format("{}{}{}", word.per_payment, word.colon,
                    money(allowance.per_payment, allowance.currency)),
        fmt::format("{}{}{}", word.per_day, word.colon,
                    money(allowance.per_day, allowance.currency)),
        fmt::format("{}{}{}", word.valid_until, word.colon, day_and_time(allowance.expires, zone))};
}

}  // namespace errand::commerce
