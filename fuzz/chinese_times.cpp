// Chinese times in any bytes: spans in order, on whole characters, each with a reading.
#include "base/check.hpp"
#include "language/time/find.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace errand::language::time;
    if (size < 3) return 0;
    // The reference is part of what is tried: the ends of the calendar and of months.
    const CivilDateTime now{date_of_day_number(data[0] * 2'920LL + data[1] * 11LL - 250'000),
                            {data[2] % 24, data[0] % 60, 0}};
    const std::string_view text(reinterpret_cast<const char*>(data) + 3, size - 3);
    std::size_t last = 0;
    for (const auto& span : find_times(text, Language::Chinese, now)) {
        ERRAND_CHECK(span.begin >= last && span.begin < span.end && span.end <= text.size());
        ERRAND_CHECK((static_cast<unsigned char>(text[span.begin]) & 0xC0) != 0x80);
        ERRAND_CHECK(!span.readings.empty());
        last = span.end;
        for (const auto& reading : span.readings) {
            for (const auto& end : {reading.begin, reading.end})
                if (end) ERRAND_CHECK(is_valid(end->date) && end->clock.hour < 24);
        }
    }
    return 0;
}
