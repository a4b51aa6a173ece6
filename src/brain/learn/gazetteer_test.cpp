#include "brain/learn/gazetteer.hpp"

#include <gtest/gtest.h>

#include "brain/learn/limits.hpp"

namespace errand::brain::learn {
namespace {

struct Made {
    ByteWriter bytes;
    Gazetteer gazetteer;
};

void make(Made& made, const std::vector<ListEntry>& entries) {
    ASSERT_TRUE(Gazetteer::write(entries, made.bytes));
    ByteReader reader(std::as_bytes(std::span(made.bytes.bytes())));
    auto read = Gazetteer::read(reader);
    ASSERT_TRUE(read) << read.error().message;
    made.gazetteer = *std::move(read);
}

TEST(Gazetteer, FindsTheLongestOfEachList) {
    Made made;
    make(made, {{"dish", "麻辣烫"}, {"dish", "麻辣"}, {"option", "麻辣"}, {"drink", "Iced Latte"}});
    const auto found = made.gazetteer.find(language::read_text("麻辣烫和麻辣, an iced latte"));
    EXPECT_EQ(found, (std::vector<Listed>{{0, 3, 0}, {0, 2, 2}, {4, 6, 0}, {4, 6, 2}, {8, 10, 1}}));
    EXPECT_TRUE(made.gazetteer.find(language::read_text("")).empty());
    EXPECT_TRUE(Gazetteer().find(language::read_text("麻辣")).empty());
}

TEST(Gazetteer, KeepsItsBounds) {
    std::vector<ListEntry> entries{{"long", std::string(3 * (kMaxEntryTokens + 1), 'x')}};
    std::string sentence;
    for (std::size_t i = 0; i <= kMaxEntryTokens; ++i) sentence += "好";
    entries.push_back({"long", sentence});
    Made made;
    make(made, entries);
    EXPECT_TRUE(made.gazetteer.find(language::read_text(sentence)).empty());
    entries.clear();
    for (std::size_t i = 0; i <= kMaxLists; ++i) entries.push_back({std::to_string(i), "x"});
    ByteWriter to;
    EXPECT_EQ(Gazetteer::write(entries, to).error().code, ErrorCode::Exhausted);
}

TEST(Gazetteer, RefusesWhatDoesNotFit) {
    Made made;
    make(made, {{"dish", "麻辣烫"}});
    auto bytes = made.bytes.bytes();
    bytes.resize(bytes.size() - 8);
    ByteReader reader(std::as_bytes(std::span(bytes)));
    EXPECT_FALSE(Gazetteer::read(reader));
}

}  // namespace
}  // namespace errand::brain::learn
