#include "base/utf8.hpp"

#include <gtest/gtest.h>

#include "base/encoding.hpp"
#include "base/printable.hpp"

namespace errand {
namespace {

TEST(Utf8, EachCharacterIsReadBack) {
    for (char32_t one = 0; one <= 0x10FFFF; one += one < 0x3000 ? 1 : 0x101) {
        if (one >= 0xD800 && one < 0xE000) continue;
        std::string text;
        append_utf8(text, one);
        ASSERT_TRUE(is_utf8(text)) << std::hex << std::uint32_t{one};
        ASSERT_EQ(code_point(text), one);
    }
    std::string text = "a";
    for (const char32_t one : {0x7F, 0x80, 0x7FF, 0x800, 0xFFFF, 0x10000, 0x10FFFF})
        append_utf8(text, one);
    EXPECT_EQ(text,
              "a\x7F\xC2\x80\xDF\xBF\xE0\xA0\x80\xEF\xBF\xBF\xF0\x90\x80\x80\xF4\x8F\xBF\xBF");
}

TEST(Utf8, WhatIsNoCharacterIsTheReplacementCharacter) {
    for (const char32_t one : {0xD800, 0xDFFF, 0x110000}) {
        std::string text;
        append_utf8(text, one);
        EXPECT_EQ(text, "\xEF\xBF\xBD");
    }
}

}  // namespace
}  // namespace errand
