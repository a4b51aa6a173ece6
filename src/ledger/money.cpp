#include "ledger/money.hpp"

#include <algorithm>

#include "invoice/setting.hpp"
#include "language/text.hpp"
#include "ledger/limits.hpp"

namespace errand::ledger {
namespace {

bool is_code(std::string_view text) {
    return text.size() == 3 &&
           std::ranges::all_of(text, [](char one) { return one >= 'A' && one <= 'Z'; });
}

}  // namespace

std::optional<std::string> currency_code_of(std::string_view text) {
    for (const auto& form : {std::string(text), language::normalise(text)})
        if (auto code = invoice::currency_code(form); is_code(code)) return code;
    return std::nullopt;
}

bool is_rate(invoice::Decimal rate) {
    return rate.units > 0 && rate <= invoice::from_hundredths(kMaxRate * 100);
}

invoice::Decimal to_hundredth(invoice::Decimal value) {
    constexpr invoice::Wide kHundredth = 10'000'000'000;
    const auto half = value.units < 0 ? -kHundredth / 2 : kHundredth / 2;
    return {(value.units + half) / kHundredth * kHundredth};
}

}  // namespace errand::ledger
