#include "crypto/seal.hpp"

#include <openssl/crypto.h>
#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/rand.h>

#include "base/check.hpp"
#include "crypto/limits.hpp"
#include "crypto/private_file.hpp"

namespace errand::crypto {
namespace {

constexpr std::size_t kKeyBytes = 32;
constexpr std::size_t kNonceBytes = 12;
constexpr std::size_t kTagBytes = 16;
constexpr char kVersion = 1;

struct FreeCipher {
    void operator()(EVP_CIPHER_CTX* context) const { EVP_CIPHER_CTX_free(context); }
};
using Cipher = std::unique_ptr<EVP_CIPHER_CTX, FreeCipher>;

unsigned char* bytes(std::string& text) {
    return reinterpret_cast<unsigned char*>(text.data());
}
const unsigned char* bytes(std::string_view text) {
    return reinterpret_cast<const unsigned char*>(text.data());
}

std::shared_ptr<const std::string> wiped_at_end(std::string secret) {
    return {new std::string(std::move(secret)), [](const std::string* held) {
                auto* text = const_cast<std::string*>(held);
                OPENSSL_cleanse(text->data(), text->size());
                delete text;
            }};
}

std::string random_bytes(std::size_t count) {
    std::string made(count, '\0');
    ERRAND_CHECK(RAND_bytes(bytes(made), static_cast<int>(count)) == 1);
    return made;
}

// The version is part of what is authenticated, so that it cannot be changed either.
bool feed_context(EVP_CIPHER_CTX* cipher, std::string_view context, bool sealing) {
    int length = 0;
    const std::string version(1, kVersion);
    const auto update = sealing ? EVP_EncryptUpdate : EVP_DecryptUpdate;
    return update(cipher, nullptr, &length, bytes(version), 1) == 1 &&
           (context.empty() || update(cipher, nullptr, &length, bytes(context),
                                      static_cast<int>(context.size())) == 1);
}

std::unexpected<Error> not_ours() {
    ERR_clear_error();
    return fail(ErrorCode::Corrupt, "a sealed secret cannot be opened",
                "The key file or the database was replaced or damaged. Connect the service again.");
}

}  // namespace

SealingKey SealingKey::generate() {
    return SealingKey(wiped_at_end(random_bytes(kKeyBytes)));
}

Result<SealingKey> SealingKey::load_or_create(const std::filesystem::path& file) {
    auto read = read_private_file(file, kKeyBytes);
    if (!read && read.error().code == ErrorCode::NotFound) {
        auto fresh = random_bytes(kKeyBytes);
        const auto saved = create_private_file(file, fresh);
        OPENSSL_cleanse(fresh.data(), fresh.size());
        if (!saved && saved.error().code != ErrorCode::Conflict) return fail(saved.error());
        read = read_private_file(file, kKeyBytes);
    }
    if (!read) return fail(std::move(read).error());
    if (read->size() != kKeyBytes) {
        return fail(ErrorCode::Corrupt, file.string() + " is not a key of 32 bytes");
    }
    return SealingKey(wiped_at_end(*std::move(read)));
}

Result<std::string> SealingKey::seal(std::string_view text, std::string_view context) const {
    if (text.size() > kMaxSealedBytes || context.size() > kMaxSealedBytes) {
        return fail(ErrorCode::Exhausted, "too long to be sealed");
    }
    const auto nonce = random_bytes(kNonceBytes);
    std::string hidden(text.size(), '\0');
    std::string tag(kTagBytes, '\0');
    int length = 0;
    const Cipher cipher(EVP_CIPHER_CTX_new());
    const bool done =
        EVP_EncryptInit_ex(cipher.get(), EVP_aes_256_gcm(), nullptr,
                           bytes(std::string_view(*bytes_)), bytes(std::string_view(nonce))) == 1 &&
        feed_context(cipher.get(), context, true) &&
        (text.empty() || EVP_EncryptUpdate(cipher.get(), bytes(hidden), &length, bytes(text),
                                           static_cast<int>(text.size())) == 1) &&
        EVP_EncryptFinal_ex(cipher.get(), bytes(tag), &length) == 1 &&
        EVP_CIPHER_CTX_ctrl(cipher.get(), EVP_CTRL_GCM_GET_TAG, kTagBytes, tag.data()) == 1;
    ERRAND_CHECK(done);
    return std::string(1, kVersion) + nonce + hidden + tag;
}

Result<std::string> SealingKey::open(std::string_view sealed, std::string_view context) const {
    if (sealed.size() < 1 + kNonceBytes + kTagBytes || sealed[0] != kVersion ||
        sealed.size() > kMaxSealedBytes + 1 + kNonceBytes + kTagBytes ||
        context.size() > kMaxSealedBytes) {
        return not_ours();
    }
    const auto nonce = sealed.substr(1, kNonceBytes);
    std::string tag(sealed.substr(sealed.size() - kTagBytes));
    const auto hidden = sealed.substr(1 + kNonceBytes, sealed.size() - 1 - kNonceBytes - kTagBytes);
    std::string text(hidden.size(), '\0');
    int length = 0;
    const Cipher cipher(EVP_CIPHER_CTX_new());
    const bool done =
        EVP_DecryptInit_ex(cipher.get(), EVP_aes_256_gcm(), nullptr,
                           bytes(std::string_view(*bytes_)), bytes(nonce)) == 1 &&
        feed_context(cipher.get(), context, false) &&
        (hidden.empty() || EVP_DecryptUpdate(cipher.get(), bytes(text), &length, bytes(hidden),
                                             static_cast<int>(hidden.size())) == 1) &&
        EVP_CIPHER_CTX_ctrl(cipher.get(), EVP_CTRL_GCM_SET_TAG, kTagBytes, tag.data()) == 1 &&
        EVP_DecryptFinal_ex(cipher.get(), bytes(tag), &length) == 1;
    if (!done) {
        OPENSSL_cleanse(text.data(), text.size());
        return not_ours();
    }
    return text;
}

}  // namespace errand::crypto
