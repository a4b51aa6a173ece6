#include "language/yes_no.hpp"

#include <gtest/gtest.h>

#include "language/limits.hpp"

namespace errand::language {
namespace {

// Each answer as "+yes" or "-no"; with "." where nothing else is said beside it.
std::string found(std::string_view text) {
    std::string all;
    for (const auto& one : find_answers(text))
        all += (all.empty() ? "" : " ") + std::string(one.yes ? "+" : "-") +
               std::string(text.substr(one.place.begin, one.place.end - one.place.begin)) +
               (one.alone ? "." : "");
    return all;
}

TEST(Answers, AreReadInEnglish) {
    EXPECT_EQ(found("Yes"), "+Yes.");
    EXPECT_EQ(found("yep, do that"), "+yep.");
    EXPECT_EQ(found("no, thanks"), "-no.");
    EXPECT_EQ(found("no thanks"), "-no thanks.");
    EXPECT_EQ(found("that is not ok"), "-not ok");
    EXPECT_EQ(found("not sure"), "-not sure.");
    EXPECT_EQ(found("I know the yesterday's nose"), "");
    EXPECT_EQ(found("don't"), "-don't.");
}

TEST(Answers, AreReadInChinese) {
    EXPECT_EQ(found("好的"), "+好的.");
    EXPECT_EQ(found("那好吧,不用了"), "+好吧. -不用.");
    EXPECT_EQ(found("好的好的"), "+好的.");
    EXPECT_EQ(found("可以呀"), "+可以.");
    EXPECT_EQ(found("不是,我要大杯"), "-不是.");
    EXPECT_EQ(found("好吃不贵"), "");
    EXPECT_EQ(found("行李在哪"), "");
    EXPECT_EQ(found("沒問題!"), "+沒問題.");
}

TEST(Answers, AreReadFromSigns) {
    EXPECT_EQ(found("👍🏽"), "+👍🏽.");
    EXPECT_EQ(found("👎 that"), "-👎");
}

TEST(Answers, TellPlainOnesFromOthers) {
    EXPECT_TRUE(find_answers("yes").at(0).plain);
    EXPECT_FALSE(find_answers("fine").at(0).plain);
    EXPECT_TRUE(find_answers("不行").at(0).plain);
    EXPECT_FALSE(find_answers("算了").at(0).plain);
}

TEST(Answers, AreBoundedByAnyInput) {
    for (const std::string_view part : {"啊", "好", "no ", "👍", " ", "y'"}) {
        std::string all;
        while (all.size() < 2 * kMaxSentenceBytes) all += part;
        EXPECT_LE(find_answers(all).size(), kMaxSentenceBytes);
    }
}

}  // namespace
}  // namespace errand::language
