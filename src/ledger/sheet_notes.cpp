// What a reader of the workbook must know, and the proof that no file is lost.
#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "ledger/sheets.hpp"
#include "ledger/wording.hpp"

namespace errand::ledger {
namespace {

constexpr lxw_row_t kFirst = 3;
// Of the columns that a note stands across.
constexpr int kNoteWidth = 104;

class Notes {
  public:
    Notes(Plan& plan, lxw_worksheet* sheet) : plan_(plan), book_(plan.book), sheet_(sheet) {}

    void title() {
        book_.put(sheet_, {0, 0}, book_.say("说明", "Notes"), Look::Title);
        ::worksheet_set_row(sheet_, 0, 28, nullptr);
        book_.put(sheet_, {1, 0}, made(), Look::Subtitle);
        row_ = kFirst;
    }

    void files() {
        const auto& documents = plan_.ledger.documents();
        const auto last =
            kListFirst + static_cast<lxw_row_t>(std::max<std::size_t>(documents.size(), 1)) - 1;
        const auto range = [&](lxw_col_t column) {
            return range_of(plan_.names.files, {kListFirst, column}, {last, column});
        };
        const auto fates = [&](Fate fate) {
            const auto count = std::ranges::count(documents, fate, &Document::fate);
            const auto name = name_of(fate, book_.language());
            return std::pair(fmt::format("=COUNTIF({},\"{}\")", range(kFateColumn), name),
                             static_cast<double>(count));
        };
        heading("文件去向(证明没有文件被遗漏)", "What became of the files (none is lost)");
        std::set<std::string_view> handed;
        for (const auto& one : documents) handed.insert(one.handed);
        number("交来的文件", "Files handed in",
               static_cast<long long>(plan_.ledger.handed_in().size()));
        const auto handed_row = row_ - 1;
        formula("其中在文件清单中有去向", "of which the list of files names",
                fmt::format("=SUM({})", range(kFirstOfHandedColumn)),
                static_cast<double>(handed.size()));
        formula("文件总数(含压缩包、邮件内的文件)",
                "Documents, those inside archives and mails too",
                fmt::format("=COUNTIF({},\"?*\")", range(kFateColumn)),
                static_cast<double>(documents.size()));
        const auto all_row = row_ - 1;
        const auto [recorded, recorded_count] = fates(Fate::Recorded);
        const auto [duplicate, duplicate_count] = fates(Fate::Duplicate);
        const auto [finding, finding_count] = fates(Fate::Finding);
        formula("　已登记的文件", "   recorded", recorded, recorded_count);
        formula("　重复的文件", "   duplicates", duplicate, duplicate_count);
        formula("　未能登记的文件(见问题清单)", "   not recorded (see the points to look at)",
                finding, finding_count);
        // Both differences in one: files without a fate, documents without one.
        check("核对:总数 − 已登记 − 重复 − 未能登记",
              "Check: all − recorded − duplicates − not "
              "recorded",
              fmt::format("=({0}-{1}-{2}-{3})+({4}-{5})", cell(all_row), cell(all_row + 1),
                          cell(all_row + 2), cell(all_row + 3), cell(handed_row),
                          cell(handed_row + 1)));
        ++row_;
    }

    void records() {
        heading("发票张数", "Invoices");
        formula("计入台账", "Counted", fmt::format("=COUNT({})", plan_.range("number")),
                static_cast<double>(plan_.counted.size()));
        number("未计入(见“未计入”表)", "Left out (see that sheet)",
               static_cast<long long>(plan_.left_out.size()));
        number("待核对事项", "Points to look at", static_cast<long long>(plan_.doubts.size()));
        number("人工更正", "Corrections by a person",
               static_cast<long long>(plan_.ledger.corrections().size()));
        ++row_;
    }

    void words() {
        // Below the list of categories, whose rows are of one height.
        row_ =
            std::max(row_, kCategoriesFirst + static_cast<lxw_row_t>(all_categories().size()) + 1);
        heading("如何阅读本工作簿", "How to read this workbook");
        for (const auto& [zh, en] : kNotes) {
            const auto text = book_.say(zh, en);
            ::worksheet_merge_range(sheet_, row_, 0, row_, kCategoriesColumn + 1, "",
                                    book_.look(Look::Note));
            book_.put(sheet_, {row_, 0}, text, Look::Note);
            const int lines = 1 + cell_width(text) / kNoteWidth;
            ::worksheet_set_row(sheet_, row_, 14.0 * lines + 4, nullptr);
            ++row_;
        }
    }

    // The list that the ledger's categories are chosen from, and how often each occurs.
    void categories() {
        const auto column = kCategoriesColumn;
        const lxw_row_t head = kCategoriesFirst - 1;
        book_.put(sheet_, {head, column}, book_.say("费用类别", "Category"), Look::Header);
        book_.put(sheet_, {head, lxw_col_t(column + 1)}, book_.say("张数", "Invoices"),
                  Look::Header);
        auto row = kCategoriesFirst;
        for (const auto category : all_categories()) {
            book_.put(sheet_, {row, column}, name_of(category, book_.language()));
            const auto count = std::ranges::count_if(plan_.counted, [&](const Entry* entry) {
                return entry->category.category == category;
            });
            book_.put_formula(
                sheet_, {row, lxw_col_t(column + 1)},
                fmt::format("=COUNTIF({},{})", plan_.range("category"), name_of({row, column})),
                static_cast<double>(count), Look::Count);
            ++row;
        }
    }

    void finish() {
        ::worksheet_set_column(sheet_, 0, 0, 50, nullptr);
        ::worksheet_set_column(sheet_, 1, 1, 14, nullptr);
        ::worksheet_set_column(sheet_, 2, 2, 4, nullptr);
        ::worksheet_set_column(sheet_, kCategoriesColumn, kCategoriesColumn, 30, nullptr);
        ::worksheet_set_column(sheet_, kCategoriesColumn + 1, kCategoriesColumn + 1, 10, nullptr);
        book_.lay_out(sheet_, plan_.names.notes, {0, 0}, LXW_ROW_MAX);
    }

  private:
    struct Words {
        std::string_view zh;
        std::string_view en;
    };
    static const std::vector<Words> kNotes;

    std::string made() const {
        const auto& setting = plan_.ledger.setting();
        std::vector<std::string> parts;
        if (setting.now != Time{})
            parts.push_back(
                fmt::format(fmt::runtime(book_.zh() ? "生成于 {} (UTC)" : "Made {} (UTC)"),
                            format_time(setting.now).substr(0, 16)));
        if (setting.year)
            parts.push_back(
                fmt::format(fmt::runtime(book_.zh() ? "台账年度 {}" : "Year {}"), *setting.year));
        if (!setting.buyer_tax_id.empty())
            parts.push_back(
                fmt::format(fmt::runtime(book_.zh() ? "本单位识别号 {}" : "Own tax id {}"),
                            setting.buyer_tax_id));
        parts.push_back(fmt::format(fmt::runtime(book_.zh() ? "本位币 {}" : "Own currency {}"),
                                    setting.currency));
        return fmt::format("{}", fmt::join(parts, "  ·  "));
    }

    static std::string cell(lxw_row_t row) { return ledger::name_of({row, 1}); }

    void heading(std::string_view zh, std::string_view en) {
        book_.put(sheet_, {row_++, 0}, book_.say(zh, en), Look::Strong);
    }
    void number(std::string_view zh, std::string_view en, long long value) {
        book_.put(sheet_, {row_, 0}, book_.say(zh, en));
        book_.put(sheet_, {row_++, 1}, value, Look::Count);
    }
    void formula(std::string_view zh, std::string_view en, const std::string& formula,
                 double shown) {
        book_.put(sheet_, {row_, 0}, book_.say(zh, en));
        book_.put_formula(sheet_, {row_++, 1}, formula, shown, Look::Count);
    }
    void check(std::string_view zh, std::string_view en, const std::string& formula) {
        book_.put(sheet_, {row_, 0}, book_.say(zh, en), Look::TotalText);
        book_.put_formula(sheet_, {row_++, 1}, formula, 0.0, Look::Check);
    }

    Plan& plan_;
    Book& book_;
    lxw_worksheet* sheet_;
    lxw_row_t row_ = 0;
};

const std::vector<Notes::Words> Notes::kNotes{
    {"发票真伪与状态未查验:仅凭文件无法证明发票真实、有效或未被作废,"
     "请在税务机关查验平台核验后入账。",
     "Authenticity is not verified: files alone cannot show that an invoice is authentic, valid or "
     "not voided. Verify it with the tax authority before booking."},
    {"一张发票一行:同一张发票的 PDF、OFD、XML "
     "合为一条;多行商品取第一行名称并注“等”,全部明细见“商品明细”。",
     "One row for each invoice: its PDF, OFD and XML are one record; of several lines the first is "
     "named, all of them are in the sheet of lines."},
    {"金额均为票面币种,各币种分别合计,互不相加;只有填写了汇率的才折算为本位币。",
     "Amounts are in the invoice's own currency; currencies are never added together. Only where a "
     "rate is given is the total converted."},
    {"红字发票和贷项通知单以负数计入;与原发票同在时,校验结果注明对冲的序号。",
     "Red invoices and credit notes count below zero; where the original is here too, the checks "
     "name its number."},
    {"识别来源由优到劣:XML、二维码、文本、OCR;"
     "取各关键字段中最差的一个。人工更正的字段来源为“人工”。",
     "Fields are read from XML, QR code, text or OCR, from best to worst; the column names the "
     "worst "
     "of the fields that matter. What a person corrected has the source “person”."},
    {"置信度:100 为原文所载,90 为由所载数字推算,更低为识别不确定(黄色)。",
     "Confidence: 100 is stated word for word, 90 follows from what is stated, less is an unsure "
     "reading (yellow)."},
    {"颜色:红底为缺项或不符,黄底为存疑;更正单元格并删去“存疑项”中的名称后颜色消失。",
     "Colours: red is missing or does not agree, yellow is doubtful; the colour goes when the cell "
     "is "
     "right and its name is taken out of the column “Doubtful”."},
    {"费用类别可在台账中用下拉列表更改,汇总表随之更新;汇总表“与台账核对”应显示“平”。",
     "A category can be chosen anew in the ledger's sheet, and the summary follows; its row "
     "“Against "
     "the ledger” must show “ok”."},
    {"打印只含台账左侧主要栏目;购买方、规格、备注等其余栏目在右侧。",
     "Only the ledger's main columns are printed; buyer, specification, remark and others stand to "
     "their right."},
};

}  // namespace

void write_notes_sheet(Plan& plan, lxw_worksheet* sheet) {
    Notes notes(plan, sheet);
    notes.title();
    notes.files();
    notes.records();
    notes.words();
    notes.categories();
    notes.finish();
}

}  // namespace errand::ledger
