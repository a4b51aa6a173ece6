#include "app/attachments.hpp"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

#include "base/id.hpp"

namespace errand::app {
namespace {

namespace fs = std::filesystem;

class AttachmentsTest : public ::testing::Test {
  protected:
    AttachmentsTest() : folder_(fs::temp_directory_path() / ("errand-attach-" + random_token(12))) {
        fs::create_directories(folder_ / "my bills");
        std::ofstream(folder_ / "a.pdf") << "x";
        std::ofstream(folder_ / "my bills" / "b.pdf") << "x";
    }
    ~AttachmentsTest() override {
        std::error_code ignored;
        fs::remove_all(folder_, ignored);
    }
    std::string at(const std::string& name) const { return (folder_ / name).string(); }

    fs::path folder_;
};

TEST_F(AttachmentsTest, PathsInASentenceAreTakenOut) {
    const auto line = split_paths("把 " + at("a.pdf") + " 做成台账");
    EXPECT_EQ(line.paths, std::vector<std::string>{at("a.pdf")});
    EXPECT_EQ(line.text, "把  做成台账");
    const auto quoted = split_paths("'" + at("my bills") + "' please");
    EXPECT_EQ(quoted.paths, std::vector<std::string>{at("my bills")});
    EXPECT_EQ(quoted.text, "please");
    const auto escaped = split_paths(folder_.string() + "/my\\ bills/b.pdf");
    EXPECT_EQ(escaped.paths, std::vector<std::string>{at("my bills/b.pdf")});
    EXPECT_TRUE(escaped.text.empty());
    const auto dropped = split_paths("file://" + folder_.string() + "/my%20bills/b.pdf");
    EXPECT_EQ(dropped.paths, std::vector<std::string>{at("my bills/b.pdf")});
}

TEST_F(AttachmentsTest, WhatIsNotThereStaysASentence) {
    for (const auto* sentence : {"1/2 的珍珠", "/no/such/thing", "don't add ice", "and/or"}) {
        const auto line = split_paths(sentence);
        EXPECT_TRUE(line.paths.empty()) << sentence;
        EXPECT_EQ(line.text, sentence);
    }
}

TEST_F(AttachmentsTest, AttachTakesWhatIsThere) {
    const auto line = read_attach(at("a.pdf") + " make a ledger");
    ASSERT_TRUE(line);
    EXPECT_EQ(line->paths, std::vector<std::string>{at("a.pdf")});
    EXPECT_EQ(line->text, "make a ledger");
    EXPECT_EQ(read_attach("nowhere.pdf").error().code, ErrorCode::NotFound);
    EXPECT_EQ(absolute_paths({at("nothing")}).error().code, ErrorCode::NotFound);
    EXPECT_EQ(absolute_paths({at("my bills/")})->front(), at("my bills"));
}

}  // namespace
}  // namespace errand::app
