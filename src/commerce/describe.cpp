// The words of an approval and of an allowance, in Chinese and English.
#include <fmt/format.h>

#include "base/printable.hpp"
#include "commerce/mandate.hpp"
#include "commerce/moment.hpp"

// A shop's text ends up on a terminal: control characters in it could move the cursor and paint
// over the amount, a line break could begin a line that reads like the shop's price, and
// bidirectional overrides could reorder it, so all of them are shown as a mark.
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

// On the clock of the place where it says its zone, else on the reader's own.
std::string until(const std::string& expires, const TimeZone& zone) {
    if (!parse_time(expires) || expires.ends_with('Z')) return day_and_time(expires, zone);
    return fmt::format("{} {}", expires.substr(0, 10), expires.substr(11, 5));
}

std::string money(Money amount, std::string_view currency) {
    return shown(to_string(amount), printable_line(currency));
}

std::string item_text(const OrderItem& item, std::string_view language, std::string_view currency) {
    const bool chinese = language.starts_with("zh");
    std::string options;
    for (const auto& name : option_names(item)) {
        if (!options.empty()) options += chinese ? "," : ", ";
        options += printable_line(name.in(language));
    }
    std::string shown;
    if (!options.empty()) shown = chinese ? "(" + options + ")" : " (" + options + ")";
    return fmt::format("{} × {}{}  {}", printable_line(item.name.in(language)), item.quantity,
                       shown, money(item.amount, currency));
}

// The payee's id tells two of one name apart, and a payee who is not the shop of the order.
std::string payee_text(const Payee& payee, const Draft& draft, std::string_view language,
                       bool name_is_shared) {
    auto text = printable_line(payee.name.in(language));
    const bool itself = payee.id == draft.shop && payee.name == draft.shop_name && !text.empty();
    if (!itself || name_is_shared) text += fmt::format(" [{}]", printable_line(payee.id));
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
                                printable_line(draft.deliver_to.name.in(language)),
                                printable_line(draft.deliver_to.address.in(language))));
    if (!draft.note.empty()) {
        lines.push_back(fmt::format("{}{}{}", word.note, word.colon, printable_line(draft.note)));
    }
    for (const auto& line : draft.lines) {
        lines.push_back(fmt::format("{}{}{}", printable_line(line.label.in(language)), word.colon,
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
        payees += (payees.empty() ? "" : ", ") + printable_line(payee);
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
