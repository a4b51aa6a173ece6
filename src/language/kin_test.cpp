#include <gtest/gtest.h>

#include "language/kin.hpp"

namespace errand::language {
namespace {

std::string place(std::string_view sentence) {
    const auto text = read_text(sentence);
    for (std::size_t at = 0; at < text.size(); ++at)
        if (const auto found = kin_place(text, at)) return text.said(found->words, found->end);
    return {};
}

TEST(Kin, APlaceIsNamedByWhoLivesThere) {
    EXPECT_EQ(place("送妈妈家"), "妈妈家");
    EXPECT_EQ(place("一份粥送到我奶奶那儿"), "奶奶那儿");
    EXPECT_EQ(place("给爷爷奶奶家送两份"), "爷爷奶奶家");
    EXPECT_EQ(place("送小王家"), "小王家");
    EXPECT_EQ(place("to my mom's place"), "mom's place");
    EXPECT_EQ(place("drop it at my sister's"), "sister's");
    for (const auto* none :
         {"送家里", "给我妈点一份", "a latte for my mom's birthday", "小吃家常菜"})
        EXPECT_EQ(place(none), "") << none;
}

TEST(Kin, DifferentWordsMayMeanOnePerson) {
    EXPECT_NE(kin_in("我妈那儿") & kin_in("mum"), 0U);
    EXPECT_NE(kin_in("grandma's house") & kin_in("外婆家"), 0U);
    EXPECT_EQ(kin_in("奶奶家") & kin_in("外婆家"), 0U);
    EXPECT_EQ(kin_in("公司"), 0U);
}

}  // namespace
}  // namespace errand::language
