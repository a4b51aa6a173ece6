#include "document/base64_text.hpp"

#include "base/encoding.hpp"

namespace errand::document {

std::string from_base64_text(std::string_view text) {
    std::string packed;
    packed.reserve(text.size() + 3);
    for (const char character : text)
        if (character != '\n' && character != '\r' && character != ' ' && character != '\t')
            packed += character;
    packed.resize(packed.find_last_not_of('=') + 1);
    packed.resize((packed.size() + 3) / 4 * 4, '=');
    const auto decoded = base64_decode(packed);
    return decoded ? *decoded : std::string{};
}

}  // namespace errand::document
