#include "skills/food/edit.hpp"

#include <gtest/gtest.h>

#include "skills/food/test_shop.hpp"

namespace errand::skills::food {
namespace {

using namespace test;  // NOLINT(google-build-using-namespace)
using brain::Operation;

brain::Edit taking_off(std::string name) {
    brain::Edit made;
    made.operation = Operation::RemoveItems;
    made.item.name = std::move(name);
    return made;
}

brain::Edit noting(std::string words) {
    brain::Edit made;
    made.operation = Operation::SetNote;
    made.text = std::move(words);
    return made;
}

TEST(Edits, ARefusalIsNotTakenOff) {
    auto made = draft({wish("汉堡", 1, {option("no onion"), option("加蛋", "extra", "蛋")})});
    apply(made, taking_off("onion"));
    EXPECT_EQ(made.wishes[0].options.size(), 2U);
    apply(made, taking_off("蛋"));
    EXPECT_EQ(made.wishes[0].options.size(), 1U);
}

TEST(Edits, ANoteStaysWordForWord) {
    for (const auto* words : {"去前台放下", "走后门", "无需餐具", "无接触配送", "不要敲门"}) {
        auto made = draft({wish("汉堡", 1)});
        apply(made, noting(words));
        EXPECT_EQ(made.note, words);
        EXPECT_TRUE(made.avoid.empty()) << words;
    }
    Draft both;
    add_note(both, "不要葱油");
    add_note(both, "不要葱");
    EXPECT_EQ(both.note, "不要葱油;不要葱");
    add_note(both, "不要葱");
    EXPECT_EQ(both.note, "不要葱油;不要葱");
}

}  // namespace
}  // namespace errand::skills::food
