#include "brain/learn/hints.hpp"

#include <gtest/gtest.h>

namespace errand::brain::learn {
namespace {

// The first time in the sentence, as the hints have it.
std::string time_in(std::string_view sentence) {
    const auto text = language::read_text(sentence);
    for (const auto& hint : read_hints(text))
        if (is_time(hint)) return std::string(sentence.substr(hint.begin, hint.end - hint.begin));
    return {};
}

TEST(Hints, TimesLeaveOutWhatOnlyLeadsToThem) {
    EXPECT_EQ(time_in("bring it by 9 am please"), "9 am");
    EXPECT_EQ(time_in("a table on Friday"), "Friday");
    EXPECT_EQ(time_in("deliver it before noon"), "before noon");
    EXPECT_EQ(time_in("a taxi in 20 minutes"), "in 20 minutes");
    EXPECT_EQ(time_in("下午三点前送到"), "下午三点前");
}

TEST(Hints, NothingIsLeftOfALeadingWordAlone) {
    const auto text = language::read_text("by on nine");
    EXPECT_EQ(time_begin(text, 0, 5), 5U);
    EXPECT_EQ(time_begin(text, 0, 10), 6U);
    EXPECT_EQ(time_begin(text, 3, 3), 3U);
}

}  // namespace
}  // namespace errand::brain::learn
