// The words of an approval and of an allowance, in Chinese and English.
#include <fmt/format.h>

#include "commerce/mandate.hpp"

namespace errand::commerce {
namespace {

// A shop's text ends up on a terminal: control characters in it could move the cursor and paint
// over the amount, and bidirectional overrides could reorder it, so they are shown as a mark.
std::string printable(std::string_view text) {
    std::string out;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const auto c = static_cast<unsigned char>(text[i]);
        const auto next = [&](std::size_t by) {
            return i + by < text.size() ? static_cast<unsigned char>(text[i + by]) : 0U;
        };
        const bool c1 = c == 0xC2 && next(1) >= 0x80 && next(1) <= 0x9F;
        const bool general = c == 0xE2 && next(1) == 0x80;
        const bool direction = (general && ((next(2) >= 0x8E && next(2) <= 0x8F) ||
                                            (next(2) >= 0xA8 && next(2) <= 0xAE))) ||
                               (c == 0xE2 && next(1) == 0x81 && next(2) >= 0xA6 && next(2) <= 0xA9);
        if (c < 0x20 || c == 0x7F || c1 || direction) {
            out += "\xEF\xBF\xBD";
            i += direction ? 2 : c1 ? 1 : 0;
        } else {
            out += text[i];
        }
    }
    return out;
}

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

// "2026-03-02 11:54": on the clock of the place where it says its zone, else on the reader's own.
std::string until(const std::string& expires, const TimeZone& zone) {
    const auto time = parse_time(expires);
    if (!time) return printable(expires);
    const auto written = expires.ends_with('Z') ? zone.format(*time) : expires;
    return fmt::format("{} {}", written.substr(0, 10), written.substr(11, 5));
}

std::string money(Money amount, std::string_view currency) {
    return shown(to_string(amount), printable(currency));
}

std::string item_text(const OrderItem& item, std::string_view language, std::string_view currency) {
    const bool chinese = language.starts_with("zh");
    std::string options;
    for (const auto& name : option_names(item)) {
        if (!options.empty()) options += chinese ? "," : ", ";
        options += printable(name.in(language));
    }
    std::string shown;
    if (!options.empty()) shown = chinese ? "(" + options + ")" : " (" + options + ")";
    return fmt::format("{} × {}{}  {}", printable(item.name.in(language)), item.quantity, shown,
                       money(item.amount, currency));
}

// The payee's id tells two of one name apart, and a payee who is not the shop of the order.
std::string payee_text(const Payee& payee, const Draft& draft, std::string_view language,
                       bool name_is_shared) {
    auto text = printable(payee.name.in(language));
    const bool itself = payee.id == draft.shop && payee.name == draft.shop_name && !text.empty();
    if (!itself || name_is_shared) text += fmt::format(" [{}]", printable(payee.id));
    return text;
}

}  // namespace

Result<std::vector<std::string>> describe(const Approval& approval, std::string_view language,
                                          const TimeZone& zone, bool name_is_shared) {
    ERRAND_TRY(const auto draft, check_consistent(approval));
    const auto& word = words(language);
    std::vector<std::string> lines;
    lines.push_back(fmt::format("{}{}{}", word.pay_to, word.colon,
                                payee_text(approval.payee, draft, language, name_is_shared)));
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
        fmt::format("{}{}{}", word.valid_until, word.colon, until(approval.expires, zone)));
    return lines;
}

std::vector<std::string> describe(const Allowance& allowance, std::string_view language,
                                  const TimeZone& zone) {
    const auto& word = words(language);
    std::string payees;
    for (const auto& payee : allowance.payees) {
        payees += (payees.empty() ? "" : ", ") + printable(payee);
    }
    return {std::string(word.rule), fmt::format("{}{}{}", word.payees, word.colon, payees),
            fmt::format("{}{}{}", word.per_payment, word.colon,
                        money(allowance.per_payment, allowance.currency)),
            fmt::format("{}{}{}", word.per_day, word.colon,
                        money(allowance.per_day, allowance.currency)),
            fmt::format("{}{}{}", word.valid_until, word.colon, until(allowance.expires, zone))};
}

}  // namespace errand::commerce
