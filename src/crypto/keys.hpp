// Owns: ES256 key pairs (ECDSA on P-256 with SHA-256) and signatures over bytes and documents.
// Any thread; keys are immutable and cheap to copy. A private key never appears in an error, a log
// or a JSON value. Source: RFC 7515 and 7518 (raw r||s, base64url), RFC 7517 (JWK), RFC 7638
// (thumbprint), RFC 8785 (the bytes of a document).
#pragma once

#include <filesystem>
#include <memory>
#include <string>
#include <string_view>

#include "json/json.hpp"

struct evp_pkey_st;

namespace errand::crypto {

// A public key on the wire. Only kty "EC" and crv "P-256" are accepted; a point off the curve is
// not.
struct Jwk {
    std::string kty;
    std::string crv;
    std::string x;
    std::string y;
    std::optional<std::string> kid;
    std::optional<std::string> use;
    std::optional<std::string> alg;

    bool operator==(const Jwk&) const = default;
};
BOOST_DESCRIBE_STRUCT(Jwk, (), (kty, crv, x, y, kid, use, alg))

class PublicKey {
  public:
    static Result<PublicKey> from_jwk(const Jwk& jwk);

    Jwk to_jwk() const;
    // RFC 7638, base64url: the same key always has the same one. Used as key id.
    std::string thumbprint() const;
    // Denied where the signature (base64url of 64 bytes r||s) is not this key's over these bytes.
    Result<> verify(std::string_view bytes, std::string_view signature) const;

  private:
    friend class PrivateKey;
    class Verified;  // the last signatures that were found to fit; copies of a key share them
    explicit PublicKey(std::shared_ptr<evp_pkey_st> key);
    std::shared_ptr<evp_pkey_st> key_;
    std::shared_ptr<Verified> verified_;
};

class PrivateKey {
  public:
    static Result<PrivateKey> generate();
    // PKCS#8 PEM, without a passphrase.
    static Result<PrivateKey> from_pem(std::string_view pem);
    // Refuses a file that others than its owner may read.
    static Result<PrivateKey> load(const std::filesystem::path& file);
    // Loads the file, or makes a key and saves it there.
    static Result<PrivateKey> load_or_create(const std::filesystem::path& file);

    Result<std::string> to_pem() const;
    // Writes the file with mode 0600, whole or not at all. Conflict where a file is there already.
    Result<> save(const std::filesystem::path& file) const;

    PublicKey public_key() const;
    // base64url of r||s.
    Result<std::string> sign(std::string_view bytes) const;

  private:
    explicit PrivateKey(std::shared_ptr<evp_pkey_st> key) : key_(std::move(key)) {}
    std::shared_ptr<evp_pkey_st> key_;
};

// The signature over json::canonical(document).
Result<std::string> sign_document(const json::value& document, const PrivateKey& key);
Result<> verify_document(const json::value& document, std::string_view signature,
                         const PublicKey& key);

}  // namespace errand::crypto
