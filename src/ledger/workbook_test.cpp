// The workbook from outside: its parts as files of a ZIP, and what LibreOffice computes of it.
#include <archive.h>
#include <archive_entry.h>
#include <gtest/gtest.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <map>
#include <regex>

#include "document/archive.hpp"
#include "ledger/columns.hpp"
#include "ledger/ledger_for_tests.hpp"

namespace errand::ledger {
namespace {

namespace fs = std::filesystem;
using invoice::Decimal;
using invoice::to_string;

// Starting an office takes a while on a busy machine; it is killed after this.
constexpr auto kOfficeSeconds = "180";

class WorkbookTest : public testing::Test {
  protected:
    void SetUp() override {
        std::string pattern = (fs::temp_directory_path() / "errand-ledger-XXXXXX").string();
        ASSERT_NE(::mkdtemp(pattern.data()), nullptr);
        folder_ = pattern;
    }
    void TearDown() override { fs::remove_all(folder_); }

    static std::string bytes_of(const fs::path& path) {
        std::ifstream in(path, std::ios::binary);
        return {std::istreambuf_iterator<char>(in), {}};
    }
    std::map<std::string, std::string> parts_of(const fs::path& path) {
        document::Budget budget;
        const auto entries = document::unpack(bytes_of(path), budget);
        std::map<std::string, std::string> parts;
        if (entries)
            for (const auto& entry : *entries) parts[entry.name] = entry.bytes;
        return parts;
    }
    fs::path write(const Ledger& ledger, const std::string& name = "ledger.xlsx") {
        const auto path = folder_ / name;
        const auto written = write_workbook(ledger, path, {folder_});
        EXPECT_TRUE(written) << written.error().message;
        return path;
    }

    fs::path folder_;
};

// A year of invoices: several currencies, credit notes, a missing day, a rate for one currency.
Ledger year(const std::string& language = "zh") {
    Setting setting;
    setting.year = 2025;
    setting.language = language;
    setting.claimant = "张三";
    setting.now = *parse_time("2026-01-05T08:00:00Z");
    const std::vector<std::string> goods{"*餐饮服务*餐费",           "*住宿服务*住宿费",
                                         "*运输服务*客运服务费",     "*电信服务*话费",
                                         "*信息技术服务*软件服务费", "X-77"};
    std::vector<Made> made;
    for (int at = 0; at < 96; ++at) {
        const bool euro = at % 7 == 3;
        const bool dollar = at % 31 == 5;
        made.push_back({euro || dollar ? "INV-" + std::to_string(at)
                                       : "253100000000000" + std::to_string(10000 + at),
                        at == 40 ? ""
                                 : "2025-" + std::string(at % 12 < 9 ? "0" : "") +
                                       std::to_string(at % 12 + 1) + "-15",
                        "销方" + std::to_string(at % 9), goods[static_cast<std::size_t>(at) % 6],
                        std::to_string(at * 37 % 911 - (at % 17 == 0 ? 950 : 0)) + "." +
                            std::to_string(10 + at % 90),
                        std::to_string(at % 13) + ".0" + std::to_string(at % 10),
                        euro     ? "EUR"
                        : dollar ? "USD"
                                 : "CNY"});
    }
    Ledger ledger(setting);
    ledger.add(all_of(made));
    Change rate;
    rate.filter.currency = "EUR";
    rate.field = "rate";
    rate.value = "7.8512";
    EXPECT_TRUE(ledger.apply(rate));
    return ledger;
}

TEST_F(WorkbookTest, HasItsSheetsInOrder) {
    auto ledger = year();
    Change out;
    out.act = Act::LeaveOut;
    out.filter.numbers = {3};
    ASSERT_TRUE(ledger.apply(out));
    const auto parts = parts_of(write(ledger));
    ASSERT_TRUE(parts.contains("xl/workbook.xml"));
    std::vector<std::string> names;
    const std::regex name("<sheet name=\"([^\"]+)\"");
    const auto& book = parts.at("xl/workbook.xml");
    for (std::sregex_iterator at(book.begin(), book.end(), name), end; at != end; ++at)
        names.push_back((*at)[1]);
    EXPECT_EQ(names,
              (std::vector<std::string>{"台账", "按月×类别汇总", "问题清单", "重复清单", "说明",
                                        "商品明细", "文件清单", "未计入", "更正记录"}));
    EXPECT_TRUE(parts.contains("xl/charts/chart1.xml"));
    EXPECT_TRUE(parts.contains("xl/charts/chart2.xml"));
    const auto& sheet = parts.at("xl/worksheets/sheet1.xml");
    for (const auto* part :
         {"<autoFilter ref=\"A4:", "state=\"frozen\"", "orientation=\"landscape\"",
          "fitToHeight=\"0\"", "<conditionalFormatting", "<dataValidation", "<hyperlink",
          "numberStoredAsText"})
        EXPECT_NE(sheet.find(part), std::string::npos) << part;
    EXPECT_NE(book.find("_xlnm.Print_Titles"), std::string::npos);
    EXPECT_NE(book.find("_xlnm.Print_Area"), std::string::npos);
}

TEST_F(WorkbookTest, ADocumentsTextIsNeverAFormulaAndLongNumbersAreText) {
    Ledger ledger({});
    ledger.add(
        all_of({{"25310000000000000001", "2025-01-01", "=1+1", "@SUM(A1)", "1", "0"},
                {"25310000000000000002", "2025-01-01", "+cmd|' /C calc'!A0", "-2", "1", "0"}}));
    const auto parts = parts_of(write(ledger));
    const auto& strings = parts.at("xl/sharedStrings.xml");
    for (const auto* text :
         {">=1+1<", ">@SUM(A1)<", ">+cmd|' /C calc'!A0<", ">-2<", ">25310000000000000001<"})
        EXPECT_NE(strings.find(text), std::string::npos) << text;
    for (const auto& [name, bytes] : parts) {
        EXPECT_EQ(bytes.find("<f>1+1"), std::string::npos) << name;
        EXPECT_EQ(bytes.find("<f>@SUM"), std::string::npos) << name;
        EXPECT_EQ(bytes.find("cmd|</f>"), std::string::npos) << name;
    }
}

TEST_F(WorkbookTest, ACurrencyIsNeverPartOfAFormula) {
    Ledger ledger({});
    ledger.add(all_of({{"A1", "2025-01-01", "Acme", "x", "1", "0", "eur"},
                       {"A2", "2025-01-02", "Acme", "x", "2", "0", "EUR"},
                       {"A3", "2025-01-03", "Acme", "x", "4", "0", "E*"},
                       {"A4", "2025-01-04", "Acme", "x", "8", "0", "X\")+CMD(\""}}));
    const std::regex formula("<f>([^<]*)</f>");
    std::size_t formulas = 0;
    for (const auto& [name, bytes] : parts_of(write(ledger)))
        for (std::sregex_iterator at(bytes.begin(), bytes.end(), formula), end; at != end; ++at) {
            const std::string text = (*at)[1];
            ++formulas;
            for (const auto* part : {"CMD", "E*", "EUR", "eur"})
                EXPECT_EQ(text.find(part), std::string::npos) << name << ": " << text;
        }
    EXPECT_GT(formulas, 20U);
}

TEST_F(WorkbookTest, StoresWhatItsFormulasRound) {
    Ledger ledger({});
    ledger.add(all_of({{"A1", "2025-01-01", "Acme", "x", "100.004", "19.00", "EUR"}}));
    Change sum;
    sum.filter.all = true;
    sum.field = "gross";
    sum.value = "119.008";
    ASSERT_TRUE(ledger.apply(sum));
    const auto& columns_of = columns();
    const Surroundings around(ledger);
    const auto value =
        value_of(ledger, around, ledger.entries()[0], columns_of[column_at("difference")]);
    ASSERT_TRUE(std::holds_alternative<Decimal>(value));
    EXPECT_EQ(to_string(std::get<Decimal>(value)), "0.00");
}

TEST_F(WorkbookTest, AHundredthIsDoubtfulAndMoreIsWrong) {
    Ledger ledger({});
    ledger.add(all_of({{"1", "2025-01-01", "a", "b", "1", "0"}}));
    const auto sheet = parts_of(write(ledger)).at("xl/worksheets/sheet1.xml");
    EXPECT_NE(sheet.find("&gt;0.01,TRUE)"), std::string::npos);
}

TEST_F(WorkbookTest, LinksToFilesThatLieElsewhere) {
    Ledger ledger({});
    ledger.add(all_of({{"1", "2025-01-01", "a", "b", "1", "0", "CNY", "a.xml"},
                       {"2", "2025-01-02", "a", "b", "1", "0", "CNY", "a.xml"}}));
    ASSERT_EQ(ledger.handed_in()[1], "a.xml (2)");
    const auto path = folder_ / "ledger.xlsx";
    ASSERT_TRUE(write_workbook(
        ledger, path,
        {.root = folder_,
         .places = {{"a.xml", "one/a.xml"}, {"a.xml (2)", folder_ / "two" / "a.xml"}}}));
    const auto links = parts_of(path).at("xl/worksheets/_rels/sheet1.xml.rels");
    EXPECT_NE(links.find("./one/a.xml\""), std::string::npos) << links;
    EXPECT_NE(links.find("./two/a.xml\""), std::string::npos) << links;
}

TEST(TaxRate, IsAShareInSomeFormsAndAPercentageInOthers) {
    using invoice::Format;
    EXPECT_EQ(shown_tax_rate("0.13", Format::DigitalXml), "13%");
    EXPECT_EQ(shown_tax_rate("0.160000", Format::Cfdi), "16%");
    EXPECT_EQ(shown_tax_rate("13%", Format::Face), "13%");
    EXPECT_EQ(shown_tax_rate("免税", Format::Face), "免税");
    for (const auto format : {Format::Ubl, Format::UblCreditNote, Format::Cii, Format::Zugferd1,
                              Format::FatturaPa, Format::Plain}) {
        EXPECT_EQ(shown_tax_rate("0.5", format), "0.5%");
        EXPECT_EQ(shown_tax_rate("19.00", format), "19%");
    }
}

TEST_F(WorkbookTest, LinksToFilesRelativeToItself) {
    Ledger ledger({});
    fs::create_directories(folder_ / "out");
    ledger.add(all_of({{"1", "2025-01-01", "a", "b", "1", "0", "CNY", "in/发票 #1 50%.xml"}}));
    const auto path = folder_ / "out" / "ledger.xlsx";
    ASSERT_TRUE(write_workbook(ledger, path, {folder_}));
    const auto parts = parts_of(path);
    const auto& links = parts.at("xl/worksheets/_rels/sheet1.xml.rels");
    EXPECT_NE(links.find("../in/发票%20%231%2050%25.xml"), std::string::npos) << links;
}

TEST_F(WorkbookTest, IsTheSameBytesForTheSameLedger) {
    EXPECT_EQ(bytes_of(write(year(), "one.xlsx")), bytes_of(write(year(), "two.xlsx")));
}

TEST_F(WorkbookTest, WritesWholeOrNotAtAll) {
    const auto path = write(year());
    const auto before = bytes_of(path);
    const auto refused = write_workbook(Ledger({}), path, {}, Existing::Refuse);
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().code, ErrorCode::Conflict);
    EXPECT_EQ(bytes_of(path), before);
    EXPECT_FALSE(write_workbook(Ledger({}), folder_ / "none" / "x.xlsx"));
    ASSERT_TRUE(write_workbook(Ledger({}), path));
    EXPECT_NE(bytes_of(path), before);
    EXPECT_EQ(std::distance(fs::directory_iterator(folder_), fs::directory_iterator()), 1);
}

TEST_F(WorkbookTest, WhatNoCellTakesIsMadeHarmless) {
    Ledger ledger({});
    ledger.add(all_of({{"1", "2025-01-01", std::string("a\0b\x01\xff\xfe", 6),
                        std::string(50'000, 'x'), "1", "0"}}));
    const auto parts = parts_of(write(ledger));
    EXPECT_TRUE(parts.contains("xl/worksheets/sheet9.xml") ||
                parts.contains("xl/worksheets/sheet7.xml"));
}

// ---- what an office makes of it

using Rows = std::vector<std::vector<std::string>>;

// RFC 4180.
Rows read_csv(const std::string& text) {
    Rows rows(1);
    std::string cell;
    bool quoted = false;
    for (std::size_t at = 0; at < text.size(); ++at) {
        const char one = text[at];
        if (quoted && one == '"' && at + 1 < text.size() && text[at + 1] == '"') {
            cell += '"';
            ++at;
        } else if (one == '"') {
            quoted = !quoted;
        } else if (!quoted && (one == ',' || one == '\n')) {
            rows.back().push_back(std::move(cell));
            cell.clear();
            if (one == '\n') rows.emplace_back();
        } else if (one != '\r' || quoted) {
            cell += one;
        }
    }
    // Every row has as many cells as the widest sheet.
    for (auto& row : rows) row.resize(std::max<std::size_t>(row.size(), columns().size()));
    return rows;
}

bool has_office() {
    return std::system("command -v soffice >/dev/null 2>&1") == 0;
}

// The workbook without the values that were written beside its formulas: what is there afterwards
// was computed.
std::string without_values(const std::map<std::string, std::string>& parts) {
    std::string out(8 << 20, '\0');
    std::size_t used = 0;
    archive* to = ::archive_write_new();
    ::archive_write_set_format_zip(to);
    ::archive_write_open_memory(to, out.data(), out.size(), &used);
    for (const auto& [name, bytes] : parts) {
        std::string text = bytes;
        if (name.starts_with("xl/worksheets/sheet")) {
            for (auto at = text.find("</f><v>"); at != std::string::npos;
                 at = text.find("</f><v>", at)) {
                const auto end = text.find("</v>", at);
                text.erase(at + 4, end + 4 - at - 4);
                at += 4;
            }
        }
        archive_entry* entry = ::archive_entry_new();
        ::archive_entry_set_pathname(entry, name.c_str());
        ::archive_entry_set_size(entry, static_cast<la_int64_t>(text.size()));
        ::archive_entry_set_filetype(entry, AE_IFREG);
        ::archive_write_header(to, entry);
        ::archive_write_data(to, text.data(), text.size());
        ::archive_entry_free(entry);
    }
    ::archive_write_close(to);
    ::archive_write_free(to);
    out.resize(used);
    return out;
}

class OfficeTest : public WorkbookTest {
  protected:
    // Every sheet by its name, as computed by LibreOffice with a profile of its own that
    // recalculates whatever it loads.
    std::map<std::string, Rows> computed(const Ledger& ledger) {
        const auto bare = folder_ / "bare.xlsx";
        std::ofstream(bare, std::ios::binary) << without_values(parts_of(write(ledger)));
        const auto profile = folder_ / "profile";
        fs::create_directories(profile / "user");
        std::ofstream(profile / "user" / "registrymodifications.xcu")
            << R"(<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry" xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">
<item oor:path="/org.openoffice.Office.Calc/Formula/Load"><prop oor:name="OOXMLRecalcMode" oor:op="fuse"><value>0</value></prop></item>
</oor:items>)";
        const auto out = folder_ / "csv";
        const auto command = std::string("timeout -k 5 ") + kOfficeSeconds +
                             " soffice -env:UserInstallation=file://" + profile.string() +
                             " --headless --norestore --convert-to "
                             "'csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,false,false,"
                             "false,false,-1' --outdir " +
                             out.string() + " " + bare.string() + " >" +
                             (folder_ / "office.log").string() + " 2>&1";
        EXPECT_EQ(std::system(command.c_str()), 0) << bytes_of(folder_ / "office.log");
        std::map<std::string, Rows> sheets;
        if (!fs::exists(out)) return sheets;
        for (const auto& file : fs::directory_iterator(out)) {
            const auto stem = file.path().stem().string();
            sheets[stem.substr(stem.find('-') + 1)] = read_csv(bytes_of(file.path()));
        }
        return sheets;
    }
};

Decimal number(const std::string& text) {
    const auto value = invoice::parse_decimal(text);
    EXPECT_TRUE(value) << "'" << text << "'";
    return value.value_or(Decimal{});
}

bool within_a_cent(Decimal one, Decimal other) {
    return (one - other).absolute().units < 5'000'000'000;
}

// Rows of the summary's blocks: (block, category) to month 1..12 and the total.
void compare_block(const Rows& rows, std::size_t head, const Ledger& ledger,
                   const std::string& currency) {
    for (auto at = head + 1; at < rows.size() && rows[at][0] != "合计"; ++at) {
        for (int month = 1; month <= 13; ++month) {
            Decimal wanted;
            for (const auto& entry : ledger.entries()) {
                const auto& date = entry.invoice.date;
                const bool fits = entry.included && entry.invoice.currency.value == currency &&
                                  date.has() &&
                                  name_of(entry.category.category, "zh") == rows[at][0] &&
                                  (month == 13 || static_cast<unsigned>(date.value.month()) ==
                                                      static_cast<unsigned>(month));
                if (fits) wanted = wanted + entry.gross();
            }
            EXPECT_TRUE(within_a_cent(number(rows[at][static_cast<std::size_t>(month)]), wanted))
                << currency << " " << rows[at][0] << " " << month << ": "
                << rows[at][static_cast<std::size_t>(month)] << " for " << to_string(wanted);
        }
    }
}

TEST_F(OfficeTest, ItsFormulasComputeTheRecordsSums) {
    if (!has_office()) GTEST_SKIP() << "soffice is not there: apt install libreoffice-calc-nogui";
    const auto ledger = year();
    const auto sheets = computed(ledger);
    ASSERT_TRUE(sheets.contains("台账"));
    ASSERT_TRUE(sheets.contains("按月×类别汇总"));
    const auto& rows = sheets.at("按月×类别汇总");
    std::size_t blocks = 0;
    for (std::size_t at = 0; at + 1 < rows.size(); ++at) {
        const auto& cells = rows[at];
        for (const auto& total : ledger.totals())
            if (cells[0] == total.currency) {
                EXPECT_EQ(number(cells[1]),
                          *invoice::parse_decimal(std::to_string(total.invoices)));
                EXPECT_TRUE(within_a_cent(number(cells[2]), total.net));
                EXPECT_TRUE(within_a_cent(number(cells[3]), total.tax));
                EXPECT_TRUE(within_a_cent(number(cells[4]), total.gross));
                if (total.currency == "USD") EXPECT_EQ(cells[5], "缺汇率");
            }
        if (cells[0].starts_with("2025 年 · ")) {
            ++blocks;
            compare_block(rows, at + 1, ledger, cells[0].substr(std::string("2025 年 · ").size()));
        }
        // Whatever is to be zero is zero.
        if (cells[0] == "与台账核对")
            for (const auto& cell : cells)
                if (cell != cells[0] && !cell.empty()) EXPECT_TRUE(within_a_cent(number(cell), {}));
    }
    EXPECT_EQ(blocks, 3U);
    // Below the ledger, each currency by itself.
    std::size_t totals = 0;
    for (const auto& cells : sheets.at("台账")) {
        if (cells[1] != "合计") continue;
        const auto& all = ledger.totals();
        const auto total = std::ranges::find(all, cells[8], &Total::currency);
        ASSERT_NE(total, all.end());
        EXPECT_TRUE(within_a_cent(number(cells[12]), total->gross));
        ++totals;
    }
    EXPECT_EQ(totals, 3U);
    // No formula failed anywhere.
    for (const auto& [name, all] : sheets)
        for (const auto& row : all)
            for (const auto& cell : row) {
                const bool heading = cell == "#";
                EXPECT_FALSE(!heading && (cell.starts_with("Err:") || cell.starts_with("#")))
                    << name << ": " << cell;
            }
}

TEST_F(OfficeTest, ComputesWhatWasStoredWhereSomethingIsMissing) {
    if (!has_office()) GTEST_SKIP() << "soffice is not there: apt install libreoffice-calc-nogui";
    Setting setting;
    setting.currency = "EUR";
    setting.year = 2025;
    Ledger ledger(setting);
    // One without a total, two forms of one currency, one that is left out and states no tax.
    ledger.add(all_of({{"A1", "2025-01-01", "Acme", "x", "100", "", "EUR"},
                       {"A2", "2025-01-02", "Acme", "x", "100", "19", "eur"},
                       {"A3", "2025-01-03", "Acme", "x", "10", "1.9", "E*"},
                       {"A4", "2024-01-03", "Acme", "x", "10", "", "EUR"}}));
    const auto sheets = computed(ledger);
    ASSERT_TRUE(sheets.contains("按月×类别汇总"));
    for (const auto& cells : sheets.at("按月×类别汇总")) {
        if (cells[0] != "EUR") continue;
        EXPECT_EQ(cells[1], "2");
        EXPECT_EQ(cells[4], "119");
        EXPECT_EQ(cells[5], "缺金额");
        break;
    }
    const auto& left_out = sheets.at("未计入").at(3);
    EXPECT_EQ(left_out.at(8), "10");
    EXPECT_EQ(left_out.at(9), "");
    const auto strings = parts_of(write(ledger)).at("xl/worksheets/sheet2.xml");
    EXPECT_NE(strings.find("<v>缺金额</v>"), std::string::npos);
}

TEST_F(OfficeTest, ProvesThatNoFileIsLost) {
    if (!has_office()) GTEST_SKIP() << "soffice is not there: apt install libreoffice-calc-nogui";
    auto ledger = year("en");
    auto copy = handed_of({"1", "2025-01-15", "a", "b", "1", "0", "CNY", "one.xml"});
    auto again = copy;
    again.path = again.reading.invoices[0].files[0].path = "two.xml";
    ledger.add({copy, again, {"bad.pdf", {{}, {{invoice::Fault::Unreadable, "bad.pdf", "x"}}}}});
    const auto sheets = computed(ledger);
    ASSERT_TRUE(sheets.contains("Notes"));
    std::map<std::string, std::string> said;
    for (const auto& row : sheets.at("Notes"))
        if (row.size() > 1) said[row[0]] = row[1];
    EXPECT_EQ(said["Files handed in"], "99");
    EXPECT_EQ(said["of which the list of files names"], "99");
    EXPECT_EQ(said["   recorded"], "97");
    EXPECT_EQ(said["   duplicates"], "1");
    EXPECT_EQ(said["   not recorded (see the points to look at)"], "1");
    EXPECT_EQ(said["Check: all − recorded − duplicates − not recorded"], "0");
    EXPECT_EQ(said["Counted"], "97");
}

TEST_F(OfficeTest, AnEmptyLedgerIsAWorkbookToo) {
    if (!has_office()) GTEST_SKIP() << "soffice is not there: apt install libreoffice-calc-nogui";
    Ledger ledger({});
    ledger.add({{"bad.pdf", {{}, {{invoice::Fault::Unreadable, "bad.pdf", "x"}}}}});
    const auto sheets = computed(ledger);
    ASSERT_TRUE(sheets.contains("问题清单"));
    EXPECT_EQ(sheets.at("问题清单").at(3).at(9), "bad.pdf");
}

}  // namespace
}  // namespace errand::ledger
