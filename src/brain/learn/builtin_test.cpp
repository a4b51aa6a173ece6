#include "brain/learn/builtin.hpp"

#include <gtest/gtest.h>

#include "brain/learn/hints.hpp"

namespace errand::brain::learn {
namespace {

std::string skill_of(std::string_view sentence) {
    const auto text = language::read_text(sentence);
    return std::string(
        builtin_model().read(text, read_hints(text)).heads.front().nearest.front().label);
}

TEST(Builtin, KnowsTheSkills) {
    EXPECT_EQ(builtin_model().classifier().heads()[0].name, "skill");
    EXPECT_EQ(builtin_model().classifier().heads()[1].name, "act");
    EXPECT_EQ(skill_of("帮我点两杯少冰的珍珠奶茶,送到公司"), "food");
    EXPECT_EQ(skill_of("I need a taxi to the airport"), "ride");
}

TEST(Builtin, IsSmall) {
    EXPECT_LT(builtin_model_bytes().size(), 12U << 20);
}

TEST(Hints, NameWhatTheGrammarsFind) {
    const auto text = language::read_text("两杯奶茶,不超过50块");
    const auto hints = read_hints(text);
    ASSERT_EQ(hints.size(), 2U);
    EXPECT_EQ(hints[0].name, "<quantity>");
    EXPECT_EQ(text.original.substr(hints[0].begin, hints[0].end - hints[0].begin), "两杯");
    EXPECT_EQ(hints[1].name, "<money>");
    EXPECT_TRUE(read_hints(language::read_text("")).empty());
}

}  // namespace
}  // namespace errand::brain::learn
