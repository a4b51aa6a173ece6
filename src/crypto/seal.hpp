// Owns: sealing of secrets for storage with AES-256-GCM. Any thread. Source: NIST SP 800-38D.
// A nonce is 96 random bits, so one key must not seal more than 2^32 texts.
#pragma once

#include <filesystem>
#include <memory>
#include <string>
#include <string_view>

#include "base/error.hpp"

namespace errand::crypto {

// 32 bytes that are wiped when the last copy goes.
class SealingKey {
  public:
    static SealingKey generate();
    // A file of 32 raw bytes with mode 0600; made there where it is absent. Refuses a file that
    // others may read, or of another size.
    static Result<SealingKey> load_or_create(const std::filesystem::path& file);

    // version byte | nonce | ciphertext | tag. `context` is bound to the text but not stored:
    // open() needs the same, so that a sealed text cannot be moved to another record.
    Result<std::string> seal(std::string_view text, std::string_view context) const;
    // Corrupt where the text, the context or the key is another.
    Result<std::string> open(std::string_view sealed, std::string_view context) const;

  private:
    explicit SealingKey(std::shared_ptr<const std::string> bytes) : bytes_(std::move(bytes)) {}
    std::shared_ptr<const std::string> bytes_;
};

}  // namespace errand::crypto
