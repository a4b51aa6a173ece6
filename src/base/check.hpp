// Owns: ERRAND_CHECK, for what must never be false. Always on. Never used on input.
#pragma once

#include <string_view>

namespace errand {

[[noreturn]] void check_failed(std::string_view condition, std::string_view file, int line);

}  // namespace errand

#define ERRAND_CHECK(condition)                                                   \
    do {                                                                          \
        if (!(condition)) ::errand::check_failed(#condition, __FILE__, __LINE__); \
    } while (false)
