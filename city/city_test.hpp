// Owns: a small city in memory for tests, and calls to its tools without HTTP.
#pragma once

#include <gtest/gtest.h>

#include <string>

#include "city/city.hpp"
#include "city/map/map.hpp"

namespace errand::city {

inline constexpr std::string_view kTestNow = "2026-03-02T11:40:00+08:00";

inline const std::string kTestWorld = std::string(ERRAND_SOURCE_DIR) + "/city/testdata/small.json";

// `user` is the one user, as a reset takes it.
class TestCity {
  public:
    explicit TestCity(json::object user = {}, std::string home = {}) {
        CityOptions options;
        options.home = std::move(home);
        options.now = *parse_time(kTestNow);
        options.world = kTestWorld;
        city_ = open(options);
        if (user.empty()) user = {{"id", "me"}};
        user.emplace("public_key", json::encode(key_.public_key().to_jwk()));
        ResetRequest request;
        request.world = kTestWorld;
        request.now = std::string(kTestNow);
        request.users = {*json::decode<UserSetup>(user)};
        const auto begun = city_->reset(request);
        EXPECT_TRUE(begun) << begun.error().message;
        collect();
    }

    // Ends the city and takes its home up again.
    void restart(const std::string& home) {
        tools_.clear();
        city_.reset();
        CityOptions options;
        options.home = home;
        city_ = open(options);
        collect();
    }
    void stop() {
        tools_.clear();
        city_.reset();
    }

    City& city() { return *city_; }
    const crypto::PrivateKey& key() const { return key_; }

    tool::CallResult call(const std::string& tool, const json::object& arguments,
                          std::string key = {}, std::string user = "me") {
        const auto found = tools_.find(tool);
        if (found == tools_.end()) {
            ADD_FAILURE() << "no tool " << tool;
            return {};
        }
        auto result = found->second.handle(arguments, {std::move(user), std::move(key)});
        EXPECT_TRUE(result) << tool << ": " << result.error().message;
        if (!result) return {};
        check_schema(found->second, arguments, *result);
        return *result;
    }
    // The refusal's code; empty where the call was not refused.
    std::string refused(const std::string& tool, const json::object& arguments,
                        std::string key = {}) {
        const auto result = call(tool, arguments, std::move(key));
        const auto* code = json::find(result.content, "error.code");
        return result.refused && code != nullptr ? std::string(code->as_string()) : "";
    }

    static json::object wanted(int quantity, const char* place = "p2") {
        return {{"shop", "s1"},
                {"items", {{{"id", "i1"}, {"quantity", quantity}, {"options", {{"ice", "less"}}}}}},
                {"deliver_to", place}};
    }
    commerce::SignedDraft checkout(json::object arguments, std::string key) {
        const auto result = call("checkout", std::move(arguments), std::move(key));
        EXPECT_FALSE(result.refused) << json::write(result.content);
        return *json::decode<commerce::SignedDraft>(result.content.at("draft"));
    }
    // The order's id.
    std::string place(const commerce::SignedDraft& draft, std::string key) {
        const auto result = call("place", {{"draft", draft.draft.at("id")}}, std::move(key));
        EXPECT_FALSE(result.refused) << json::write(result.content);
        return result.refused ? "" : std::string(result.content.at("order").at("id").as_string());
    }
    commerce::Approval approval(const commerce::SignedDraft& draft) {
        return *commerce::make_approval(draft, "me", fmt::format("approval-{}", ++approvals_),
                                        city_->clock().now(), std::chrono::minutes(10));
    }
    json::object pay_arguments(const std::string& order, const commerce::Approval& approval) {
        // By hand, since commerce signs nothing that does not agree with itself.
        const auto document = json::encode(approval);
        return {{"order", order},
                {"approval", document},
                {"signature", *crypto::sign_document(document, key_)}};
    }
    json::object state(const std::string& order) {
        return call("order", {{"order", order}}).content.at("order").as_object();
    }
    // An order of `quantity` cups that is paid.
    std::string paid_order(int quantity) {
        const auto n = std::to_string(++orders_);
        const auto draft = checkout(wanted(quantity), "checkout-" + n);
        const auto order = place(draft, "place-" + n);
        const auto paid = call("pay", pay_arguments(order, approval(draft)), "pay-" + n);
        EXPECT_FALSE(paid.refused) << json::write(paid.content);
        return order;
    }
    std::string balance() {
        return std::string(call("wallet", {}).content.at("balance").as_string());
    }

  private:
    static std::unique_ptr<City> open(const CityOptions& options);
    static void check_schema(const ServiceTool& tool, const json::object& arguments,
                             const tool::CallResult& result);
    void collect() {
        for (auto& tools : {map_tools(city_->atlas(), city_->clock(), city_->zone()),
                            city_->food().tools(), city_->pay().tools()})
            for (const auto& tool : tools) tools_.emplace(tool.tool.name, tool);
    }

    std::unique_ptr<City> city_;
    std::map<std::string, ServiceTool> tools_;
    crypto::PrivateKey key_ = *crypto::PrivateKey::generate();
    int approvals_ = 0;
    int orders_ = 0;
};

inline std::unique_ptr<City> TestCity::open(const CityOptions& options) {
    auto opened = City::open(options);
    EXPECT_TRUE(opened) << opened.error().message;
    return opened ? *std::move(opened) : nullptr;
}

}  // namespace errand::city
