#include "brain/learn/phrases.hpp"

#include <gtest/gtest.h>
#include <unistd.h>

#include <fstream>

#include "brain/learn/noise.hpp"

namespace errand::brain::learn {
namespace {

namespace fs = std::filesystem;

TEST(Phrases, ReadsValuesAndPlaces) {
    const auto read =
        read_phrases("; remark\n# start\n\n点[两杯|quantity]{drink:item},{time}到\n", "file");
    ASSERT_TRUE(read) << read.error().message;
    ASSERT_EQ(read->size(), 1U);
    const auto& phrase = read->front();
    EXPECT_EQ(phrase.act, "start");
    EXPECT_EQ(phrase.line, 4U);
    ASSERT_EQ(phrase.pieces.size(), 6U);
    EXPECT_EQ(phrase.pieces[1].words, "两杯");
    EXPECT_EQ(phrase.pieces[1].slot, "quantity");
    EXPECT_EQ(phrase.pieces[2].list, "drink");
    EXPECT_EQ(phrase.pieces[2].slot, "item");
    EXPECT_EQ(phrase.pieces[4].list, "time");
    EXPECT_EQ(phrase.pieces[4].slot, "");
}

TEST(Phrases, ErrorsNameFileAndLine) {
    const auto message = [](std::string_view text) {
        const auto read = read_phrases(text, "food/phrases.en.txt");
        return read ? std::string("read") : read.error().message;
    };
    EXPECT_EQ(message("# start\na [tea\n"), "food/phrases.en.txt:2: '[' without its end");
    EXPECT_EQ(message("# start\na tea]\n"), "food/phrases.en.txt:2: ']' without its beginning");
    EXPECT_EQ(message("# start\na {tea]\n"), "food/phrases.en.txt:2: '{' without its end");
    EXPECT_EQ(message("# start\na [tea]\n"), "food/phrases.en.txt:2: '[' wants [words|slot]");
    EXPECT_EQ(message("a tea\n"), "food/phrases.en.txt:1: a sentence before the first '# act'");
    EXPECT_EQ(message("#\n"), "food/phrases.en.txt:1: '#' wants the name of an act");
    EXPECT_NE(message("# start\n[ |item]"), "read");
    EXPECT_NE(message("# start\n[tea|Item!]"), "read");
    EXPECT_NE(message("# start\n{a:b:c}"), "read");
    EXPECT_NE(message("# start\n{:item}"), "read");
    EXPECT_NE(message("# start\n" + std::string(5'000, 'a')), "read");
}

TEST(Phrases, ListsAreCheckedToo) {
    const auto read = read_lists("# city\nParis\n New York \n# day\nMonday", "lists");
    ASSERT_TRUE(read) << read.error().message;
    EXPECT_EQ(read->at("city"), (std::vector<std::string>{"Paris", "New York"}));
    EXPECT_EQ(read_lists("# city\n# day\nMonday", "l").error().message, "l:1: the list is empty");
    EXPECT_FALSE(read_lists("Paris", "lists"));
    EXPECT_FALSE(read_lists("# city\n[Paris|city]", "lists"));
}

TEST(Phrases, AnnotatedSentencesHaveTheirSlotsInBytes) {
    const auto read = read_annotated("送[一杯|quantity][美式|item]来");
    ASSERT_TRUE(read);
    EXPECT_EQ(read->text, "送一杯美式来");
    EXPECT_EQ(read->slots, (std::vector<Span>{{3, 9, "quantity"}, {9, 15, "item"}}));
    EXPECT_FALSE(read_annotated("送{drink:item}来"));
}

struct Folder {
    fs::path path = fs::temp_directory_path() /
                    ("errand_phrases_" + std::to_string(::getpid()) + "_" +
                     ::testing::UnitTest::GetInstance()->current_test_info()->name());

    ~Folder() { fs::remove_all(path); }
    void write(const fs::path& file, std::string_view text) const {
        fs::create_directories((path / file).parent_path());
        std::ofstream(path / file) << text;
    }
};

TEST(Phrases, FoldersBecomeADataset) {
    const Folder folder;
    folder.write("ride/phrases.en.txt", "# start\na cab to {place:to}\n# cancel\nno cab\n");
    folder.write("ride/lists.en.txt", "# place\nthe station\nhome\nwork\n");
    folder.write("talk/phrases.zh.txt", "# none\n你好\n");
    const std::vector folders{folder.path / "talk", folder.path / "ride", folder.path / "none"};
    const auto data = read_skills(folders, {2, nullptr});
    ASSERT_TRUE(data) << data.error().message;
    EXPECT_EQ(data->heads, (std::vector<std::string>{"skill", "act"}));
    ASSERT_EQ(data->examples.size(), 4U);
    EXPECT_EQ(data->examples[0].labels, (std::vector<std::string>{"ride", "start"}));
    EXPECT_NE(data->examples[0].text, data->examples[1].text);
    EXPECT_EQ(data->examples[0].origin, data->examples[1].origin);
    EXPECT_EQ(data->examples[1].slots[0].begin, 9U);
    EXPECT_EQ(data->examples[3].labels, (std::vector<std::string>{"talk", "none"}));
    const auto again = read_skills(folders, {2, nullptr});
    for (std::size_t i = 0; i < 4; ++i) EXPECT_EQ(again->examples[i].text, data->examples[i].text);

    folder.write("ride/phrases.en.txt", "# start\na cab to {city:to}\n");
    EXPECT_EQ(read_skills(folders).error().message,
              "ride/phrases.en.txt:2: there is no list 'city'");
}

TEST(Noise, ChangesTheTextAndKeepsTheSlots) {
    auto example = *read_annotated(
        "please send [two cups|quantity] of [milk tea|item] to "
        "[the office|deliver_to] before noon");
    const auto begin = example.text.find("two cups");
    example.hints = {{begin, begin + 8, "<number>"}, {0, 0, "?size"}};
    std::size_t changed = 0;
    for (std::uint64_t seed = 0; seed < 200; ++seed) {
        const auto copy = noisy(example, seed);
        EXPECT_EQ(noisy(example, seed).text, copy.text);
        changed += copy.text != example.text;
        ASSERT_EQ(copy.slots.size(), 3U);
        std::size_t last = 0;
        for (const auto& span : copy.slots) {
            EXPECT_GE(span.begin, last);
            EXPECT_LT(span.begin, span.end);
            EXPECT_LE(span.end, copy.text.size());
            last = span.end;
        }
        EXPECT_EQ(copy.hints.back().name, "?size");
        if (copy.hints.size() == 2) EXPECT_EQ(copy.text.substr(copy.hints[0].begin, 8), "two cups");
    }
    EXPECT_GT(changed, 180U);
}

TEST(Noise, ChineseStaysWellFormed) {
    const auto example =
        *read_annotated("帮我点[两杯|quantity][珍珠奶茶|item],送到[公司|deliver_to]");
    for (std::uint64_t seed = 0; seed < 200; ++seed)
        EXPECT_EQ(noisy(example, seed).text.find("\xEF\xBF\xBD"), std::string::npos);
}

}  // namespace
}  // namespace errand::brain::learn
