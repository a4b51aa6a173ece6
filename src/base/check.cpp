#include "base/check.hpp"

#include <cstdlib>

#include "base/log.hpp"

namespace errand {

void check_failed(std::string_view condition, std::string_view file, int line) {
    log::error("broken invariant: {} ({}:{})", condition, file, line);
    std::abort();
}

}  // namespace errand
