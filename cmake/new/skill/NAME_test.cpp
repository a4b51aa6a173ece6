#include "skills/@NAME@/@NAME@.hpp"

#include <gtest/gtest.h>

namespace errand::skills::@NAME@ {
namespace {

TEST(Skill, SaysWhatItIs) {
    const auto skill = make();
    EXPECT_EQ(skill.name, "@NAME@");
    EXPECT_TRUE(skill.run);
}

}  // namespace
}  // namespace errand::skills::@NAME@
