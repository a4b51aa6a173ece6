#include "brain/learn/endings.hpp"

#include <gtest/gtest.h>

namespace errand::brain::learn {
namespace {

struct Made {
    ByteWriter bytes;
    Endings endings;
};

void make(Made& made, const std::vector<ListEntry>& entries) {
    Endings::write(entries, made.bytes);
    ByteReader reader(std::as_bytes(std::span(made.bytes.bytes())));
    auto read = Endings::read(reader);
    ASSERT_TRUE(read) << read.error().message;
    made.endings = *std::move(read);
}

// Lists in alphabetical order: cinema 0, dish 1.
const std::vector<ListEntry> kEntries = {{"cinema", "星光影院"},       {"cinema", "大众影院"},
                                         {"dish", "vegetable paella"}, {"dish", "seafood paella"},
                                         {"dish", "vegetable curry"},  {"dish", "星光炒饭"}};

TEST(Endings, ANameThatIsNotListedLooksLikeThoseThatAre) {
    Made made;
    make(made, kEntries);
    const auto cinema = made.endings.find(language::read_text("新月影院"));
    ASSERT_EQ(cinema.size(), 4U);
    EXPECT_EQ(cinema[3].last, (Alike{0, kNoList}));
    EXPECT_EQ(cinema[2].last, (Alike{kNoList, kNoList}));
    const auto dish = made.endings.find(language::read_text("a vegetable paella"));
    ASSERT_EQ(dish.size(), 3U);
    EXPECT_EQ(dish[0].first[0], kNoList);
    EXPECT_EQ(dish[1].first, (Alike{1, kNoList}));
    EXPECT_EQ(dish[2].last, (Alike{1, kNoList}));
}

TEST(Endings, WhatOneEntryHasSaysNothingOfOthers) {
    Made made;
    make(made, kEntries);
    const auto found = made.endings.find(language::read_text("fish curry 炒饭"));
    for (const auto& one : found) EXPECT_EQ(one.last[0], kNoList);
    EXPECT_EQ(Endings().find(language::read_text("影院")).size(), 2U);
}

TEST(Endings, RefusesWhatDoesNotFit) {
    Made made;
    make(made, kEntries);
    auto bytes = made.bytes.bytes();
    bytes.resize(bytes.size() - 2);
    ByteReader reader(std::as_bytes(std::span(bytes)));
    EXPECT_FALSE(Endings::read(reader));
}

}  // namespace
}  // namespace errand::brain::learn
