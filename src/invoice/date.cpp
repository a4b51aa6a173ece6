#include "invoice/date.hpp"

#include <fmt/format.h>

#include <array>

#include "document/trim.hpp"

namespace errand::invoice {
namespace {

bool digit(char one) {
    return one >= '0' && one <= '9';
}

std::optional<Day> made(int year, unsigned month, unsigned day) {
    const Day read{std::chrono::year(year), std::chrono::month(month), std::chrono::day(day)};
    if (year < 1900 || year > 2199 || !read.ok()) return std::nullopt;
    return read;
}

}  // namespace

std::optional<Day> parse_day(std::string_view raw) {
    const auto text = document::trim(raw);
    std::array<unsigned, 3> parts{};
    std::size_t at = 0;
    for (std::size_t part = 0; part < parts.size(); ++part) {
        const std::size_t most = part == 0 ? 4 : 2;
        std::size_t read = 0;
        for (; read < most && at < text.size() && digit(text[at]); ++read, ++at)
            parts[part] = parts[part] * 10 + static_cast<unsigned>(text[at] - '0');
        if (read == 0 || (part == 0 && read != 4)) return std::nullopt;
        if (part == 2) break;
        // At most one mark of up to three bytes between two numbers.
        for (const std::string_view mark : {"-", "/", ".", "年", "月", " "})
            if (text.substr(at).starts_with(mark)) {
                at += mark.size();
                break;
            }
    }
    return made(static_cast<int>(parts[0]), parts[1], parts[2]);
}

std::string to_string(Day day) {
    return fmt::format("{:04}-{:02}-{:02}", static_cast<int>(day.year()),
                       static_cast<unsigned>(day.month()), static_cast<unsigned>(day.day()));
}

}  // namespace errand::invoice
