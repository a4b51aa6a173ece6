// Any bytes as an archive: what comes out stays inside its budget, and names are text.
#include "document/archive.hpp"

#include "base/check.hpp"
#include "base/encoding.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace errand;
    constexpr document::Budget kWhole{1UL << 20U, 100};
    auto budget = kWhole;
    const auto entries = document::unpack({reinterpret_cast<const char*>(data), size}, budget);
    ERRAND_CHECK(budget.bytes <= kWhole.bytes && budget.entries <= kWhole.entries);
    if (!entries) return 0;
    std::size_t bytes = 0;
    for (const auto& one : *entries) {
        bytes += one.bytes.size();
        ERRAND_CHECK(is_utf8(one.name) && one.name.size() <= document::kMaxEntryName);
        ERRAND_CHECK(one.fault.empty() || one.bytes.empty());
    }
    ERRAND_CHECK(bytes <= kWhole.bytes - budget.bytes);
    return 0;
}
