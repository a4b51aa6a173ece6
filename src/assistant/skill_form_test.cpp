// What is read of a SKILL.md, and what is refused with its line.
#include "assistant/skill_form.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "assistant/limits.hpp"

namespace errand::assistant {
namespace {

using ::testing::HasSubstr;

std::string with(std::string_view front, std::string_view body = "Do it.\n") {
    return "---\n" + std::string(front) + "---\n" + std::string(body);
}

SkillForm read(const std::string& text) {
    const auto form = read_skill_form(text);
    EXPECT_TRUE(form) << form.error().message << "\n" << text;
    return form.value_or(SkillForm());
}

std::string about(std::string_view description) {
    return read(with("name: a\n" + std::string(description))).about;
}

std::string fault(const std::string& text) {
    const auto form = read_skill_form(text);
    EXPECT_FALSE(form) << text;
    return form ? "" : form.error().message;
}

TEST(SkillForm, ReadsNameDescriptionAndInstructions) {
    const auto form = read(with("name: water-bill\ndescription: Pays a bill. 交水费。\n",
                                "\n# Bills\n\n1. Ask.\n---\n2. Pay.\n\n"));
    EXPECT_EQ(form.name, "water-bill");
    EXPECT_EQ(form.about, "Pays a bill. 交水费。");
    EXPECT_EQ(form.instructions, "# Bills\n\n1. Ask.\n---\n2. Pay.");
}

TEST(SkillForm, PassesOverWhatItDoesNotNeed) {
    const auto form = read(
        with("# made by hand\nlicense: Apache-2.0\nname: a # the folder's\n\nmetadata:\n  author: "
             "x\n  name: not-this\nallowed-tools:\n- Read\n- Bash(git:*)\ncompatibility: [1, "
             "{2: 3}]\nanchors: &a *b\ndescription: Does it.\nx.y_z: |\n  name: b\n"));
    EXPECT_EQ(form.name, "a");
    EXPECT_EQ(form.about, "Does it.");
}

TEST(SkillForm, ReadsEveryFormOfText) {
    EXPECT_EQ(about("description:   plain, with: a colon and C# # and a comment\n"),
              "plain, with: a colon and C#");
    EXPECT_EQ(about("description: over\n  two lines\n\n  and a third\n"),
              "over two lines and a third");
    EXPECT_EQ(about("description:\n  below\n"), "below");
    EXPECT_EQ(about("description: # nothing yet\n  below # still\n"), "below");
    EXPECT_EQ(about("description: 'it''s # no comment' # one\n"), "it's # no comment");
    EXPECT_EQ(about("description: \"a \\\"b\\\" \\\\ \\u4e2d\\x41\\U0001F375\\n\\tc\"\n"),
              "a \"b\" \\ 中A🍵 c");
    EXPECT_EQ(about("description: \"over\n  two \\\n  lines\"\n"), "over two lines");
    EXPECT_EQ(about("description: >-\n  folded\n  text\n\n    # no comment\n"),
              "folded text # no comment");
    EXPECT_EQ(about("description: | # as it is\n  one\n  two\n"), "one two");
    EXPECT_EQ(about("description: >+\n  kept\n\n"), "kept");
}

TEST(SkillForm, TakesWhatOtherSystemsWrite) {
    EXPECT_EQ(read("\xef\xbb\xbf---\r\nname: a\r\ndescription: Does it.\r\n---  \r\nDo it.\r\n")
                  .instructions,
              "Do it.");
    EXPECT_EQ(read("---\nname: a\ndescription: Does it.\n---\nDo it.").instructions, "Do it.");
}

TEST(SkillForm, NamesTheLineThatIsWrong) {
    EXPECT_EQ(fault(""), "line 1: it does not begin with a line \"---\"");
    EXPECT_THAT(fault("# Title\n"), HasSubstr("line 1"));
    EXPECT_THAT(fault(" ---\nname: a\n---\nx"), HasSubstr("line 1"));
    EXPECT_THAT(fault("---\nname: a\ndescription: b\n"), HasSubstr("does not end"));
    EXPECT_EQ(fault(with("name: a\nname: b\n")), "line 3: a second `name`");
    EXPECT_THAT(fault(with("name: a\n{description: b}\n")), HasSubstr("line 3: not a member"));
    EXPECT_THAT(fault(with("name:a\n")), HasSubstr("line 2: not a member"));
    EXPECT_THAT(fault(with("  name: a\n")), HasSubstr("line 2: not a member"));
    EXPECT_THAT(fault(with("name: a\n")), HasSubstr("no `description`"));
    EXPECT_THAT(fault(with("description: a\n")), HasSubstr("no `name`"));
    EXPECT_EQ(fault(with("name: a\ndescription: \"\"\n")), "line 3: `description` is empty");
    EXPECT_EQ(fault(with("name: a\ndescription:\n")), "line 3: `description` is empty");
    EXPECT_THAT(fault(with("name: a\ndescription: \"open\n")), HasSubstr("line 3: a quoted text"));
    EXPECT_THAT(fault(with("name: a\ndescription: 'a' b\n")), HasSubstr("behind a quoted text"));
    EXPECT_THAT(fault(with("name: a\ndescription: \"\\q\"\n")), HasSubstr("escape"));
    EXPECT_THAT(fault(with("name: a\ndescription: \"\\ud800\"\n")), HasSubstr("escape"));
    EXPECT_THAT(fault(with("name: a\ndescription: \"\\x1b[2J\"\n")), HasSubstr("control"));
    EXPECT_THAT(fault(with("name: a\ndescription: [a]\n")), HasSubstr("`[` needs quotes"));
    EXPECT_THAT(fault(with("name: a\ndescription: >2\n    b\n")), HasSubstr("line 3: only"));
    EXPECT_THAT(fault(with("name: a\ndescription: |\n    b\n  c\n")), HasSubstr("equally far in"));
    EXPECT_THAT(fault(with("name: a\ndescription: b\n", " \n\t\n")), HasSubstr("no instructions"));
}

TEST(SkillForm, ANameIsOneOfTheForm) {
    for (const auto* name : {"a", "0", "water-bill", "a-b-c"}) EXPECT_TRUE(is_skill_name(name));
    for (const auto* name : {"", "-a", "a-", "a--b", "A", "a_b", "a b", "水费", "a/b", ".."})
        EXPECT_FALSE(is_skill_name(name)) << name;
    EXPECT_TRUE(is_skill_name(std::string(kMaxSkillName, 'a')));
    EXPECT_FALSE(is_skill_name(std::string(kMaxSkillName + 1, 'a')));
    EXPECT_THAT(fault(with("name: Water Bill\ndescription: b\n")), HasSubstr("line 2: a name"));
}

TEST(SkillForm, ADescriptionIsCountedInCharacters) {
    std::string most;
    for (std::size_t i = 0; i < kMaxSkillAbout; ++i) most += "水";
    EXPECT_EQ(about("description: " + most + "\n"), most);
    EXPECT_THAT(fault(with("name: a\ndescription: " + most + "费\n")), HasSubstr("longer than"));
}

TEST(SkillForm, BytesThatAreNoTextAreRefused) {
    EXPECT_THAT(fault(with("name: a\ndescription: b\n",
                           "\x7f"
                           "ELF")),
                HasSubstr("plain text"));
    EXPECT_THAT(fault(with("name: a\ndescription: b\n", "\xff\xfe")), HasSubstr("plain text"));
    EXPECT_THAT(fault(with("name: a\ndescription: b\n", std::string_view("a\0b", 3))),
                HasSubstr("plain text"));
}

}  // namespace
}  // namespace errand::assistant
