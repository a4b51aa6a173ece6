#include "crypto/keys.hpp"

#include <openssl/bio.h>
#include <openssl/core_names.h>
#include <openssl/ecdsa.h>
#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/param_build.h>
#include <openssl/pem.h>

#include <algorithm>
#include <array>
#include <mutex>

#include "base/check.hpp"
#include "base/encoding.hpp"
#include "crypto/hash.hpp"
#include "crypto/limits.hpp"
#include "crypto/private_file.hpp"

namespace errand::crypto {
namespace {

constexpr std::size_t kCoordinateBytes = 32;
constexpr char kCurve[] = "P-256";

// OpenSSL's objects, freed by their own functions.
template <auto Free>
struct Freeing {
    template <class T>
    void operator()(T* object) const {
        Free(object);
    }
};
using Bio = std::unique_ptr<BIO, Freeing<BIO_free_all>>;
using BigNumber = std::unique_ptr<BIGNUM, Freeing<BN_free>>;
using Digest = std::unique_ptr<EVP_MD_CTX, Freeing<EVP_MD_CTX_free>>;
using KeyContext = std::unique_ptr<EVP_PKEY_CTX, Freeing<EVP_PKEY_CTX_free>>;
using ParamBuilder = std::unique_ptr<OSSL_PARAM_BLD, Freeing<OSSL_PARAM_BLD_free>>;
using Params = std::unique_ptr<OSSL_PARAM, Freeing<OSSL_PARAM_free>>;
using Signature = std::unique_ptr<ECDSA_SIG, Freeing<ECDSA_SIG_free>>;

// OpenSSL keeps its errors in a queue per thread, where the next caller would trip over them; they
// may also quote input, so none of it goes into ours.
Error failed(ErrorCode code, std::string message) {
    ERR_clear_error();
    return {code, std::move(message), {}};
}

std::shared_ptr<evp_pkey_st> shared(EVP_PKEY* key) {
    return {key, EVP_PKEY_free};
}

bool is_p256(const EVP_PKEY* key) {
    char group[64] = {};
    std::size_t length = 0;
    return EVP_PKEY_is_a(key, "EC") == 1 &&
           EVP_PKEY_get_utf8_string_param(key, OSSL_PKEY_PARAM_GROUP_NAME, group, sizeof group,
                                          &length) == 1 &&
           std::string_view(group, length) == "prime256v1";
}

std::string coordinate(const EVP_PKEY* key, const char* name) {
    BIGNUM* raw = nullptr;
    ERRAND_CHECK(EVP_PKEY_get_bn_param(key, name, &raw) == 1);
    const BigNumber number(raw);
    std::string bytes(kCoordinateBytes, '\0');
    const int written = BN_bn2binpad(number.get(), reinterpret_cast<unsigned char*>(bytes.data()),
                                     kCoordinateBytes);
    ERRAND_CHECK(written == static_cast<int>(kCoordinateBytes));
    return base64url_encode(bytes);
}

Result<std::string> read_coordinate(const std::string& text, std::string_view name) {
    auto bytes = base64url_decode(text);
    if (!bytes || bytes->size() != kCoordinateBytes) {
        return fail(ErrorCode::Invalid,
                    std::string(name) + " of a P-256 key must be base64url of 32 bytes");
    }
    return bytes;
}

Result<std::shared_ptr<evp_pkey_st>> key_from_point(const std::string& point) {
    const ParamBuilder builder(OSSL_PARAM_BLD_new());
    ERRAND_CHECK(builder != nullptr);
    OSSL_PARAM_BLD_push_utf8_string(builder.get(), OSSL_PKEY_PARAM_GROUP_NAME, kCurve, 0);
    OSSL_PARAM_BLD_push_octet_string(builder.get(), OSSL_PKEY_PARAM_PUB_KEY, point.data(),
                                     point.size());
    const Params params(OSSL_PARAM_BLD_to_param(builder.get()));
    const KeyContext context(EVP_PKEY_CTX_new_from_name(nullptr, "EC", nullptr));
    EVP_PKEY* raw = nullptr;
    if (EVP_PKEY_fromdata_init(context.get()) != 1 ||
        EVP_PKEY_fromdata(context.get(), &raw, EVP_PKEY_PUBLIC_KEY, params.get()) != 1) {
        return fail(failed(ErrorCode::Invalid, "not a point of the curve P-256"));
    }
    auto key = shared(raw);
    const KeyContext check(EVP_PKEY_CTX_new_from_pkey(nullptr, key.get(), nullptr));
    if (EVP_PKEY_public_check(check.get()) != 1) {
        return fail(failed(ErrorCode::Invalid, "not a point of the curve P-256"));
    }
    return key;
}

// JOSE carries r||s; OpenSSL wants the pair in DER.
Result<std::string> der_from_raw(std::string_view raw) {
    const auto* bytes = reinterpret_cast<const unsigned char*>(raw.data());
    BigNumber r(BN_bin2bn(bytes, kCoordinateBytes, nullptr));
    BigNumber s(BN_bin2bn(bytes + kCoordinateBytes, kCoordinateBytes, nullptr));
    const Signature signature(ECDSA_SIG_new());
    ERRAND_CHECK(ECDSA_SIG_set0(signature.get(), r.release(), s.release()) == 1);
    unsigned char* der = nullptr;
    const int length = i2d_ECDSA_SIG(signature.get(), &der);
    if (length <= 0) return fail(failed(ErrorCode::Denied, "the signature cannot be read"));
    std::string text(reinterpret_cast<char*>(der), static_cast<std::size_t>(length));
    OPENSSL_free(der);
    return text;
}

Result<std::string> raw_from_der(std::string_view der) {
    const auto* at = reinterpret_cast<const unsigned char*>(der.data());
    const Signature signature(d2i_ECDSA_SIG(nullptr, &at, static_cast<long>(der.size())));
    if (signature == nullptr) return fail(failed(ErrorCode::Internal, "no signature was made"));
    std::string raw(2 * kCoordinateBytes, '\0');
    auto* bytes = reinterpret_cast<unsigned char*>(raw.data());
    BN_bn2binpad(ECDSA_SIG_get0_r(signature.get()), bytes, kCoordinateBytes);
    BN_bn2binpad(ECDSA_SIG_get0_s(signature.get()), bytes + kCoordinateBytes, kCoordinateBytes);
    return raw;
}

}  // namespace

// An approval's signature is checked when it arrives and once more before the payment: the second
// time only the bytes are hashed. Any thread may ask.
class PublicKey::Verified {
  public:
    bool contains(const std::string& hash) {
        const std::lock_guard lock(mutex_);
        return std::ranges::find(hashes_, hash) != hashes_.end();
    }
    void add(std::string hash) {
        const std::lock_guard lock(mutex_);
        hashes_[next_] = std::move(hash);
        next_ = (next_ + 1) % hashes_.size();
    }

  private:
    std::mutex mutex_;
    std::array<std::string, kVerifiedKept> hashes_;  // "" is no hash
    std::size_t next_ = 0;
};

PublicKey::PublicKey(std::shared_ptr<evp_pkey_st> key)
    : key_(std::move(key)), verified_(std::make_shared<Verified>()) {}

Result<PublicKey> PublicKey::from_jwk(const Jwk& jwk) {
    if (jwk.kty != "EC" || jwk.crv != kCurve) {
        return fail(ErrorCode::Invalid, "a key must have kty EC and crv P-256");
    }
    ERRAND_TRY(const auto x, read_coordinate(jwk.x, "x"));
    ERRAND_TRY(const auto y, read_coordinate(jwk.y, "y"));
    ERRAND_TRY(auto key, key_from_point("\x04" + x + y));
    return PublicKey(std::move(key));
}

Jwk PublicKey::to_jwk() const {
    Jwk jwk{.kty = "EC",
            .crv = kCurve,
            .x = coordinate(key_.get(), OSSL_PKEY_PARAM_EC_PUB_X),
            .y = coordinate(key_.get(), OSSL_PKEY_PARAM_EC_PUB_Y),
            .kid = thumbprint(),
            .use = "sig",
            .alg = "ES256"};
    return jwk;
}

std::string PublicKey::thumbprint() const {
    const json::object required{{"crv", kCurve},
                                {"kty", "EC"},
                                {"x", coordinate(key_.get(), OSSL_PKEY_PARAM_EC_PUB_X)},
                                {"y", coordinate(key_.get(), OSSL_PKEY_PARAM_EC_PUB_Y)}};
    const auto hash = hash_document(required);
    ERRAND_CHECK(hash.has_value());
    return *hash;
}

Result<> PublicKey::verify(std::string_view bytes, std::string_view signature) const {
    const auto raw = base64url_decode(signature);
    if (!raw || raw->size() != 2 * kCoordinateBytes) {
        return fail(ErrorCode::Denied, "a signature must be base64url of 64 bytes");
    }
    auto hash = sha256(std::string(*raw).append(bytes));
    if (verified_->contains(hash)) return {};
    ERRAND_TRY(const auto der, der_from_raw(*raw));
    const Digest digest(EVP_MD_CTX_new());
    if (EVP_DigestVerifyInit(digest.get(), nullptr, EVP_sha256(), nullptr, key_.get()) != 1 ||
        EVP_DigestVerify(digest.get(), reinterpret_cast<const unsigned char*>(der.data()),
                         der.size(), reinterpret_cast<const unsigned char*>(bytes.data()),
                         bytes.size()) != 1) {
        return fail(failed(ErrorCode::Denied, "the signature does not fit"));
    }
    verified_->add(std::move(hash));
    return {};
}

Result<PrivateKey> PrivateKey::generate() {
    EVP_PKEY* raw = EVP_EC_gen(kCurve);
    if (raw == nullptr) return fail(failed(ErrorCode::Internal, "no key could be made"));
    return PrivateKey(shared(raw));
}

Result<PrivateKey> PrivateKey::from_pem(std::string_view pem) {
    if (pem.size() > kMaxKeyFileBytes) return fail(ErrorCode::Exhausted, "the key is too long");
    const Bio memory(BIO_new_mem_buf(pem.data(), static_cast<int>(pem.size())));
    // Without the callback OpenSSL would ask for a passphrase on the terminal.
    const auto no_passphrase = [](char*, int, int, void*) { return -1; };
    auto key = shared(PEM_read_bio_PrivateKey(memory.get(), nullptr, no_passphrase, nullptr));
    if (key == nullptr) {
        return fail(failed(ErrorCode::Invalid, "not a private key in PEM without a passphrase"));
    }
    if (!is_p256(key.get())) return fail(failed(ErrorCode::Invalid, "not a key for P-256"));
    return PrivateKey(std::move(key));
}

Result<PrivateKey> PrivateKey::load(const std::filesystem::path& file) {
    ERRAND_TRY(auto pem, read_private_file(file, kMaxKeyFileBytes));
    auto key = from_pem(pem);
    OPENSSL_cleanse(pem.data(), pem.size());
    if (!key) {
        return fail(key.error().code, file.string() + ": " + key.error().message,
                    key.error().advice);
    }
    return key;
}

Result<PrivateKey> PrivateKey::load_or_create(const std::filesystem::path& file) {
    auto loaded = load(file);
    if (loaded || loaded.error().code != ErrorCode::NotFound) return loaded;
    ERRAND_TRY(auto made, generate());
    const auto saved = made.save(file);
    if (!saved && saved.error().code == ErrorCode::Conflict) return load(file);
    if (!saved) return fail(saved.error());
    return made;
}

Result<std::string> PrivateKey::to_pem() const {
    const Bio memory(BIO_new(BIO_s_secmem()));
    if (PEM_write_bio_PKCS8PrivateKey(memory.get(), key_.get(), nullptr, nullptr, 0, nullptr,
                                      nullptr) != 1) {
        return fail(failed(ErrorCode::Internal, "the key cannot be written"));
    }
    char* data = nullptr;
    const long length = BIO_get_mem_data(memory.get(), &data);
    return std::string(data, static_cast<std::size_t>(length));
}

Result<> PrivateKey::save(const std::filesystem::path& file) const {
    ERRAND_TRY(auto pem, to_pem());
    auto saved = create_private_file(file, pem);
    OPENSSL_cleanse(pem.data(), pem.size());
    return saved;
}

PublicKey PrivateKey::public_key() const {
    return PublicKey(key_);
}

Result<std::string> PrivateKey::sign(std::string_view bytes) const {
    const auto* input = reinterpret_cast<const unsigned char*>(bytes.data());
    const Digest digest(EVP_MD_CTX_new());
    std::size_t length = 0;
    if (EVP_DigestSignInit(digest.get(), nullptr, EVP_sha256(), nullptr, key_.get()) != 1 ||
        EVP_DigestSign(digest.get(), nullptr, &length, input, bytes.size()) != 1) {
        return fail(failed(ErrorCode::Internal, "no signature was made"));
    }
    std::string der(length, '\0');
    if (EVP_DigestSign(digest.get(), reinterpret_cast<unsigned char*>(der.data()), &length, input,
                       bytes.size()) != 1) {
        return fail(failed(ErrorCode::Internal, "no signature was made"));
    }
    ERRAND_TRY(const auto raw, raw_from_der(std::string_view(der).substr(0, length)));
    return base64url_encode(raw);
}

Result<std::string> sign_document(const json::value& document, const PrivateKey& key) {
    ERRAND_TRY(const auto text, json::canonical(document));
    return key.sign(text);
}

Result<> verify_document(const json::value& document, std::string_view signature,
                         const PublicKey& key) {
    ERRAND_TRY(const auto text, json::canonical(document));
    return key.verify(text, signature);
}

}  // namespace errand::crypto
