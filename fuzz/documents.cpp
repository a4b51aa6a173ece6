// The documents of commerce: what is read survives being written, and what a person is shown of it
// holds no control characters.
#include <algorithm>

#include "base/check.hpp"
#include "commerce/mandate.hpp"

namespace {

using namespace errand;

template <class T>
void survives(const json::value& from) {
    const auto read = json::decode<T>(from, json::Unknown::Ignore);
    if (!read) return;
    const auto again = json::decode<T>(json::encode(*read));
    ERRAND_CHECK(again.has_value());
    ERRAND_CHECK(json::write(json::encode(*again)) == json::write(json::encode(*read)));
}

void shown_safely(const json::value& from) {
    const auto approval = json::decode<commerce::Approval>(from);
    if (!approval) return;
    for (const auto* language : {"zh", "en"}) {
        const auto lines = commerce::describe(*approval, language, TimeZone::utc());
        if (!lines) continue;
        for (const auto& line : *lines) {
            ERRAND_CHECK(std::ranges::none_of(
                line, [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7F; }));
        }
    }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const auto parsed = json::parse({reinterpret_cast<const char*>(data), size});
    if (!parsed) return 0;
    survives<commerce::Draft>(*parsed);
    survives<commerce::Item>(*parsed);
    survives<commerce::Shop>(*parsed);
    survives<commerce::Order>(*parsed);
    survives<commerce::Options>(*parsed);
    survives<commerce::LocalName>(*parsed);
    survives<commerce::Money>(*parsed);
    survives<commerce::SignedAllowance>(*parsed);
    survives<commerce::SignedApproval>(*parsed);
    shown_safely(*parsed);
    (void)commerce::read_draft(*parsed);
    return 0;
}
