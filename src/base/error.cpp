#include "base/error.hpp"

#include <array>

namespace errand {
namespace {

struct Name {
    ErrorCode code;
    std::string_view name;
};

constexpr std::array kNames = {
    Name{ErrorCode::Invalid, "invalid"},         Name{ErrorCode::NotFound, "not_found"},
    Name{ErrorCode::Denied, "denied"},           Name{ErrorCode::Conflict, "conflict"},
    Name{ErrorCode::Timeout, "timeout"},         Name{ErrorCode::Cancelled, "cancelled"},
    Name{ErrorCode::Unavailable, "unavailable"}, Name{ErrorCode::Exhausted, "exhausted"},
    Name{ErrorCode::Corrupt, "corrupt"},         Name{ErrorCode::Internal, "internal"},
};

}  // namespace

std::string_view to_string(ErrorCode code) {
    for (const auto& entry : kNames) {
        if (entry.code == code) return entry.name;
    }
    return "internal";
}

ErrorCode error_code_from(std::string_view name) {
    for (const auto& entry : kNames) {
        if (entry.name == name) return entry.code;
    }
    return ErrorCode::Internal;
}

}  // namespace errand
