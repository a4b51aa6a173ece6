#include "brain/learn/bytes.hpp"

#include <fmt/format.h>

#include <cmath>

namespace errand::brain::learn {
namespace {

constexpr float kLargestNumber = 1e9F;

}  // namespace

Result<std::string> ByteReader::text(std::string_view field, std::size_t longest) {
    ERRAND_TRY(const auto size, value<std::uint32_t>(field));
    if (size > longest) return too_many(field, size);
    if (left() < size) return too_short(field);
    std::string read(reinterpret_cast<const char*>(bytes_.data() + at_), size);
    at_ += size;
    return read;
}

Result<float> ByteReader::number(std::string_view field) {
    ERRAND_TRY(const auto read, value<float>(field));
    if (!(std::fabs(read) <= kLargestNumber))
        return corrupt(fmt::format("{} is no sane number", field));
    return read;
}

Result<std::span<const float>> ByteReader::numbers(std::string_view field, std::size_t most) {
    ERRAND_TRY(const auto read, array<float>(field, most));
    for (const float one : read)
        if (!(std::fabs(one) <= kLargestNumber))
            return corrupt(fmt::format("{} hold what is no sane number", field));
    return read;
}

std::unexpected<Error> ByteReader::too_short(std::string_view field) {
    return corrupt(fmt::format("it ends within {}", field));
}

std::unexpected<Error> ByteReader::too_many(std::string_view field, std::size_t count) {
    return corrupt(fmt::format("{} says a size of {}", field, count));
}

std::unexpected<Error> corrupt(std::string_view what) {
    return fail(ErrorCode::Corrupt, fmt::format("the model cannot be read: {}", what),
                "train it again with `errand train`");
}

}  // namespace errand::brain::learn
