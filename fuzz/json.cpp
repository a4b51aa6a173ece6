// Whatever is parsed can be written and read again, and its canonical form is a fixed point.
#include "json/json.hpp"

#include "base/check.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace errand;
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    const auto parsed = json::parse(text);
    if (!parsed) return 0;
    const auto again = json::parse(json::write(*parsed));
    ERRAND_CHECK(again.has_value());
    ERRAND_CHECK(json::parse(json::write_pretty(*parsed)).has_value());
    const auto canonical = json::canonical(*parsed);
    if (!canonical) return 0;
    const auto read = json::parse(*canonical);
    ERRAND_CHECK(read.has_value());
    ERRAND_CHECK(json::canonical(*read).value() == *canonical);
    ERRAND_CHECK(json::canonical(*again).value() == *canonical);
    return 0;
}
