// The lists beside the ledger: doubts, duplicates, lines of goods, files, corrections.
#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "ledger/limits.hpp"
#include "ledger/sheets.hpp"
#include "ledger/wording.hpp"

namespace errand::ledger {
namespace {

struct Head {
    std::string_view zh;
    std::string_view en;
    int width;
};

// A title, a sentence, headings, rows.
class List {
  public:
    List(Plan& plan, lxw_worksheet* sheet, std::vector<Head> heads)
        : plan_(plan), sheet_(sheet), heads_(std::move(heads)) {}

    void begin(std::string_view title, std::string_view about) {
        auto& book = plan_.book;
        book.put(sheet_, {0, 0}, title, Look::Title);
        ::worksheet_set_row(sheet_, 0, 28, nullptr);
        book.put(sheet_, {1, 0}, about, Look::Subtitle);
        for (lxw_col_t at = 0; at < heads_.size(); ++at) {
            book.put(sheet_, {kListHeader, at}, book.say(heads_[at].zh, heads_[at].en),
                     Look::Header);
            ::worksheet_set_column(sheet_, at, at, heads_[at].width, nullptr);
        }
        ::worksheet_set_row(sheet_, kListHeader, 24, nullptr);
    }

    void next() {
        finish_row();
        ++count_;
        column_ = 0;
        put(static_cast<long long>(count_), Look::Count);
    }
    template <class Value>
    void put(const Value& value, Look look) {
        plan_.book.put(sheet_, at(), value, look);
    }
    void text(std::string_view value, Look look = Look::Text) {
        if (look == Look::Wrapped)
            height_ = std::max(height_, row_height(cell_width(value), heads_[column_].width));
        plan_.book.put(sheet_, at(), value, look);
    }
    void amount(const std::optional<invoice::Decimal>& value, Look look = Look::Money) {
        if (value)
            plan_.book.put(sheet_, at(), *value, look);
        else
            plan_.book.put_blank(sheet_, at(), look);
    }
    void number(std::size_t number) { plan_.put_number(sheet_, at(), number); }
    void file(const std::string& path) {
        plan_.book.put_link(sheet_, at(), plan_.link_to(path), path);
    }

    lxw_row_t last() const {
        return kListFirst + static_cast<lxw_row_t>(std::max<std::size_t>(count_, 1)) - 1;
    }
    void end(std::string_view name, std::string_view nothing) {
        auto& book = plan_.book;
        finish_row();
        if (count_ == 0) book.put(sheet_, {kListFirst, 0}, nothing, Look::Note);
        const auto right = static_cast<lxw_col_t>(heads_.size() - 1);
        if (count_ > 0) ::worksheet_autofilter(sheet_, kListHeader, 0, last(), right);
        ::worksheet_ignore_errors(
            sheet_, LXW_IGNORE_NUMBER_STORED_AS_TEXT,
            fmt::format("A1:{}", ledger::name_of({last(), right}, false, false)).c_str());
        book.lay_out(sheet_, name, {kListFirst, 0}, kListHeader);
    }

  private:
    void finish_row() {
        if (count_ > 0 && height_ > LXW_DEF_ROW_HEIGHT)
            ::worksheet_set_row(sheet_, last(), height_, nullptr);
        height_ = 0;
    }
    At at() { return {kListFirst + static_cast<lxw_row_t>(count_) - 1, column_++}; }

    Plan& plan_;
    lxw_worksheet* sheet_;
    std::vector<Head> heads_;
    std::size_t count_ = 0;
    lxw_col_t column_ = 0;
    double height_ = 0;
};

const Entry* entry_of(const Plan& plan, std::size_t number) {
    return number == 0 ? nullptr : &plan.ledger.entries()[number - 1];
}

std::string number_of(const Entry* entry) {
    if (entry == nullptr) return {};
    const auto& invoice = entry->invoice;
    return invoice.uuid.has() ? invoice.uuid.value : invoice.series.value + invoice.number.value;
}

// What is not known is no zero.
std::optional<invoice::Decimal> stated(const invoice::MoneyField& field, invoice::Decimal counted) {
    if (!field.has()) return std::nullopt;
    return counted;
}

std::optional<invoice::Decimal> gross_of(const Entry* entry) {
    if (entry == nullptr) return std::nullopt;
    return stated(entry->invoice.gross, entry->gross());
}

}  // namespace

std::string_view name_of(Fate fate, std::string_view language) {
    const bool zh = language == "zh";
    switch (fate) {
        case Fate::Recorded:
            return zh ? "已登记" : "recorded";
        case Fate::Duplicate:
            return zh ? "重复" : "duplicate";
        case Fate::Finding:
            break;
    }
    return zh ? "未能登记" : "not recorded";
}

void write_doubts_sheet(Plan& plan, lxw_worksheet* sheet) {
    List list(plan, sheet,
              {{"#", "#", 5},
               {"台账序号", "Ledger no.", 9},
               {"类型", "Kind", 14},
               {"项目", "Field", 14},
               {"问题", "What is doubtful", 44},
               {"建议", "What to do", 32},
               {"发票号码", "Invoice number", 23},
               {"销方名称", "Seller", 26},
               {"价税合计", "Total", 13},
               {"文件", "File", 44},
               {"处理结果", "Settled", 14}});
    const auto& book = plan.book;
    list.begin(book.say("问题清单", "What to look at"),
               book.say("需要人工核对的全部事项;处理后在末列注明",
                        "Everything that a person should look at; note what came of it in the last "
                        "column"));
    for (const auto& doubt : plan.doubts) {
        const auto* entry = entry_of(plan, doubt.number);
        list.next();
        list.number(doubt.number);
        list.text(name_of(doubt.kind, book.language()));
        list.text(doubt.field == "file" || doubt.field == kSignatures
                      ? std::string_view{}
                      : title_of_field(doubt.field, book.language()));
        list.text(doubt.problem, Look::Wrapped);
        list.text(doubt.proposal, Look::Wrapped);
        list.text(number_of(entry), Look::Digits);
        list.text(entry == nullptr ? std::string_view{} : entry->invoice.seller.value,
                  Look::Wrapped);
        list.amount(gross_of(entry));
        list.file(doubt.file);
        list.text("");
    }
    list.end(plan.names.doubts, book.say("没有需要核对的事项", "Nothing is doubtful"));
}

namespace {

std::string_view why_repeated(const Book& book, const Repeat& repeat, const Entry* entry) {
    const bool own = entry != nullptr &&
                     std::ranges::any_of(entry->invoice.files, [&](const invoice::File& file) {
                         return file.path == repeat.file;
                     });
    if (own) return book.say("同一文件中不止一次", "more than once in the same file");
    return repeat.same_bytes
               ? book.say("文件内容完全相同", "the very same file")
               : book.say("同一张发票的另一份文件", "another file of the same invoice");
}

}  // namespace

void write_duplicates_sheet(Plan& plan, lxw_worksheet* sheet) {
    List list(plan, sheet,
              {{"#", "#", 6},
               {"重复的文件", "Duplicate file", 44},
               {"台账序号", "Ledger no.", 10},
               {"已登记的文件", "Recorded from", 44},
               {"发票号码", "Invoice number", 24},
               {"销方名称", "Seller", 28},
               {"价税合计", "Total", 14},
               {"币种", "Currency", 8},
               {"说明", "Why", 34}});
    const auto& book = plan.book;
    list.begin(book.say("重复清单", "Duplicates"),
               book.say("同一张发票只登记一次;下列文件未重复计入",
                        "One invoice counts once; these files are not counted again"));
    for (const auto& repeat : plan.ledger.repeats()) {
        const auto* entry = entry_of(plan, repeat.number);
        list.next();
        list.file(repeat.file);
        list.number(repeat.number);
        list.file(entry == nullptr ? std::string{} : entry->file());
        list.text(number_of(entry), Look::Digits);
        list.text(entry == nullptr ? std::string_view{} : entry->invoice.seller.value);
        list.amount(gross_of(entry));
        list.text(entry == nullptr ? std::string_view{} : entry->invoice.currency.value);
        list.text(why_repeated(book, repeat, entry));
    }
    list.end(plan.names.duplicates, book.say("没有重复的文件", "There are no duplicates"));
}

void write_lines_sheet(Plan& plan, lxw_worksheet* sheet) {
    List list(plan, sheet,
              {{"#", "#", 6},
               {"台账序号", "Ledger no.", 10},
               {"发票号码", "Invoice number", 24},
               {"销方名称", "Seller", 28},
               {"货物或应税劳务名称", "Goods or services", 44},
               {"规格型号", "Specification", 18},
               {"单位", "Unit", 8},
               {"数量", "Quantity", 12},
               {"单价", "Unit price", 14},
               {"金额", "Net", 14},
               {"税率", "Tax rate", 9},
               {"税额", "Tax", 13},
               {"税收分类编码", "Tax class code", 22}});
    const auto& book = plan.book;
    list.begin(book.say("商品明细", "Lines of goods and services"),
               book.say("计入台账的发票的全部明细行;红字与贷项以原票所载为准",
                        "Every line of the invoices that count, as the invoices state them"));
    std::size_t rows = 0;
    for (const auto* entry : plan.counted)
        for (const auto& line : entry->invoice.lines.value) {
            if (++rows > kMaxLineRows) break;
            list.next();
            list.number(entry->number);
            list.text(number_of(entry), Look::Digits);
            list.text(entry->invoice.seller.value);
            list.text(line.name, Look::Wrapped);
            list.text(line.specification);
            list.text(line.unit);
            list.amount(line.quantity, Look::Quantity);
            list.amount(line.unit_price, Look::Quantity);
            list.amount(line.amount);
            list.text(shown_tax_rate(line.tax_rate, entry->invoice.format));
            list.amount(line.tax);
            list.text(line.tax_code, Look::Digits);
        }
    list.end(plan.names.lines, book.say("没有明细行", "There are no lines"));
}

void write_files_sheet(Plan& plan, lxw_worksheet* sheet) {
    List list(plan, sheet,
              {{"#", "#", 6},
               {"交来的文件", "Handed in", 40},
               {"文件", "Document", 52},
               {"去向", "What became of it", 14},
               {"台账序号", "Ledger no.", 10},
               {"说明", "Remark", 56},
               {"文件计数", "Files", 9}});
    const auto& book = plan.book;
    list.begin(book.say("文件清单", "Files"),
               book.say("交来的每个文件及其中包含的每个文件的去向;最后一列每个交来的文件计 1 次",
                        "What became of every file and of every file inside it; the last column "
                        "counts each handed-in file once"));
    std::set<std::string_view> counted;
    for (const auto& document : plan.ledger.documents()) {
        list.next();
        list.file(document.handed);
        list.text(document.path == document.handed
                      ? book.say("(同左)", "(the same)")
                      : std::string_view(document.path).substr(document.handed.size() + 1));
        list.text(name_of(document.fate, book.language()));
        list.number(document.number);
        list.text(document.remark);
        list.put(counted.insert(document.handed).second ? 1LL : 0LL, Look::Count);
    }
    list.end(plan.names.files, book.say("没有文件", "There are no files"));
}

void write_left_out_sheet(Plan& plan, lxw_worksheet* sheet) {
    List list(plan, sheet,
              {{"#", "#", 5},
               {"台账序号", "Ledger no.", 9},
               {"未计入原因", "Why", 26},
               {"开票日期", "Invoice date", 12},
               {"费用类别", "Category", 15},
               {"销方名称", "Seller", 30},
               {"发票号码", "Invoice number", 24},
               {"币种", "Currency", 8},
               {"金额", "Net", 13},
               {"税额", "Tax", 12},
               {"价税合计", "Total", 13},
               {"文件", "File", 36}});
    const auto& book = plan.book;
    list.begin(book.say("未计入的发票", "Invoices that are left out"),
               book.say("已识别,但不参与任何汇总", "Read, but part of no sum"));
    for (const auto* entry : plan.left_out) {
        const auto& invoice = entry->invoice;
        list.next();
        list.number(entry->number);
        list.text(entry->left_out_because, Look::Wrapped);
        if (invoice.date.has())
            list.put(invoice.date.value, Look::Date);
        else
            list.text("");
        list.text(name_of(entry->category.category, book.language()));
        list.text(invoice.seller.value, Look::Wrapped);
        list.text(number_of(entry), Look::Digits);
        list.text(invoice.currency.value, Look::Centred);
        list.amount(stated(invoice.net, entry->net()));
        list.amount(stated(invoice.tax, entry->tax()));
        list.amount(gross_of(entry));
        list.file(entry->file());
    }
    list.end(plan.names.left_out, {});
}

void write_corrections_sheet(Plan& plan, lxw_worksheet* sheet) {
    List list(plan, sheet,
              {{"#", "#", 6},
               {"台账序号", "Ledger no.", 10},
               {"项目", "Field", 18},
               {"更正前", "Before", 34},
               {"更正后", "After", 34},
               {"文件", "File", 44}});
    const auto& book = plan.book;
    list.begin(
        book.say("更正记录", "Corrections"),
        book.say("人工更正的每一处;更正后的字段来源为“人工”",
                 "Everything that a person changed; a corrected field's source is “person”"));
    for (const auto& one : plan.ledger.corrections()) {
        list.next();
        list.number(one.number);
        list.text(one.field == "included" ? book.say("是否计入", "Counted")
                                          : title_of_field(one.field, book.language()));
        list.text(one.before);
        list.text(one.after);
        list.file(one.file);
    }
    list.end(plan.names.corrections, book.say("没有更正", "There are none"));
}

}  // namespace errand::ledger
