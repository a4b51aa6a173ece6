#include "base/id.hpp"

#include <openssl/rand.h>

#include <array>
#include <chrono>
#include <cstdint>
#include <vector>

#include "base/check.hpp"
#include "base/encoding.hpp"

namespace errand {
namespace {

constexpr std::string_view kCrockford = "0123456789abcdefghjkmnpqrstvwxyz";

void fill_random(unsigned char* data, std::size_t size) {
    ERRAND_CHECK(RAND_bytes(data, static_cast<int>(size)) == 1);
}

}  // namespace

std::string make_id(std::string_view prefix) {
    std::array<unsigned char, 16> bytes{};
    const auto now = std::chrono::duration_cast<std::chrono::milliseconds>(
                         std::chrono::system_clock::now().time_since_epoch())
                         .count();
    for (std::size_t i = 0; i < 6; ++i) {
        bytes[i] = static_cast<unsigned char>(static_cast<std::uint64_t>(now) >> (40 - 8 * i));
    }
    fill_random(bytes.data() + 6, 10);
    std::string id(prefix);
    id += '_';
    // 128 bits as 26 groups of five, the first group holding the upper three bits.
    for (int group = 25; group >= 0; --group) {
        unsigned value = 0;
        for (int bit = 4; bit >= 0; --bit) {
            const int index = group * 5 + bit;
            if (index > 127) continue;
            const auto byte = bytes[static_cast<std::size_t>(15 - index / 8)];
            value |= ((byte >> (index % 8)) & 1U) << bit;
        }
        id += kCrockford[value];
    }
    return id;
}

std::string random_token(std::size_t bytes) {
    std::vector<unsigned char> data(bytes);
    fill_random(data.data(), data.size());
    return base64url_encode({reinterpret_cast<const char*>(data.data()), data.size()});
}

}  // namespace errand
