#include "eval/language/intents.hpp"

#include <gtest/gtest.h>
#include <unistd.h>

#include <array>
#include <fstream>

#include "eval/language/csv.hpp"
#include "eval/language/intent_sets.hpp"

namespace errand::eval::language {
namespace {

TEST(Csv, ReadsQuotedFields) {
    const auto table = read_table("text,label\r\n\"a \"\"b\"\", c\nd\",x\ne,y", "t");
    ASSERT_TRUE(table) << table.error().message;
    EXPECT_EQ(table->rows[0], (std::vector<std::string>{"a \"b\", c\nd", "x"}));
    EXPECT_EQ(table->rows[1], (std::vector<std::string>{"e", "y"}));
    EXPECT_EQ(*table->column("label"), 1U);
    EXPECT_FALSE(table->column("other"));
    EXPECT_EQ(read_table("a,b\n1,2\n3", "t").error().message, "t: row 2 has 1 fields, not 2");
}

TEST(Intents, BracketsBecomeSlots) {
    const auto example = read_bracketed("wake me [date : tomorrow ] at [time : 5 : 30] [sic");
    EXPECT_EQ(example.text, "wake me tomorrow at 5 : 30 [sic");
    ASSERT_EQ(example.slots.size(), 2U);
    EXPECT_EQ(example.slots[0], (brain::learn::Span{8, 16, "date"}));
    EXPECT_EQ(example.slots[1], (brain::learn::Span{20, 26, "time"}));
    EXPECT_EQ(read_bracketed("[none] [a : ] x").text, "[none] [a : ] x");
}

TEST(Intents, TheAreaCountsPairs) {
    const std::array inside{0.9F, 0.5F, 0.1F};
    const std::array outside{0.5F, 0.0F};
    EXPECT_DOUBLE_EQ(area_under_curve(inside, outside), (2 + 1.5 + 1) / 6.0);
    EXPECT_DOUBLE_EQ(area_under_curve(inside, {}), 0);
}

TEST(Intents, ATestPartBesideTheTrainingIsUsed) {
    const auto folder =
        std::filesystem::temp_directory_path() / ("errand_intents_" + std::to_string(::getpid()));
    std::filesystem::create_directories(folder);
    std::ofstream train(folder / "train.csv");
    train << "text,category\n";
    for (int i = 0; i < 20; ++i) train << "sentence " << i << ",a\n";
    train.close();
    const auto split = load_banking77(folder);
    ASSERT_TRUE(split) << split.error().message;
    EXPECT_EQ(split->train.examples.size(), 18U);
    EXPECT_EQ(split->test.size(), 2U);
    std::ofstream(folder / "test.csv") << "text,category\nother,a\n";
    const auto own = load_banking77(folder);
    EXPECT_EQ(own->train.examples.size(), 20U);
    ASSERT_EQ(own->test.size(), 1U);
    EXPECT_EQ(own->test[0].text, "other");

    std::ofstream(folder / "train_val.json")
        << R"({"train":[["a","x"]],"val":[["b","x"]],"oos_train":[["c","oos"]],"oos_val":[]})";
    EXPECT_EQ(load_clinc150(folder)->test[0].text, "b");
    std::ofstream(folder / "test.json") << R"({"test":[["d","x"]],"oos_test":[["e","oos"]]})";
    EXPECT_EQ(load_clinc150(folder)->test[0].text, "d");
    EXPECT_EQ(load_clinc150(folder)->test_outside[0], "e");
    std::filesystem::remove_all(folder);
    EXPECT_EQ(load_clinc150(folder).error().code, ErrorCode::NotFound);
}

}  // namespace
}  // namespace errand::eval::language
