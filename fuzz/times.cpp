// Times in text, in both languages: whatever the bytes, spans lie in the text, in order, each with
// a reading, and real dates.
#include "base/check.hpp"
#include "language/time/find.hpp"

namespace {

using errand::language::time::CivilDateTime;

bool is_real(const std::optional<CivilDateTime>& moment) {
    return !moment ||
           (is_valid(moment->date) && moment->clock.hour >= 0 && moment->clock.hour < 24 &&
            moment->clock.minute >= 0 && moment->clock.minute < 60 && moment->clock.second >= 0 &&
            moment->clock.second < 60);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    namespace time = errand::language::time;
    if (size == 0) return 0;
    const std::string text(reinterpret_cast<const char*>(data) + 1, size - 1);
    time::Options options;
    options.calendar = (data[0] & 1) != 0;
    options.experimental = (data[0] & 2) != 0;
    options.complex_calendar = (data[0] & 4) != 0;
    const CivilDateTime reference{{2018, 2, 28}, {23, 59, 30}};
    for (const auto language : {time::Language::English, time::Language::Chinese}) {
        std::size_t last = 0;
        for (const auto& span : time::find_times(text, language, reference, options)) {
            ERRAND_CHECK(last <= span.begin && span.begin < span.end && span.end <= text.size());
            ERRAND_CHECK(!span.readings.empty());
            for (const auto& reading : span.readings)
                ERRAND_CHECK(is_real(reading.begin) && is_real(reading.end));
            last = span.end;
        }
    }
    return 0;
}
