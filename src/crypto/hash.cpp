#include "crypto/hash.hpp"

#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <openssl/hmac.h>

#include "base/check.hpp"
#include "base/encoding.hpp"

namespace errand::crypto {
namespace {

constexpr std::size_t kDigestBytes = 32;

const unsigned char* bytes_of(std::string_view text) {
    return reinterpret_cast<const unsigned char*>(text.data());
}

}  // namespace

std::string sha256(std::string_view bytes) {
    std::string digest(kDigestBytes, '\0');
    const int done =
        EVP_Digest(bytes.data(), bytes.size(), reinterpret_cast<unsigned char*>(digest.data()),
                   nullptr, EVP_sha256(), nullptr);
    ERRAND_CHECK(done == 1);
    return digest;
}

std::string hmac_sha256(std::string_view key, std::string_view bytes) {
    std::string code(kDigestBytes, '\0');
    ERRAND_CHECK(std::in_range<int>(key.size()));
    const auto* done = HMAC(EVP_sha256(), key.data(), static_cast<int>(key.size()), bytes_of(bytes),
                            bytes.size(), reinterpret_cast<unsigned char*>(code.data()), nullptr);
    ERRAND_CHECK(done != nullptr);
    return code;
}

Result<std::string> hash_document(const json::value& document) {
    ERRAND_TRY(const auto text, json::canonical(document));
    return hash_text(text);
}

std::string hash_text(std::string_view text) {
    return base64url_encode(sha256(text));
}

bool equal_secrets(std::string_view left, std::string_view right) {
    return left.size() == right.size() &&
           CRYPTO_memcmp(left.data(), right.data(), left.size()) == 0;
}

}  // namespace errand::crypto
