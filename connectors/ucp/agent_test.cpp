// Who errand is to a shop: its profile, and requests signed with the key that stands there.
#include "connectors/ucp/agent.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdlib>
#include <fstream>

#include "connectors/ucp/connected_for_tests.hpp"
#include "connectors/ucp/signed_for_tests.hpp"

namespace errand::connectors::ucp {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;
using ::testing::SizeIs;

std::vector<crypto::PublicKey> read_keys(const json::value& profile) {
    std::vector<crypto::PublicKey> all;
    for (const auto& one : profile.at("signing_keys").as_array()) {
        const auto key = crypto::PublicKey::from_jwk(*json::decode<crypto::Jwk>(one));
        EXPECT_TRUE(key);
        if (key) all.push_back(*key);
    }
    return all;
}

class SignedRequests : public test::Connected {
  protected:
    std::filesystem::path file = folder / "keys" / "ucp.pem";
    json::object config{{"agent", "https://me.example/.well-known/ucp"},
                        {"signing_key", file.string()}};
};

// A shop that takes signed requests only, with the key that it finds in errand's profile.
TEST_F(SignedRequests, AreMadeOnceThereIsAKey) {
    connect(config);
    ASSERT_TRUE(call("search_catalog", {{"query", "roses"}}, ""));
    EXPECT_FALSE(shop.requests.back().headers.has("Signature")) << "no key was made yet";
    const auto key = *crypto::PrivateKey::load_or_create(file);
    const auto published = read_keys(own_profile(key.public_key()));
    shop.instead = [&](const net::Request& request) -> std::optional<net::Response> {
        if (request.path == "/.well-known/ucp") return {};
        const auto why = test::why_not_signed(test::arrived(request), published.at(0));
        if (why.empty()) return {};
        return net::Response::json(401, json::object{{"code", why}, {"content", "sign it"}});
    };
    const auto unsigned_one = call("search_catalog", {{"query", "roses"}}, "");
    EXPECT_EQ(code(unsigned_one), "signature_missing");
    EXPECT_THAT(json::write(unsigned_one->content), HasSubstr("errand ucp profile"));
    connect(config);
    const auto id = checkout();
    const auto bought = call("complete_checkout", signed_for(id), "yes");
    ASSERT_TRUE(bought && !bought->refused) << code(bought);
    EXPECT_THAT(shop.orders, SizeIs(1));
    EXPECT_THAT(std::string(shop.requests.back().headers.get("Signature-Input")),
                HasSubstr("\"idempotency-key\""));
    config.erase("agent");
    connect(config);
    EXPECT_EQ(code(call("search_catalog", {{"query", "roses"}}, "")), "signature_missing")
        << "without a profile nobody could check a signature";
}

TEST_F(SignedRequests, AKeyThatOthersCanReadIsRefused) {
    ASSERT_TRUE(crypto::PrivateKey::load_or_create(file));
    std::filesystem::permissions(file, std::filesystem::perms::group_read,
                                 std::filesystem::perm_options::add);
    const auto made = make().make({{"kind", "ucp"},
                                   {"name", "flowers"},
                                   {"shop", shop.at()},
                                   {"agent", "https://me.example/.well-known/ucp"},
                                   {"signing_key", file.string()}},
                                  {loop.get_executor(), client, keys});
    EXPECT_EQ(made.error().code, ErrorCode::Denied);
}

// The library is an npm package, so this runs only where `./dev test` could install it.
TEST_F(SignedRequests, FitAnotherMakersLibrary) {
    const std::filesystem::path root(ERRAND_SOURCE_DIR);
    const auto packages = root / "build/peers/node_modules";
    if (!std::filesystem::exists(packages / "http-message-signatures"))
        GTEST_SKIP() << "no npm package `http-message-signatures` in " << packages
                     << "; ./dev test installs it";
    if (std::system("node --version >/dev/null 2>&1") != 0)
        GTEST_SKIP() << "no `node` on this machine";
    const auto key = *crypto::PrivateKey::load_or_create(file);
    connect(config);
    ASSERT_TRUE(call("search_catalog", {{"query", "roses"}}, ""));
    ASSERT_TRUE(call("complete_checkout", signed_for(checkout()), "yes"));
    shop.speaks_mcp = true;
    connect(config);
    ASSERT_TRUE(call("search_catalog", {{"query", "roses"}}, ""));
    ASSERT_TRUE(call("cancel_checkout", {{"checkout_id", checkout()}}, "no"));
    json::array requests;
    for (const auto& one : shop.requests) {
        if (!one.path.starts_with("/ucp/")) continue;
        json::object headers;
        for (const auto& [name, value] : one.headers.all()) headers[name] = value;
        requests.push_back({{"method", one.method},
                            {"url", shop.at(one.target)},
                            {"headers", std::move(headers)},
                            {"body", one.body}});
    }
    const auto messages = folder / "requests.json";
    std::ofstream(messages) << json::write(
        json::object{{"key", json::encode(key.public_key().to_jwk())}, {"requests", requests}});
    const auto command =
        fmt::format("node '{}' '{}' '{}'", (root / "tests/ucp/verify.mjs").string(),
                    packages.string(), messages.string());
    EXPECT_EQ(std::system(command.c_str()), 0);
}

TEST(OwnProfile, SaysWhatErrandCanDo) {
    const auto key = *crypto::PrivateKey::generate();
    const auto profile = own_profile(key.public_key());
    const auto read = read_profile(json::write(profile));
    ASSERT_TRUE(read);
    EXPECT_EQ(read->capabilities.size(), 7U);
    // As the protocol's schema of platforms' profiles wants it.
    for (const auto* registry : {"services", "capabilities"})
        for (const auto& one : profile.at("ucp").at(registry).as_object())
            for (const auto& entry : one.value().as_array())
                for (const auto* wanted : {"version", "spec", "schema"})
                    EXPECT_NE(json::string_at(entry, wanted), "") << one.key();
    EXPECT_EQ(read_keys(profile).at(0).thumbprint(), key.public_key().thumbprint());
    EXPECT_THAT(json::write(profile), Not(HasSubstr("\"d\"")));
    EXPECT_EQ(own_profile({}).as_object().if_contains("signing_keys"), nullptr);
}

}  // namespace
}  // namespace errand::connectors::ucp
