// Times, durations and encodings: what is read is written back to what is read the same way.
#include "base/check.hpp"
#include "base/clock.hpp"
#include "base/encoding.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace errand;
    const std::string text(reinterpret_cast<const char*>(data), size);
    if (const auto time = parse_time(text))
        ERRAND_CHECK(parse_time(format_time(*time)).value() == *time);
    (void)parse_duration(text);
    ERRAND_CHECK(base64url_decode(base64url_encode(text)).value() == text);
    ERRAND_CHECK(base64_decode(base64_encode(text)).value() == text);
    ERRAND_CHECK(percent_decode(percent_encode(text)).value() == text);
    // Two texts must not mean the same bytes, or a signature would have two forms.
    if (const auto bytes = base64url_decode(text)) ERRAND_CHECK(base64url_encode(*bytes) == text);
    (void)base64_decode(text);
    (void)percent_decode(text, true);
    (void)is_utf8(text);
    return 0;
}
