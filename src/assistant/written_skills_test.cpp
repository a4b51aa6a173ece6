// The folder of written skills: what is taken up, what is left out and why, what can be read of it.
#include "assistant/written_skills.hpp"

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/stat.h>

#include <fstream>

#include "assistant/limits.hpp"
#include "journal/journal_for_tests.hpp"

namespace errand::assistant {
namespace {

namespace fs = std::filesystem;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::SizeIs;

class WrittenSkillsTest : public ::testing::Test {
  protected:
    void write(const std::string& path, const std::string& text) {
        const auto file = folder() / path;
        fs::create_directories(file.parent_path());
        std::ofstream(file) << text;
    }
    void write_skill(const std::string& name, const std::string& about = "Does it.",
                     const std::string& instructions = "Do it.") {
        write(name + "/SKILL.md",
              fmt::format("---\nname: {}\ndescription: {}\n---\n{}\n", name, about, instructions));
    }
    fs::path folder() const { return scratch.path() / "skills"; }
    SkillFolder look() const { return look_at_skills(folder(), {"food"}); }
    std::vector<std::string> names() const {
        std::vector<std::string> all;
        for (const auto& one : look().skills) all.push_back(one.name);
        return all;
    }
    std::string why(const std::string& name) const {
        for (const auto& one : look().left_out)
            if (one.folder == name) return one.why.message;
        return "it is not left out";
    }
    std::string refused(const std::string& name, const std::string& file) {
        const auto page = skills.read(name, file);
        return page ? "read: " + page->text : std::string(to_string(page.error().code));
    }

    journal::ScratchFolder scratch;
    WrittenSkills skills{folder(), {"food"}};
};

TEST_F(WrittenSkillsTest, AFolderThatIsNotThereHoldsNone) {
    EXPECT_THAT(look().skills, IsEmpty());
    EXPECT_THAT(look().left_out, IsEmpty());
    EXPECT_THAT(skills.find("anything"), IsEmpty());
    EXPECT_EQ(refused("water-bill", ""), "not_found");
}

TEST_F(WrittenSkillsTest, TakesUpWhatIsGoodByName) {
    write_skill("water-bill");
    write_skill("allotment");
    write("README.md", "what lies here");
    write(".git/config", "nothing of ours");
    EXPECT_THAT(names(), ElementsAre("allotment", "water-bill"));
    EXPECT_THAT(look().left_out, IsEmpty());
}

TEST_F(WrittenSkillsTest, WhatIsWrongIsSaidAndCostsNoOther) {
    write_skill("good");
    write_skill("food");
    write("bad-form/SKILL.md", "# no front matter");
    write("other-name/SKILL.md", "---\nname: good\ndescription: b\n---\nx");
    write("binary/SKILL.md", std::string("\x7f"
                                         "ELF\0\0",
                                         6));
    write("huge/SKILL.md", std::string(kMaxSkillBytes + 1, 'x'));
    write("empty/notes.txt", "no skill");
    fs::create_directories(folder() / "folder" / "SKILL.md");
    write("Upper/SKILL.md", "---\nname: Upper\ndescription: b\n---\nx");
    fs::create_directories(folder() / "pipe");
    ASSERT_EQ(::mkfifo((folder() / "pipe" / "SKILL.md").c_str(), 0600), 0);
    EXPECT_THAT(names(), ElementsAre("good"));
    EXPECT_THAT(why("food"), HasSubstr("errand itself has a skill of this name"));
    EXPECT_THAT(why("bad-form"), HasSubstr("line 1"));
    EXPECT_EQ(why("other-name"), "its name is `good`");
    EXPECT_THAT(why("binary"), HasSubstr("plain text"));
    EXPECT_EQ(why("huge"), "SKILL.md is larger than 24 KiB");
    EXPECT_THAT(why("empty"), HasSubstr("cannot read SKILL.md"));
    EXPECT_EQ(why("folder"), "SKILL.md is no file");
    EXPECT_EQ(why("pipe"), "SKILL.md is no file");
    EXPECT_THAT(why("Upper"), HasSubstr("a name is at most"));
    EXPECT_THAT(look().left_out, SizeIs(9));
}

TEST_F(WrittenSkillsTest, NoLinkIsFollowed) {
    const auto secret = scratch.path() / "secret";
    fs::create_directories(secret);
    std::ofstream(secret / "SKILL.md") << "---\nname: linked\ndescription: b\n---\nsecret";
    std::ofstream(secret / "key.txt") << "secret";
    write_skill("good");
    fs::create_directory_symlink(secret, folder() / "linked");
    fs::create_directories(folder() / "file-link");
    fs::create_symlink(secret / "SKILL.md", folder() / "file-link" / "SKILL.md");
    fs::create_symlink(secret / "key.txt", folder() / "good" / "key.txt");
    fs::create_directory_symlink(secret, folder() / "good" / "references");
    EXPECT_THAT(names(), ElementsAre("good"));
    EXPECT_THAT(why("linked"), HasSubstr("is no folder, or a link"));
    EXPECT_EQ(why("file-link"), "SKILL.md is a symbolic link");
    EXPECT_EQ(refused("good", "key.txt"), "invalid");
    EXPECT_EQ(refused("good", "references/key.txt"), "invalid");
    EXPECT_THAT(skills.read("good", "")->files, IsEmpty());
}

TEST_F(WrittenSkillsTest, AFileIsReadInItsFolderAlone) {
    write_skill("water-bill", "Pays.", "See references/fees.md.");
    write("water-bill/references/fees.md", "Fee: 3");
    write("water-bill/scripts/pay.py", "print()");
    write("water-bill/.hidden", "x");
    write("water-bill/table.bin", std::string("\0\1", 2));
    write("water-bill/long.md", std::string(kMaxSkillBytes + 1, 'x'));
    write("outside.md", "secret");
    const auto page = skills.read("water-bill", "");
    ASSERT_TRUE(page) << page.error().message;
    EXPECT_EQ(page->text, "See references/fees.md.");
    EXPECT_THAT(page->files,
                ElementsAre("long.md", "references/fees.md", "scripts/pay.py", "table.bin"));
    for (const auto* file : {"references/fees.md", "./references/fees.md"})
        EXPECT_EQ(refused("water-bill", file), "read: Fee: 3");
    for (const auto* file : {"../outside.md", "references/../../outside.md", "/etc/passwd",
                             "references//fees.md", "references/", "/", ".", "..", "./", ".hidden",
                             "a/b/c/d/e/f", "references", "references/fees.md/x", "table.bin"})
        EXPECT_EQ(refused("water-bill", file), "invalid") << file;
    EXPECT_EQ(refused("water-bill", std::string("references\0/x", 13)), "invalid");
    EXPECT_EQ(refused("water-bill", "references/none.md"), "not_found");
    EXPECT_EQ(refused("water-bill", "long.md"), "exhausted");
    for (const auto* name : {"../skills/water-bill", "", "Water-Bill", "outside.md"})
        EXPECT_EQ(refused(name, ""), "not_found") << name;
}

TEST_F(WrittenSkillsTest, WhatIsChangedCountsAtOnce) {
    EXPECT_THAT(skills.find("x"), IsEmpty());
    write_skill("a", "One.", "first");
    EXPECT_THAT(skills.find("x"), ElementsAre(FoundSkill{"a", "One."}));
    EXPECT_EQ(refused("a", ""), "read: first");
    write_skill("a", "Two, longer.", "second");
    EXPECT_THAT(skills.find("x"), ElementsAre(FoundSkill{"a", "Two, longer."}));
    EXPECT_EQ(refused("a", ""), "read: second");
    fs::remove_all(folder() / "a");
    EXPECT_THAT(skills.find("x"), IsEmpty());
    EXPECT_EQ(refused("a", ""), "not_found");
}

TEST_F(WrittenSkillsTest, OfManyThoseThatFitAreShown) {
    for (int i = 0; i < 60; ++i)
        write_skill(fmt::format("filler-{}", i), fmt::format("Counts the sheep of field {}.", i));
    write_skill("water-bill", "Pays the water bill of the flat. 交水费。");
    const auto english = skills.find("please pay our water bill");
    ASSERT_FALSE(english.empty());
    EXPECT_EQ(english.front().name, "water-bill");
    EXPECT_LE(english.size(), kSkillsShown);
    const auto chinese = skills.find("帮我交一下水费");
    ASSERT_FALSE(chinese.empty());
    EXPECT_EQ(chinese.front().name, "water-bill");
}

TEST_F(WrittenSkillsTest, DescriptionsAreBoundedTogether) {
    const std::string about(1'000, 'x');
    for (int i = 0; i < 10; ++i) write_skill(fmt::format("long-{}", i), "Sheep " + about);
    std::size_t bytes = 0;
    for (const auto& one : skills.find("sheep")) bytes += one.name.size() + one.about.size();
    EXPECT_GT(bytes, 0U);
    EXPECT_LE(bytes, kMaxSkillsShownBytes);
}

TEST_F(WrittenSkillsTest, MoreThanAreTakenUpIsSaid) {
    for (std::size_t i = 0; i <= kMaxWrittenSkills; ++i) write_skill(fmt::format("s{:04}", i));
    EXPECT_THAT(look().skills, SizeIs(kMaxWrittenSkills));
    EXPECT_THAT(why(fmt::format("s{:04}", kMaxWrittenSkills)), HasSubstr("more than 200 skills"));
}

}  // namespace
}  // namespace errand::assistant
