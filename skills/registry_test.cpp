// What the build makes of the folders of skills/.
#include "skills/registry.hpp"

#include <gtest/gtest.h>

#include <set>

#include "assistant/limits.hpp"
#include "assistant/skill_form.hpp"

namespace errand::skills {
namespace {

TEST(Registry, EveryWrittenSkillHasTheFormAndNoFlow) {
    std::set<std::string> flows;
    for (const auto& skill : make_all()) flows.insert(skill.name);
    std::set<std::string> names;
    for (const auto text : written()) {
        EXPECT_LE(text.size(), assistant::kMaxSkillBytes);
        const auto form = assistant::read_skill_form(text);
        ASSERT_TRUE(form) << form.error().message << "\n" << text.substr(0, 200);
        EXPECT_FALSE(flows.contains(form->name)) << form->name;
        EXPECT_TRUE(names.insert(form->name).second) << form->name;
    }
    EXPECT_TRUE(names.contains("report"));
    EXPECT_FALSE(names.contains("other")) << "what errand answers by itself is no model's";
}

}  // namespace
}  // namespace errand::skills
