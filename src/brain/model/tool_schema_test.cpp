#include "brain/model/tool_schema.hpp"

#include <gtest/gtest.h>

#include "brain/model/message.hpp"

namespace errand::brain::model {
namespace {

TEST(ToolSchema, CopiesShareWhatIsMadeOfIt) {
    const ToolSchema one(json::object{{"type", "object"}, {"required", {"城市"}}});
    const ToolSchema copy = one;
    EXPECT_EQ(one.text().data(), copy.text().data());
    EXPECT_EQ(&one.compiled(), &copy.compiled());
    EXPECT_EQ(one.text(), R"({"type":"object","required":["城市"]})");
    EXPECT_EQ(one.tokens(), estimate_tokens(one.text()));
    ASSERT_TRUE(copy.compiled());
    EXPECT_TRUE(copy.compiled()->validate(json::object{{"城市", 1}}));
    EXPECT_FALSE(copy.compiled()->validate(json::object{}));
}

TEST(ToolSchema, IsTheSameWhereItSaysTheSame) {
    const ToolSchema one(json::object{{"type", "object"}});
    EXPECT_EQ(one, ToolSchema());
    EXPECT_NE(one, ToolSchema(json::object{{"type", "string"}}));
}

TEST(ToolSchema, ThatIsNoneSaysSo) {
    EXPECT_FALSE(ToolSchema(json::value(7)).compiled());
}

TEST(ToolSchema, IsItselfInRecords) {
    const ToolSpec tool{.name = "a", .schema = json::object{{"minProperties", 1}}};
    const auto recorded = json::encode(tool);
    EXPECT_EQ(*json::find(recorded, "schema.minProperties"), 1);
    const auto back = json::decode<ToolSpec>(recorded);
    ASSERT_TRUE(back) << back.error().message;
    EXPECT_EQ(*back, tool);
}

}  // namespace
}  // namespace errand::brain::model
