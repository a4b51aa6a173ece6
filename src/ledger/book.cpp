#include "ledger/book.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <ctime>

#include "base/encoding.hpp"
#include "language/text.hpp"
#include "ledger/limits.hpp"

namespace errand::ledger {
namespace {

constexpr lxw_color_t kInk = 0x1F2937;
constexpr lxw_color_t kLine = 0xD0D7DE;
constexpr lxw_color_t kHead = 0x1F4E79;
constexpr lxw_color_t kTotal = 0xE8EEF5;
constexpr lxw_color_t kMuted = 0x6B7280;
constexpr lxw_color_t kBad = 0xF8CBAD;
constexpr lxw_color_t kDoubt = 0xFFF2CC;
constexpr lxw_color_t kGood = 0x2E7D32;
// What a file that is made at no stated time says: 1980, when ZIP's calendar begins.
constexpr std::time_t kNoTime = 315'532'800;

std::size_t bytes_of_character(unsigned char lead) {
    if (lead < 0x80) return 1;
    if (lead < 0xE0) return 2;
    return lead < 0xF0 ? 3 : 4;
}

bool is_harmless(std::string_view character) {
    const auto lead = static_cast<unsigned char>(character[0]);
    if (lead < 0x20) return lead == '\n' || lead == '\t';
    // No characters of XML: U+FFFE, U+FFFF.
    return character != "\xEF\xBF\xBE" && character != "\xEF\xBF\xBF" && lead != 0x7F;
}

}  // namespace

std::string cell_text(std::string_view text) {
    std::string out;
    std::size_t count = 0;
    for (std::size_t at = 0; at < text.size() && count < kMaxCellCharacters; ++count) {
        const auto size = bytes_of_character(static_cast<unsigned char>(text[at]));
        const auto character = text.substr(at, size);
        if (!is_utf8(character)) {
            out += "\uFFFD";
            ++at;
            continue;
        }
        out += is_harmless(character) ? character : std::string_view(" ");
        at += size;
    }
    return out;
}

double to_double(invoice::Decimal value) {
    return std::stod(invoice::to_string(value));
}

int cell_width(std::string_view text) {
    int width = 0;
    for (std::size_t at = 0; at < text.size();) {
        const auto size = bytes_of_character(static_cast<unsigned char>(text[at]));
        width += size >= 3 ? 2 : 1;
        at += size;
    }
    return width;
}

double row_height(int text_width, int column_width) {
    constexpr double kLineHeight = 13.5;
    constexpr int kMostLines = 12;
    const int room = std::max(column_width, 1);
    const int lines = std::clamp((text_width + room - 1) / room, 1, kMostLines);
    return lines == 1 ? LXW_DEF_ROW_HEIGHT : kLineHeight * lines + 2;
}

std::string name_of(At at, bool fixed_row, bool fixed_column) {
    std::string letters;
    for (int rest = at.column + 1; rest > 0; rest = (rest - 1) / 26)
        letters.insert(letters.begin(), static_cast<char>('A' + (rest - 1) % 26));
    return fmt::format("{}{}{}{}", fixed_column ? "$" : "", letters, fixed_row ? "$" : "",
                       at.row + 1);
}

std::string range_of(std::string_view sheet, At first, At last) {
    return fmt::format("'{}'!{}:{}", sheet, name_of(first), name_of(last));
}

Book::Book(const std::filesystem::path& path, std::string_view language, std::string_view title,
           Time now)
    : book_(::workbook_new(path.c_str())), language_(language), zh_(language == "zh") {
    if (book_ == nullptr) {
        failure_ = LXW_ERROR_MEMORY_MALLOC_FAILED;
        return;
    }
    std::string name(title);
    std::string maker = "errand";
    lxw_doc_properties properties{};
    properties.title = name.data();
    properties.author = maker.data();
    properties.created =
        now == Time{}
            ? kNoTime
            : std::chrono::duration_cast<std::chrono::seconds>(now.time_since_epoch()).count();
    note(::workbook_set_properties(book_, &properties));
    make_looks();
}

Book::~Book() {
    // Frees it; the file is a temporary that goes away.
    if (book_ != nullptr) (void)::workbook_close(book_);
}

void Book::note(lxw_error error) {
    // Text that is too long was cut before; links beyond the limit were left out.
    if (failure_ == LXW_NO_ERROR) failure_ = error;
}

Result<void> Book::close() {
    if (failure_ == LXW_NO_ERROR) failure_ = ::workbook_close(std::exchange(book_, nullptr));
    if (failure_ == LXW_NO_ERROR) return {};
    return fail(ErrorCode::Unavailable,
                fmt::format("the workbook cannot be written: {}", ::lxw_strerror(failure_)));
}

void Book::make_looks() {
    for (std::size_t at = 0; at < kLooks; ++at) looks_[at] = make(static_cast<Look>(at));
}

namespace {

void set_number(lxw_format* format, Look look, bool zh) {
    switch (look) {
        case Look::Date:
            return ::format_set_num_format(format, "yyyy-mm-dd");
        case Look::Money:
        case Look::TotalMoney:
            return ::format_set_num_format(format, "#,##0.00;[Red]-#,##0.00;\"-\"");
        case Look::Quantity:
            return ::format_set_num_format(format, "#,##0.######");
        case Look::Rate:
            return ::format_set_num_format(format, "0.0000##");
        case Look::Percent:
            return ::format_set_num_format(format, "0\"%\"");
        case Look::Share:
            return ::format_set_num_format(format, "0.0%");
        case Look::Count:
        case Look::TotalCount:
            return ::format_set_num_format(format, "#,##0");
        case Look::Check:
            return ::format_set_num_format(
                format, zh ? "[=0]\"平\";[Red]0.00;[Red]-0.00" : "[=0]\"ok\";[Red]0.00;[Red]-0.00");
        case Look::Month:
            return ::format_set_num_format(format, zh ? "m\"月\"" : "mmm yyyy");
        case Look::Digits:
            return ::format_set_num_format(format, "@");
        default:
            return;
    }
}

bool in_table(Look look) {
    return look != Look::Title && look != Look::Subtitle && look != Look::Note &&
           look != Look::Strong && look != Look::Good && look != Look::Bad &&
           look != Look::Doubtful && look != Look::Quiet;
}

void set_place(lxw_format* format, Look look) {
    ::format_set_align(format, LXW_ALIGN_VERTICAL_CENTER);
    switch (look) {
        case Look::Header:
        case Look::Month:
            ::format_set_text_wrap(format);
            [[fallthrough]];
        case Look::Date:
        case Look::Percent:
        case Look::Check:
        case Look::Centred:
        case Look::Count:
        case Look::NumberLink:
            return ::format_set_align(format, LXW_ALIGN_CENTER);
        case Look::Wrapped:
            ::format_set_text_wrap(format);
            return ::format_set_indent(format, 1);
        case Look::Text:
        case Look::Digits:
        case Look::Link:
        case Look::TotalText:
            return ::format_set_indent(format, 1);
        case Look::Note:
            return ::format_set_text_wrap(format);
        default:
            return;
    }
}

void set_colours(lxw_format* format, Look look) {
    switch (look) {
        case Look::Header:
        case Look::Month:
            ::format_set_bold(format);
            ::format_set_font_color(format, LXW_COLOR_WHITE);
            return ::format_set_bg_color(format, kHead);
        case Look::TotalText:
        case Look::TotalMoney:
        case Look::TotalCount:
            ::format_set_bold(format);
            ::format_set_top(format, LXW_BORDER_THIN);
            ::format_set_top_color(format, kHead);
            return ::format_set_bg_color(format, kTotal);
        case Look::Title:
            ::format_set_bold(format);
            ::format_set_font_size(format, 16);
            return ::format_set_font_color(format, kHead);
        case Look::Subtitle:
            return ::format_set_font_color(format, kMuted);
        case Look::Strong:
            ::format_set_bold(format);
            return ::format_set_font_color(format, kHead);
        case Look::Link:
        case Look::NumberLink:
            ::format_set_underline(format, LXW_UNDERLINE_SINGLE);
            return ::format_set_font_color(format, 0x0563C1);
        case Look::Good:
            return ::format_set_font_color(format, kGood);
        case Look::Bad:
            return ::format_set_bg_color(format, kBad);
        case Look::Doubtful:
            return ::format_set_bg_color(format, kDoubt);
        case Look::Quiet:
            return ::format_set_font_color(format, kMuted);
        default:
            return;
    }
}

}  // namespace

lxw_format* Book::make(Look look) {
    auto* format = ::workbook_add_format(book_);
    const bool condition =
        look == Look::Good || look == Look::Bad || look == Look::Doubtful || look == Look::Quiet;
    if (!condition) {
        ::format_set_font_name(format, zh_ ? "等线" : "Calibri");
        ::format_set_font_size(format, 10);
        ::format_set_font_color(format, kInk);
        set_place(format, look);
    }
    if (in_table(look)) {
        ::format_set_border(format, LXW_BORDER_THIN);
        ::format_set_border_color(format, kLine);
    }
    set_number(format, look, zh_);
    set_colours(format, look);
    return format;
}

lxw_worksheet* Book::add_sheet(std::string_view name) {
    auto* sheet = ::workbook_add_worksheet(book_, std::string(name).c_str());
    if (sheet == nullptr)
        note(LXW_ERROR_SHEETNAME_ALREADY_USED);
    else
        ::worksheet_gridlines(sheet, LXW_HIDE_ALL_GRIDLINES);
    return sheet;
}

void Book::lay_out(lxw_worksheet* sheet, std::string_view name, At frozen, lxw_row_t header_row) {
    ::worksheet_set_landscape(sheet);
    ::worksheet_set_paper(sheet, 9);  // A4
    ::worksheet_fit_to_pages(sheet, 1, 0);
    ::worksheet_set_margins(sheet, 0.4, 0.4, 0.5, 0.6);
    ::worksheet_center_horizontally(sheet);
    const auto footer = zh_ ? fmt::format("&L&9{}&R&9第 &P 页 / 共 &N 页", name)
                            : fmt::format("&L&9{}&R&9Page &P of &N", name);
    note(::worksheet_set_footer(sheet, footer.c_str()));
    if (frozen.row > 0 || frozen.column > 0)
        ::worksheet_freeze_panes(sheet, frozen.row, frozen.column);
    if (header_row != LXW_ROW_MAX) note(::worksheet_repeat_rows(sheet, header_row, header_row));
}

void Book::put(lxw_worksheet* sheet, At at, std::string_view text, Look look) {
    if (text.empty()) return put_blank(sheet, at, look);
    note(::worksheet_write_string(sheet, at.row, at.column, cell_text(text).c_str(),
                                  this->look(look)));
}

void Book::put(lxw_worksheet* sheet, At at, invoice::Decimal value, Look look) {
    note(::worksheet_write_number(sheet, at.row, at.column, to_double(value), this->look(look)));
}

void Book::put(lxw_worksheet* sheet, At at, long long value, Look look) {
    note(::worksheet_write_number(sheet, at.row, at.column, static_cast<double>(value),
                                  this->look(look)));
}

void Book::put(lxw_worksheet* sheet, At at, invoice::Day day, Look look) {
    lxw_datetime when{};
    when.year = static_cast<int>(day.year());
    when.month = static_cast<int>(static_cast<unsigned>(day.month()));
    when.day = static_cast<int>(static_cast<unsigned>(day.day()));
    note(::worksheet_write_datetime(sheet, at.row, at.column, &when, this->look(look)));
}

void Book::put_blank(lxw_worksheet* sheet, At at, Look look) {
    note(::worksheet_write_blank(sheet, at.row, at.column, this->look(look)));
}

void Book::put_formula(lxw_worksheet* sheet, At at, const std::string& formula, double shown,
                       Look look) {
    note(::worksheet_write_formula_num(sheet, at.row, at.column, formula.c_str(), this->look(look),
                                       shown));
}

void Book::put_formula(lxw_worksheet* sheet, At at, const std::string& formula,
                       const std::string& shown, Look look) {
    note(::worksheet_write_formula_str(sheet, at.row, at.column, formula.c_str(), this->look(look),
                                       shown.c_str()));
}

void Book::put_link(lxw_worksheet* sheet, At at, const std::string& target, std::string_view text) {
    if (target.empty() || target.size() > kMaxLinkBytes || links_[sheet] >= kMaxLinks)
        return put(sheet, at, text);
    ++links_[sheet];
    // Written as text first, so that a link that is refused leaves the text.
    put(sheet, at, text);
    const auto shown = cell_text(text);
    const auto error = ::worksheet_write_url_opt(sheet, at.row, at.column, target.c_str(),
                                                 look(Look::Link), shown.c_str(), nullptr);
    if (error != LXW_NO_ERROR) put(sheet, at, text);
}

// A link whose cell holds a number: the link is written first, the number over its text.
void Book::put_number_link(lxw_worksheet* sheet, At at, std::size_t number,
                           const std::string& target) {
    if (links_[sheet] < kMaxLinks && ::worksheet_write_url(sheet, at.row, at.column, target.c_str(),
                                                           look(Look::NumberLink)) == LXW_NO_ERROR)
        ++links_[sheet];
    note(::worksheet_write_number(sheet, at.row, at.column, static_cast<double>(number),
                                  look(Look::NumberLink)));
}

}  // namespace errand::ledger
