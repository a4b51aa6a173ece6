#include "tool/tool.hpp"

#include <gtest/gtest.h>

#include "tool/limits.hpp"

namespace errand::tool {
namespace {

class Named final : public Connector {
  public:
    explicit Named(std::string name) : name_(std::move(name)) {}
    const std::string& service() const override { return name_; }
    async::Awaitable<Result<std::vector<Tool>>> tools(std::string) override {
        co_return std::vector<Tool>{};
    }
    async::Awaitable<Result<CallResult>> call(std::string, json::object, CallContext) override {
        co_return CallResult{};
    }

  private:
    std::string name_;
};

TEST(Registry, HasOneConnectorForEachService) {
    Registry registry;
    EXPECT_TRUE(registry.add(std::make_unique<Named>("food")));
    EXPECT_TRUE(registry.add(std::make_unique<Named>("pay")));
    EXPECT_EQ(registry.add(std::make_unique<Named>("food")).error().code, ErrorCode::Conflict);
    ASSERT_NE(registry.find("pay"), nullptr);
    EXPECT_EQ(registry.find("pay")->service(), "pay");
    EXPECT_EQ(registry.find("map"), nullptr);
    EXPECT_EQ(registry.services(), (std::vector<std::string>{"food", "pay"}));
}

TEST(Registry, IsBounded) {
    Registry registry;
    for (std::size_t i = 0; i < kMaxConnectors; ++i)
        ASSERT_TRUE(registry.add(std::make_unique<Named>("s" + std::to_string(i))));
    EXPECT_EQ(registry.add(std::make_unique<Named>("more")).error().code, ErrorCode::Exhausted);
}

TEST(Refusal, HasTheFormThatEverybodyReads) {
    const auto refused =
        refusal("closed", "the shop is closed", "come back at ten", {{"shop", "x"}});
    EXPECT_TRUE(refused.refused);
    EXPECT_EQ(refused.content,
              json::parse(R"({"error":{"code":"closed","message":"the shop is closed",
                  "advice":"come back at ten","details":{"shop":"x"}}})")
                  .value());
}

TEST(Refusal, IsKnownByItsCode) {
    const auto refused = refusal("closed", "the shop is closed");
    ASSERT_NE(refusal_in(refused.content), nullptr);
    EXPECT_EQ(json::string_at(*refusal_in(refused.content), "code"), "closed");
    for (const auto* none :
         {R"({"ok":true,"error":null})", R"({"error":false})", R"({"error":""})", R"({"error":{}})",
          R"({"error":{"code":0}})", R"({"message":"x"})", "[]", "null"})
        EXPECT_EQ(refusal_in(*json::parse(none)), nullptr) << none;
}

TEST(Tool, ThatSaysNothingSpends) {
    EXPECT_EQ(Tool{}.effect, Effect::Spends);
}

}  // namespace
}  // namespace errand::tool
