#include "consent/names.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "base/encoding.hpp"
#include "consent/limits.hpp"

namespace errand::consent {

Result<> check_name(std::string_view what, std::string_view text) {
    const bool control = std::ranges::any_of(
        text, [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7F; });
    if (text.empty() || text.size() > kMaxIdBytes || control || !is_utf8(text)) {
        return fail(ErrorCode::Invalid,
                    fmt::format("{} must be printable text of 1 to {} bytes", what, kMaxIdBytes));
    }
    return {};
}

}  // namespace errand::consent
