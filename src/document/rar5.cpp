#include "document/rar5.hpp"

#include <cstdint>
#include <optional>

#include "document/limits.hpp"

namespace errand::document {
namespace {

using namespace std::string_view_literals;

constexpr std::string_view kMark = "Rar!\x1a\x07\x01\x00"sv;
constexpr std::uint64_t kFileHead = 2;
constexpr std::uint64_t kEnd = 5;
constexpr std::uint64_t kEncryption = 1;

// Takes a number of seven bits a byte, the lowest first.
std::optional<std::uint64_t> take(std::string_view& from) {
    std::uint64_t value = 0;
    for (unsigned shift = 0; shift < 63 && !from.empty(); shift += 7) {
        const auto byte = static_cast<unsigned char>(from.front());
        from.remove_prefix(1);
        value |= std::uint64_t{byte & 0x7FU} << shift;
        if (byte < 0x80) return value;
    }
    return std::nullopt;
}

// Records of their size, their kind and what they say.
bool says_encrypted(std::string_view extra) {
    while (const auto size = take(extra)) {
        if (*size > extra.size()) return false;
        auto record = extra.substr(0, *size);
        if (take(record) == kEncryption) return true;
        extra.remove_prefix(*size);
    }
    return false;
}

}  // namespace

Rar5Heads rar5_heads(std::string_view bytes) {
    Rar5Heads heads;
    heads.is_rar5 = bytes.starts_with(kMark);
    if (!heads.is_rar5) return heads;
    bytes.remove_prefix(kMark.size());
    while (bytes.size() > 4 && heads.encrypted.size() < kMaxUnpackedEntries) {
        bytes.remove_prefix(4);  // the head's checksum
        const auto size = take(bytes);
        if (!size || *size > bytes.size()) return heads;
        auto head = bytes.substr(0, *size);
        bytes.remove_prefix(*size);
        const auto kind = take(head);
        const auto flags = take(head);
        const auto extra = flags && (*flags & 1U) != 0 ? take(head) : 0;
        const auto data = flags && (*flags & 2U) != 0 ? take(head) : 0;
        if (!kind || !flags || !extra || !data) return heads;
        if (*kind == kEnd) {
            heads.ended = true;
            return heads;
        }
        if (*extra > head.size()) return heads;
        if (*kind == kFileHead)
            heads.encrypted.push_back(says_encrypted(head.substr(head.size() - *extra)));
        if (*data > bytes.size()) return heads;
        bytes.remove_prefix(*data);
    }
    return heads;
}

}  // namespace errand::document
