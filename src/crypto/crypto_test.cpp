// Against published vectors, and against texts made by another implementation (Node's crypto).
#include <gtest/gtest.h>
#include <sys/stat.h>

#include <fstream>

#include "base/encoding.hpp"
#include "base/id.hpp"
#include "crypto/hash.hpp"
#include "crypto/keys.hpp"
#include "crypto/private_file.hpp"
#include "crypto/seal.hpp"

namespace errand::crypto {
namespace {

// The example key of RFC 7515, appendix A.3.
constexpr char kExamplePem[] =
    "-----BEGIN PRIVATE KEY-----\n"
    "MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgjpsQnnGQmL+YBIff\n"
    "H1136cspYG6+0iY7X1fCE9+E9LKhRANCAAR/zc4ncPbEXUGDy+5v20t7WAczNXvp\n"
    "7xO6z248e9FURcfxRM0bvZt+hyzf7bnuufSzaV1uqQskrYpGIyiFiOWt\n"
    "-----END PRIVATE KEY-----\n";
const Jwk kExampleJwk{.kty = "EC",
                      .crv = "P-256",
                      .x = "f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU",
                      .y = "x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0",
                      .kid = {},
                      .use = {},
                      .alg = {}};

// A folder of its own, removed at the end.
class CryptoFiles : public testing::Test {
  protected:
    CryptoFiles()
        : folder_(std::filesystem::temp_directory_path() / ("errand-crypto-" + random_token(9))) {}
    ~CryptoFiles() override { std::filesystem::remove_all(folder_); }
    std::filesystem::path folder_;
};

TEST(Hash, FollowsPublishedVectors) {
    EXPECT_EQ(hex_encode(sha256("abc")),
              "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    EXPECT_EQ(hex_encode(sha256("")),
              "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    // RFC 4231, test case 2.
    EXPECT_EQ(hex_encode(hmac_sha256("Jefe", "what do ya want for nothing?")),
              "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843");
    // RFC 7636, appendix B.
    EXPECT_EQ(hash_text("dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk"),
              "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM");
}

TEST(Hash, OfADocumentIgnoresItsLayout) {
    const auto golden = "yhCP8w_CKi9EduaRbSKj4FRblY8kFsKTVyNDi6PiEn0";
    for (const auto* text :
         {R"({"amount":"18.00","items":[{"name":"珍珠奶茶","quantity":2}],"total":36})",
          R"({ "total":36.0, "items":[{"quantity":2,"name":"珍珠奶茶"}], "amount":"18.00" })"}) {
        EXPECT_EQ(*hash_document(*json::parse(text)), golden);
    }
    EXPECT_NE(*hash_document(*json::parse("[1,2]")), *hash_document(*json::parse("[2,1]")));
}

TEST(Hash, ComparesSecrets) {
    EXPECT_TRUE(equal_secrets("token", "token"));
    EXPECT_TRUE(equal_secrets("", ""));
    EXPECT_FALSE(equal_secrets("token", "tokeN"));
    EXPECT_FALSE(equal_secrets("token", "token2"));
}

TEST(Keys, VerifyThePublishedSignature) {
    const auto key = PublicKey::from_jwk(kExampleJwk);
    ASSERT_TRUE(key) << key.error().message;
    const std::string_view input =
        "eyJhbGciOiJFUzI1NiJ9.eyJpc3MiOiJqb2UiLA0KICJleHAiOjEzMDA4MTkzODAsDQogImh0dHA6Ly9leGFt"
        "cGxlLmNvbS9pc19yb290Ijp0cnVlfQ";
    EXPECT_TRUE(key->verify(input,
                            "DtEhU3ljbEg8L38VWAfUAqOyKAM6-Xx-F4GawxaepmXFCgfTjDxw5djxLa8ISlSApmWQxf"
                            "KTUJqPP3-Kg6NU1Q"));
    EXPECT_EQ(key->thumbprint(), "oKIywvGUpTVTyxMQ3bwIIeQUudfr_CkLMjCE19ECD-U");
}

TEST(Keys, VerifyAnotherImplementationsSignatureOfADocument) {
    const auto key = PublicKey::from_jwk(kExampleJwk);
    const auto document =
        *json::parse(R"({"total":36,"amount":"18.00","items":[{"quantity":2,"name":"珍珠奶茶"}]})");
    EXPECT_TRUE(verify_document(document,
                                "IquGO_2-J7RkVuqF53LabADPGI6N0aScDExF_uii8Uk2y_vglrZDm8HUR8C7BVm0ms"
                                "ZtbVPEeE00MMNdaeNmbQ",
                                *key));
}

TEST(Keys, ReadAndWriteJwk) {
    const auto key = PrivateKey::from_pem(kExamplePem);
    ASSERT_TRUE(key) << key.error().message;
    const auto jwk = key->public_key().to_jwk();
    EXPECT_EQ(jwk.x, kExampleJwk.x);
    EXPECT_EQ(jwk.y, kExampleJwk.y);
    const auto wire = json::write(json::encode(jwk));
    EXPECT_EQ(wire.find("\"d\""), std::string::npos);
    EXPECT_EQ(*json::read<Jwk>(wire), jwk);
    EXPECT_FALSE(json::read<Jwk>(R"({"kty":"EC","crv":"P-256","x":"a","y":"b","d":"c"})"));
}

TEST(Keys, RefuseWhatIsNoKey) {
    auto off_curve = kExampleJwk;
    std::swap(off_curve.x, off_curve.y);
    EXPECT_EQ(PublicKey::from_jwk(off_curve).error().message, "not a point of the curve P-256");
    auto other_curve = kExampleJwk;
    other_curve.crv = "P-384";
    EXPECT_FALSE(PublicKey::from_jwk(other_curve));
    auto short_x = kExampleJwk;
    short_x.x = "AAAA";
    EXPECT_FALSE(PublicKey::from_jwk(short_x));
    EXPECT_FALSE(PrivateKey::from_pem("no key"));
    EXPECT_FALSE(PrivateKey::from_pem(""));
}

TEST(Keys, EveryChangedBitOfASignatureOrTextIsRefused) {
    const auto key = *PrivateKey::generate();
    const std::string text = "pay 18.00 to s1";
    const auto signature = *key.sign(text);
    EXPECT_EQ(signature.size(), 86U);
    EXPECT_TRUE(key.public_key().verify(text, signature));
    const auto raw = *base64url_decode(signature);
    for (std::size_t bit = 0; bit < raw.size() * 8; ++bit) {
        auto changed = raw;
        changed[bit / 8] = static_cast<char>(changed[bit / 8] ^ (1 << (bit % 8)));
        EXPECT_FALSE(key.public_key().verify(text, base64url_encode(changed))) << bit;
    }
    for (std::size_t at = 0; at < text.size(); ++at) {
        auto changed = text;
        changed[at] = static_cast<char>(changed[at] ^ 1);
        EXPECT_FALSE(key.public_key().verify(changed, signature)) << at;
    }
    EXPECT_FALSE(PrivateKey::generate()->public_key().verify(text, signature));
    EXPECT_FALSE(key.public_key().verify(text, signature + "A"));
    EXPECT_FALSE(key.public_key().verify(text, ""));
    EXPECT_FALSE(key.public_key().verify(text, base64url_encode(std::string(64, '\0'))));
    EXPECT_FALSE(key.public_key().verify(text, base64url_encode(std::string(64, '\xFF'))));
}

TEST_F(CryptoFiles, AKeyFileIsItsOwnersAlone) {
    const auto file = folder_ / "keys" / "approver.pem";
    const auto made = PrivateKey::load_or_create(file);
    ASSERT_TRUE(made) << made.error().message;
    struct stat state{};
    ASSERT_EQ(::stat(file.c_str(), &state), 0);
    EXPECT_EQ(state.st_mode & 0777U, 0600U);
    const auto again = PrivateKey::load_or_create(file);
    ASSERT_TRUE(again);
    EXPECT_EQ(again->public_key().thumbprint(), made->public_key().thumbprint());
    EXPECT_EQ(made->save(file).error().code, ErrorCode::Conflict);
    ASSERT_EQ(::chmod(file.c_str(), 0640), 0);
    EXPECT_EQ(PrivateKey::load(file).error().code, ErrorCode::Denied);
    EXPECT_EQ(PrivateKey::load_or_create(file).error().code, ErrorCode::Denied);
    EXPECT_EQ(PrivateKey::load(folder_ / "none.pem").error().code, ErrorCode::NotFound);
    // Nothing but the key is left in the folder.
    EXPECT_EQ(std::distance(std::filesystem::directory_iterator(folder_ / "keys"), {}), 1);
}

TEST_F(CryptoFiles, ADamagedKeyFileIsNamedButNotQuoted) {
    const auto file = folder_ / "bad.pem";
    ASSERT_TRUE(create_private_file(file, "-----BEGIN PRIVATE KEY-----\nc2VjcmV0\n"));
    const auto loaded = PrivateKey::load_or_create(file);
    ASSERT_FALSE(loaded);
    EXPECT_NE(loaded.error().message.find("bad.pem"), std::string::npos);
    EXPECT_EQ(loaded.error().message.find("c2VjcmV0"), std::string::npos);
}

TEST_F(CryptoFiles, SealingOpensOnlyWithTheSameKeyAndContext) {
    const auto key = SealingKey::generate();
    const auto sealed = *key.seal("a secret", "token/food");
    EXPECT_EQ(*key.open(sealed, "token/food"), "a secret");
    EXPECT_NE(*key.seal("a secret", "token/food"), sealed);
    EXPECT_EQ(key.open(sealed, "token/pay").error().code, ErrorCode::Corrupt);
    EXPECT_FALSE(SealingKey::generate().open(sealed, "token/food"));
    for (std::size_t at = 0; at < sealed.size(); ++at) {
        auto changed = sealed;
        changed[at] = static_cast<char>(changed[at] ^ 4);
        EXPECT_FALSE(key.open(changed, "token/food")) << at;
        EXPECT_FALSE(key.open(sealed.substr(0, at), "token/food")) << at;
    }
    EXPECT_EQ(*key.open(*key.seal("", ""), ""), "");
}

TEST_F(CryptoFiles, SealedTextsOfThisVersionStayReadable) {
    std::string bytes;
    for (char i = 0; i < 32; ++i) bytes += i;
    ASSERT_TRUE(create_private_file(folder_ / "vault.key", bytes));
    const auto key = SealingKey::load_or_create(folder_ / "vault.key");
    ASSERT_TRUE(key);
    const auto sealed = *base64url_decode("AQABAgMEBQYHCAkKCyYipX6ml6dvdEzrzCldOE3hGWHvm2hH_Q");
    EXPECT_EQ(*key->open(sealed, "token/food"), "a secret");
}

TEST_F(CryptoFiles, ASealingKeyIsMadeOnceAndRefusedWhenDamaged) {
    const auto file = folder_ / "vault.key";
    const auto sealed = *SealingKey::load_or_create(file)->seal("x", "y");
    EXPECT_EQ(*SealingKey::load_or_create(file)->open(sealed, "y"), "x");
    ASSERT_TRUE(create_private_file(folder_ / "short.key", "short"));
    EXPECT_EQ(SealingKey::load_or_create(folder_ / "short.key").error().code, ErrorCode::Corrupt);
    ASSERT_TRUE(create_private_file(folder_ / "long.key", std::string(33, 'x')));
    EXPECT_FALSE(SealingKey::load_or_create(folder_ / "long.key"));
}

}  // namespace
}  // namespace errand::crypto
