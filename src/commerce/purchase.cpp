#include "commerce/purchase.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "base/printable.hpp"
#include "commerce/limits.hpp"

namespace errand::commerce {
namespace {

struct Words {
    std::string_view pay_to, deliver_to, no_address, delivery, contact, total, pay_by, free, notice,
        colon;
};

constexpr Words kChinese{"付款给", "送到",     "没有给商家地址", "配送",     "联系人",
                         "合计",   "付款方式", "不用付款",       "商家说明", ":"};
constexpr Words kEnglish{"Pay to",  "Deliver to", "the shop was given no address",
                         "By",      "Contact",    "Total",
                         "Paid by", "nothing",    "The shop says",
                         ": "};

// The shop's words in quotes: none of its labels reads like a line of errand's.
std::string quoted(const std::string& text) {
    return printable_line(json::write(json::value(text)));
}

bool is_digits(std::string_view text) {
    return !text.empty() && std::ranges::all_of(text, [](char c) { return c >= '0' && c <= '9'; });
}

// "35", "35.00", "3.500"; negative ones only where they may be.
bool is_amount(std::string_view text, bool may_be_negative) {
    if (may_be_negative && text.starts_with('-')) text.remove_prefix(1);
    const auto point = text.find('.');
    const auto whole = text.substr(0, point);
    if (whole.size() > kMaxAmountDigits || !is_digits(whole)) return false;
    if (point == std::string_view::npos) return true;
    const auto places = text.substr(point + 1);
    return places.size() <= kMaxAmountPlaces && is_digits(places);
}

bool is_currency(std::string_view text) {
    return text.size() == 3 &&
           std::ranges::all_of(text, [](char c) { return c >= 'A' && c <= 'Z'; });
}

std::unexpected<Error> lacks(std::string_view what) {
    return fail(ErrorCode::Invalid, fmt::format("a purchase cannot be signed: it lacks {}", what));
}

Result<> check(const Purchase& purchase) {
    if (purchase.domain.empty()) return lacks("its payee");
    if (purchase.items.empty()) return lacks("its items");
    for (const auto& item : purchase.items)
        if (item.name.empty() || item.quantity < 1 || item.quantity > kMaxQuantity ||
            !is_amount(item.amount, false))
            return lacks("an item's name, quantity or amount");
    for (const auto& line : purchase.lines)
        if (line.label.empty() || !is_amount(line.amount, true)) return lacks("a line's amount");
    if (!is_amount(purchase.total, false)) return lacks("its total");
    if (!is_currency(purchase.currency)) return lacks("its currency");
    const bool nothing = purchase.total.find_first_not_of("0.") == std::string::npos;
    if (purchase.pay_by.empty() && !nothing) return lacks("how it is paid");
    return {};
}

Result<> check_size(const Purchase& purchase) {
    std::size_t length = purchase.payee.size() + purchase.domain.size() +
                         purchase.deliver_to.size() + purchase.delivery.size() +
                         purchase.contact.size() + purchase.pay_by.size();
    for (const auto& item : purchase.items) length += item.name.size() + item.id.size();
    for (const auto& line : purchase.lines) length += line.label.size();
    for (const auto& notice : purchase.notices) length += notice.size();
    if (purchase.items.size() > kMaxCallValues || purchase.lines.size() > kMaxPriceLines ||
        purchase.notices.size() > kMaxNotices || length > kMaxCallText)
        return fail(ErrorCode::Exhausted, "the purchase is too long to be checked by a person",
                    "buy it in several smaller ones");
    return {};
}

}  // namespace

Result<Purchase> purchase_in(const json::object& arguments) {
    const auto* found = arguments.if_contains(kPurchaseArgument);
    if (found == nullptr) return lacks("all that it buys");
    ERRAND_TRY(auto purchase, json::decode<Purchase>(*found, json::Unknown::Refuse,
                                                     std::string(kPurchaseArgument)));
    ERRAND_TRY_VOID(check(purchase));
    ERRAND_TRY_VOID(check_size(purchase));
    return purchase;
}

std::vector<std::string> describe(const Purchase& purchase, std::string_view language) {
    const auto& word = language.starts_with("zh") ? kChinese : kEnglish;
    std::vector<std::string> lines;
    const auto add = [&](std::string_view label, std::string_view text) {
        lines.push_back(fmt::format("{}{}{}", label, word.colon, text));
    };
    const auto money = [&](const std::string& amount) { return shown(amount, purchase.currency); };
    add(word.pay_to, purchase.payee.empty() ? printable_line(purchase.domain)
                                            : fmt::format("{} [{}]", printable_line(purchase.payee),
                                                          printable_line(purchase.domain)));
    for (const auto& item : purchase.items)
        lines.push_back(fmt::format("  {} × {} [{}]  {}", quoted(item.name), item.quantity,
                                    printable_line(item.id), money(item.amount)));
    add(word.deliver_to, purchase.deliver_to.empty() ? std::string(word.no_address)
                                                     : printable_line(purchase.deliver_to));
    if (!purchase.delivery.empty()) add(word.delivery, printable_line(purchase.delivery));
    if (!purchase.contact.empty()) add(word.contact, printable_line(purchase.contact));
    for (const auto& line : purchase.lines) add("  " + quoted(line.label), money(line.amount));
    add(word.total, money(purchase.total));
    add(word.pay_by,
        purchase.pay_by.empty() ? std::string(word.free) : printable_line(purchase.pay_by));
    for (const auto& notice : purchase.notices) add(word.notice, printable_line(notice));
    return lines;
}

Result<Money> total_of(const Purchase& purchase) {
    if (!is_amount(purchase.total, false)) return lacks("its total");
    const auto point = std::min(purchase.total.find('.'), purchase.total.size());
    auto hundredths = purchase.total.substr(0, point);
    auto places = point == purchase.total.size() ? std::string() : purchase.total.substr(point + 1);
    const bool more = places.size() > 2 && places.find_first_not_of('0', 2) != std::string::npos;
    places.resize(2, '0');
    ERRAND_TRY(const auto money, parse_money(hundredths + "." + places));
    return add(money, Money{more ? 1 : 0});
}

}  // namespace errand::commerce
