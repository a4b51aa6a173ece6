#include "eval/workbook.hpp"

#include <gtest/gtest.h>

#include "document/made_zip.hpp"
#include "eval/files.hpp"

namespace errand::eval {
namespace {

// Two sheets: shared, inline and number cells, a day, a formula with its stored result.
std::string book() {
    return document::made_zip(
        {{"xl/workbook.xml",
          R"(<workbook xmlns:r="r"><sheets><sheet name="台账" sheetId="1" r:id="rId1"/><sheet name="Notes" sheetId="2" r:id="rId2"/></sheets></workbook>)"},
         {"xl/_rels/workbook.xml.rels",
          R"(<Relationships><Relationship Id="rId1" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Target="/xl/worksheets/sheet2.xml"/></Relationships>)"},
         {"xl/sharedStrings.xml",
          R"(<sst><si><t>No.</t></si><si><r><t>杭州</t></r><r><t>味知</t></r></si></sst>)"},
         {"xl/worksheets/sheet1.xml",
          R"(<worksheet><sheetData><row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c></row>)"
          R"(<row r="3"><c r="A3"><v>1234.5</v></c><c r="C3"><v>45731</v></c><c r="D3"><f>A3*2</f><v>2469</v></c></row></sheetData></worksheet>)"},
         {"xl/worksheets/sheet2.xml",
          R"(<worksheet><sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>hello</t></is></c></row></sheetData></worksheet>)"}});
}

TEST(Workbook, CellsAreRead) {
    const auto sheets = read_workbook(book());
    ASSERT_TRUE(sheets) << sheets.error().message;
    ASSERT_EQ(sheets->size(), 2U);
    EXPECT_EQ(sheets->front().name, "台账");
    EXPECT_EQ(sheets->front().rows[0][1], "杭州味知");
    EXPECT_EQ(sheets->front().rows[2][3], "2469");
    EXPECT_EQ(sheets->back().rows[0][0], "hello");
    EXPECT_FALSE(read_workbook("not a zip"));
    EXPECT_FALSE(read_workbook(document::made_zip({{"a", "b"}})));
}

std::string judged(json::object cells, std::optional<std::size_t> rows = {}) {
    return judge_files({{.name = "*.xlsx", .rows = rows, .cells = std::move(cells)}},
                       {{"old.xlsx", "broken"}, {"a.xlsx", "broken"}, {"a.xlsx", book()}});
}

TEST(Workbook, IsJudgedByItsLatestVersion) {
    EXPECT_EQ(judged({{"A3", "1,234.50"}, {"C3", "2025-03-15"}, {"B1", "杭州味知"}}, 2), "");
    EXPECT_EQ(judged({{"Notes!A1", "hello"}, {"台账!A1", "No."}}), "");
    EXPECT_NE(judged({{"A3", "1234.51"}}), "");
    EXPECT_NE(judged({{"C3", "2025-03-16"}}), "");
    EXPECT_NE(judged({{"Nowhere!A1", "x"}}), "");
    EXPECT_NE(judged({}, 3), "");
}

}  // namespace
}  // namespace errand::eval
