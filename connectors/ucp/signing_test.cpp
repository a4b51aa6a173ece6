// The vectors of RFC 9421 and RFC 9530, and what a signed request says.
#include "connectors/ucp/signing.hpp"

#include <gtest/gtest.h>

#include "base/encoding.hpp"
#include "connectors/ucp/signed_for_tests.hpp"
#include "crypto/hash.hpp"

namespace errand::connectors::ucp {
namespace {

// RFC 9421, appendix B.1.3: test-key-ecc-p256.
constexpr std::string_view kRfcKey =
    "-----BEGIN EC PRIVATE KEY-----\n"
    "MHcCAQEEIFKbhfNZfpDsW43+0+JjUr9K+bTeuxopu653+hBaXGA7oAoGCCqGSM49\n"
    "AwEHoUQDQgAEqIVYZVLCrPZHGHjP17CTW0/+D9Lfw0EkjqF7xB4FivAxzic30tMM\n"
    "4GF+hR6Dxh71Z50VGGdldkkDXZCnTNnoXQ==\n"
    "-----END EC PRIVATE KEY-----\n";

std::string as_base64url(std::string_view base64) {
    return base64url_encode(*base64_decode(base64));
}

// RFC 9421, appendix B.2.4: a response signed with ECDSA P-256.
TEST(Signing, TheBaseOfTheRfcsResponseFitsItsSignature) {
    const Component covered[] = {
        {"@status", "200"},
        {"content-type", "application/json"},
        {"content-digest",
         "sha-512=:mEWXIS7MaLRuGgxOBdODa3xqM1XdEvxoYhvlCFJ41QJgJc4GTsPp29l5oGX69wWdXymyU0rjJuahq4"
         "l5aGgfLQ==:"},
        {"content-length", "23"}};
    const auto base = signature_base(covered, R"(;created=1618884473;keyid="test-key-ecc-p256")");
    const auto key = crypto::PrivateKey::from_pem(kRfcKey);
    ASSERT_TRUE(key) << key.error().message;
    EXPECT_TRUE(key->public_key().verify(
        base, as_base64url("wNmSUAhwb5LxtOtOpNa6W5xj067m5hFrj0XQ4fvpaCLx0NKocgPquLgyahnzDnDAUy5eCdl"
                           "YUEkLIj+32oiasw==")));
}

// B.2.5: a request signed with HMAC.
TEST(Signing, TheBaseOfTheRfcsRequestFitsItsSignature) {
    const Component covered[] = {{"date", "Tue, 20 Apr 2021 02:07:55 GMT"},
                                 {"@authority", "example.com"},
                                 {"content-type", "application/json"}};
    const auto secret = *base64_decode(
        "uzvJfB4u3N0Jy4T7NZ75MDVcr8zSTInedJtkgcu46YW4XByzNJjxBdtjUkdJPBtbmHhIDi6pcl8jsasjlTMtDQ==");
    const auto base = signature_base(covered, R"(;created=1618884473;keyid="test-shared-secret")");
    EXPECT_EQ(base64_encode(crypto::hmac_sha256(secret, base)),
              "pxcQw6G3AjtMBQjwo8XzkZf/bws5LelbaMk5rGIGtE8=");
}

TEST(Signing, TheDigestIsTheRfcs) {
    EXPECT_EQ(content_digest("{\"hello\": \"world\"}\n"),
              "sha-256=:RK/0qy18MlBSVnWgjwz6lZEWjP/lF5HF9bvEF8FabDg=:");  // RFC 9530, appendix D
    EXPECT_EQ(content_digest("{\"hello\": \"world\"}"),
              "sha-256=:X48E9qOokqqrvdts8nOJRJN3OWDUoyWxBf7kbu9DBPE=:");
}

TEST(Signing, ARequestCoversWhatTheProtocolWants) {
    const auto key = *crypto::PrivateKey::from_pem(kRfcKey);
    net::ClientRequest request{.method = "POST", .url = "https://Shop.example:443/ucp/carts?a=b"};
    request.headers = {{"Content-Type", "application/json"},
                       {"UCP-Agent", "profile=\"https://me.example/.well-known/ucp\""},
                       {"Idempotency-Key", "550e8400-e29b-41d4-a716-446655440000"},
                       {"X-API-Key", "secret"}};
    request.body = "{}";
    ASSERT_TRUE(sign_request(request, key));
    EXPECT_EQ(request.headers.get("Signature-Input"),
              R"(sig1=("@method" "@authority" "@path" "@query" "ucp-agent" "idempotency-key" )"
              R"("content-digest" "content-type");keyid=")" +
                  key.public_key().thumbprint() + "\"");
    const auto target = *net::parse_url(request.url);
    test::Arrived arrived{"POST",          "shop.example", target.path, "?" + target.query,
                          request.headers, request.body};
    EXPECT_EQ(test::why_not_signed(arrived, key.public_key()), "");
    // Whatever is covered cannot change.
    for (const auto& change : std::vector<std::function<void(test::Arrived&)>>{
             [](auto& one) { one.method = "PUT"; },
             [](auto& one) { one.authority = "evil.example"; },
             [](auto& one) { one.path = "/ucp/orders"; }, [](auto& one) { one.query = "?a=c"; },
             [](auto& one) { one.body = "{ }"; },
             [](auto& one) { one.headers.set("UCP-Agent", "profile=\"https://evil.example\""); },
             [](auto& one) { one.headers.set("Idempotency-Key", "another"); },
             [](auto& one) { one.headers.set("Content-Type", "text/plain"); }}) {
        auto other = arrived;
        change(other);
        EXPECT_NE(test::why_not_signed(other, key.public_key()), "");
    }
    EXPECT_NE(test::why_not_signed(arrived, crypto::PrivateKey::generate()->public_key()), "");
}

TEST(Signing, AReadingHasNoBodyToCover) {
    const auto key = *crypto::PrivateKey::from_pem(kRfcKey);
    net::ClientRequest request{.url = "http://127.0.0.1:8182"};
    ASSERT_TRUE(sign_request(request, key));
    EXPECT_FALSE(request.headers.has("Content-Digest"));
    EXPECT_TRUE(request.headers.get("Signature-Input")
                    .starts_with("sig1=(\"@method\" \"@authority\" \"@path\");keyid="));
    EXPECT_EQ(test::why_not_signed({"GET", "127.0.0.1:8182", "/", "", request.headers, ""},
                                   key.public_key()),
              "");
}

}  // namespace
}  // namespace errand::connectors::ucp
