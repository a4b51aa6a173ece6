#include "invoice/layout/plain_values.hpp"

#include <algorithm>
#include <array>

#include "language/letters.hpp"

namespace errand::invoice::layout {
namespace {

using language::is_digit;
using language::is_latin;

struct Month {
    std::u32string_view name;
    unsigned month;
};
// Folded; a name is read where it begins, the longest first.
constexpr auto kMonths = std::to_array<Month>({
    {U"january", 1},    {U"february", 2},      {U"march", 3},      {U"april", 4},
    {U"may", 5},        {U"june", 6},          {U"july", 7},       {U"august", 8},
    {U"september", 9},  {U"october", 10},      {U"november", 11},  {U"december", 12},
    {U"januar", 1},     {U"februar", 2},       {U"marz", 3},       {U"maerz", 3},
    {U"mai", 5},        {U"juni", 6},          {U"juli", 7},       {U"oktober", 10},
    {U"dezember", 12},  {U"janvier", 1},       {U"fevrier", 2},    {U"mars", 3},
    {U"avril", 4},      {U"juin", 6},          {U"juillet", 7},    {U"aout", 8},
    {U"septembre", 9},  {U"octobre", 10},      {U"novembre", 11},  {U"decembre", 12},
    {U"gennaio", 1},    {U"febbraio", 2},      {U"marzo", 3},      {U"aprile", 4},
    {U"maggio", 5},     {U"giugno", 6},        {U"luglio", 7},     {U"agosto", 8},
    {U"settembre", 9},  {U"ottobre", 10},      {U"dicembre", 12},  {U"enero", 1},
    {U"febrero", 2},    {U"abril", 4},         {U"mayo", 5},       {U"junio", 6},
    {U"julio", 7},      {U"septiembre", 9},    {U"octubre", 10},   {U"noviembre", 11},
    {U"diciembre", 12}, {U"janeiro", 1},       {U"fevereiro", 2},  {U"marco", 3},
    {U"maio", 5},       {U"junho", 6},         {U"julho", 7},      {U"setembro", 9},
    {U"outubro", 10},   {U"novembro", 11},     {U"dezembro", 12},  {U"januari", 1},
    {U"februari", 2},   {U"maart", 3},         {U"maj", 5},        {U"augusti", 8},
    {U"marts", 3},      {U"desember", 12},     {U"mei", 5},        {U"augustus", 8},
    {U"stycznia", 1},   {U"lutego", 2},        {U"marca", 3},      {U"kwietnia", 4},
    {U"maja", 5},       {U"czerwca", 6},       {U"lipca", 7},      {U"sierpnia", 8},
    {U"wrzesnia", 9},   {U"pazdziernika", 10}, {U"listopada", 11}, {U"grudnia", 12},
    {U"janv", 1},       {U"jan", 1},           {U"fevr", 2},       {U"feb", 2},
    {U"fev", 2},        {U"mar", 3},           {U"mrz", 3},        {U"mrt", 3},
    {U"apr", 4},        {U"avr", 4},           {U"abr", 4},        {U"mag", 5},
    {U"jun", 6},        {U"giu", 6},           {U"juil", 7},       {U"jul", 7},
    {U"lug", 7},        {U"aug", 8},           {U"ago", 8},        {U"sept", 9},
    {U"sep", 9},        {U"set", 9},           {U"oct", 10},       {U"okt", 10},
    {U"ott", 10},       {U"out", 10},          {U"nov", 11},       {U"dec", 12},
    {U"dez", 12},       {U"dic", 12},          {U"gen", 1},        {U"ene", 1},
});

// Reads a row letter by letter; digits of two words are two numbers.
class Scan {
  public:
    Scan(const Row& row, std::size_t at) : row_(&row), at_(at) {}

    std::size_t at() const { return at_; }
    bool done() const { return at_ >= row_->text.size(); }
    char32_t here() const { return done() ? U'\0' : row_->text[at_]; }

    struct Number {
        int value = 0;
        std::size_t digits = 0;
    };
    Number number(std::size_t most) {
        Number read;
        while (is_digit(here()) && read.digits < most &&
               (read.digits == 0 || !row_->letters[at_].first)) {
            read.value = read.value * 10 + static_cast<int>(here() - U'0');
            ++read.digits;
            ++at_;
        }
        // Part of something longer is none.
        if (is_digit(here()) && !row_->letters[at_].first) read.digits = 0;
        return read;
    }
    bool take(std::u32string_view text) {
        if (row_->text.compare(at_, text.size(), text) != 0) return false;
        at_ += text.size();
        return true;
    }
    char32_t separator() {
        const char32_t mark = here();
        if (mark != U'.' && mark != U'/' && mark != U'-') return U'\0';
        ++at_;
        return mark;
    }
    void skip(std::initializer_list<std::u32string_view> words) {
        for (const auto word : words)
            if (take(word)) return;
    }
    unsigned month() {
        const Month* best = nullptr;
        for (const auto& one : kMonths)
            if (row_->text.compare(at_, one.name.size(), one.name) == 0 &&
                (best == nullptr || one.name.size() > best->name.size()))
                best = &one;
        if (best == nullptr) return 0;
        const auto end = at_ + best->name.size();
        if (end < row_->text.size() && is_latin(row_->text[end]) && !row_->letters[end].first &&
            row_->text.compare(end, 2, U"de") != 0)
            return 0;
        at_ = end;
        return best->month;
    }

  private:
    const Row* row_;
    std::size_t at_;
};

std::optional<Day> made(Scan::Number year, unsigned month, unsigned day) {
    if (year.digits != 4 && year.digits != 2) return std::nullopt;
    const int full = year.digits == 2 ? 2000 + year.value : year.value;
    const Day read{std::chrono::year(full), std::chrono::month(month), std::chrono::day(day)};
    if (full < 1990 || full > 2099 || !read.ok()) return std::nullopt;
    return read;
}

// "March 3, 2026".
std::optional<Day> month_day_year(Scan& scan) {
    const auto month = scan.month();
    if (month == 0) return std::nullopt;
    scan.skip({U"."});
    const auto day = scan.number(2);
    if (day.digits == 0) return std::nullopt;
    scan.skip({U"st", U"nd", U"rd", U"th"});
    scan.skip({U","});
    return made(scan.number(4), month, static_cast<unsigned>(day.value));
}

// "11. März 2014", "3rd of March 2014", "1 de enero de 2024", "26-Oct-22".
std::optional<Day> day_month_year(Scan& scan, unsigned day) {
    scan.skip({U".", U"st", U"nd", U"rd", U"th", U"er", U"º", U"-", U"/"});
    // "December" begins as "de" does.
    auto month = scan.month();
    if (month == 0) {
        scan.skip({U"de", U"of"});
        month = scan.month();
    }
    if (month == 0) return std::nullopt;
    scan.skip({U".", U",", U"-", U"/"});
    scan.skip({U"de", U"del"});
    scan.skip({U","});
    return made(scan.number(4), month, day);
}

std::optional<Day> numeric(Scan& scan, Scan::Number first, bool month_first) {
    const auto mark = scan.separator();
    if (mark == 0) return std::nullopt;
    const auto second = scan.number(2);
    if (second.digits == 0 || scan.separator() != mark) return std::nullopt;
    if (first.digits == 4) {
        const auto third = scan.number(2);
        if (third.digits == 0) return std::nullopt;
        return made(first, static_cast<unsigned>(second.value), static_cast<unsigned>(third.value));
    }
    const auto year = scan.number(4);
    const auto one = static_cast<unsigned>(first.value);
    const auto two = static_cast<unsigned>(second.value);
    if (mark != U'.' && month_first)
        if (const auto day = made(year, one, two)) return day;
    if (const auto day = made(year, two, one)) return day;
    return mark == U'.' ? std::nullopt : made(year, one, two);
}

bool is_mark(char one) {
    return one == '.' || one == ',';
}

// Digits with separators to a plain number: which mark is the decimal one, if any.
std::optional<std::string> plain_number(std::string_view text, char decimal, bool thousandths) {
    const auto last = text.find_last_of(".,");
    char point = 0;
    if (last != std::string_view::npos) {
        const auto marks = std::ranges::count_if(text, is_mark);
        const auto same = std::ranges::count(text, text[last]);
        const auto behind = text.size() - last - 1;
        if (marks > same) {
            if (same > 1) return std::nullopt;
            point = text[last];
        } else if (marks == 1 &&
                   (behind != 3 || last > 3 || (text[last] == decimal && thousandths) ||
                    text.starts_with('0'))) {
            point = text[last];
        }
    }
    std::string plain;
    std::size_t group = 0;
    bool grouped = false;
    for (std::size_t at = 0; at < text.size(); ++at) {
        const char one = text[at];
        if (one >= '0' && one <= '9') {
            plain += one;
            ++group;
        } else if (one == point && at == last) {
            if (grouped && group != 3) return std::nullopt;
            plain += '.';
            grouped = false;
        } else {
            // A separator of thousands.
            if (grouped ? group != 3 : group > 3 || group == 0) return std::nullopt;
            grouped = true;
            group = 0;
        }
    }
    if (grouped && group != 3) return std::nullopt;
    return plain.empty() ? std::nullopt : std::optional(plain);
}

constexpr std::array<std::string_view, 22> kCurrencies{
    "€",   "$",   "£",   "¥",   "₹",   "zł",  "EUR", "USD", "GBP", "CHF", "PLN",
    "DEM", "INR", "CAD", "AUD", "SEK", "NOK", "DKK", "Kč",  "Rs.", "Rs",  "kr"};

std::string_view without_currency(std::string_view text) {
    for (bool again = true; again;) {
        again = false;
        while (text.starts_with(' ')) text.remove_prefix(1);
        while (text.ends_with(' ')) text.remove_suffix(1);
        for (const auto sign : kCurrencies) {
            if (text.starts_with(sign)) text.remove_prefix(sign.size()), again = true;
            if (text.ends_with(sign)) text.remove_suffix(sign.size()), again = true;
        }
    }
    return text;
}

struct Word {
    std::string text;
    Span span;
    double left = 0;
    double right = 0;
};

std::vector<Word> words_of(const Page& page, Span span) {
    std::vector<Word> words;
    const auto& letters = page.sheet.rows()[span.row].letters;
    for (auto at = span.begin; at < span.end && at < letters.size();) {
        auto end = at + 1;
        while (end < std::min(span.end, letters.size()) && !letters[end].first) ++end;
        const Span word{span.row, at, end};
        words.push_back({page.text(word), word, letters[at].box.left, letters[end - 1].box.right});
        at = end;
    }
    return words;
}

bool all_digits(std::string_view text) {
    return !text.empty() &&
           std::ranges::all_of(text, [](char one) { return one >= '0' && one <= '9'; });
}

// "1", "-12", "1 234": what a group of three digits may follow.
bool begins_groups(std::string_view text) {
    if (text.starts_with('-') || text.starts_with('+')) text.remove_prefix(1);
    const auto space = text.find(' ');
    const auto first = text.substr(0, space);
    if (!all_digits(first) || first.size() > 3) return false;
    for (text.remove_prefix(first.size()); !text.empty(); text.remove_prefix(4))
        if (text.size() < 4 || text[0] != ' ' || !all_digits(text.substr(1, 3))) return false;
    return true;
}

// "234,56" or "234" behind "1": one number with spaces for its thousands. `joined`: what has been
// read of it.
bool goes_on(std::string_view joined, const Word& before, const Word& next, double em) {
    const auto tail = without_currency(next.text);
    const auto three = tail.substr(0, 3);
    return next.left - before.right < 0.45 * em && begins_groups(without_currency(joined)) &&
           three.size() == 3 && all_digits(three) &&
           (tail.size() == 3 || is_mark(tail[3]) || tail[3] == ' ');
}

// Two digits or more behind the mark of decimals; three only where such are written.
bool states_hundredths(std::string_view text, const Style& style) {
    const auto mark = text.rfind(style.decimal);
    if (mark == std::string_view::npos) return false;
    auto behind = text.substr(mark + 1);
    behind = behind.substr(0, behind.find_first_not_of("0123456789"));
    return behind.size() == 2 || behind.size() > 3 || (behind.size() == 3 && style.thousandths);
}

}  // namespace

std::optional<Decimal> plain_amount(std::string_view raw, char decimal, bool thousandths) {
    if (raw.size() > 64) return std::nullopt;
    std::string text(without_currency(raw));
    bool negative = false;
    if (text.starts_with('(') && text.ends_with(')')) {
        negative = true;
        text = text.substr(1, text.size() - 2);
    }
    for (const std::string_view dash : {"-", "−", "–"}) {
        if (text.starts_with(dash)) text.erase(0, dash.size()), negative = !negative;
        if (text.ends_with(dash)) text.resize(text.size() - dash.size()), negative = true;
    }
    text = std::string(without_currency(text));
    std::string kept;
    for (std::size_t at = 0; at < text.size(); ++at) {
        const char one = text[at];
        // U+2019 and the spaces that do not break, as separators of thousands.
        if (text.compare(at, 3, "\u2019") == 0 || text.compare(at, 3, "\u202f") == 0) {
            kept += '\'';
            at += 2;
        } else if (text.compare(at, 2, "\u00a0") == 0) {
            kept += '\'';
            ++at;
        } else {
            kept += one == ' ' ? '\'' : one;
        }
    }
    if (kept.empty() || kept.find_first_not_of("0123456789.,'") != std::string::npos)
        return std::nullopt;
    const auto plain = plain_number(kept, decimal, thousandths);
    if (!plain) return std::nullopt;
    const auto value = parse_decimal(*plain);
    if (!value || !negative) return value;
    return -*value;
}

std::vector<Amount> plain_amounts(const Page& page, Span span, const Style& style) {
    std::vector<Amount> found;
    const auto words = words_of(page, span);
    const auto& row = page.sheet.rows()[span.row];
    const double em = row.em;
    for (std::size_t at = 0; at < words.size(); ++at) {
        auto text = words[at].text;
        Span whole = words[at].span;
        auto last = at;
        while (last + 1 < words.size() && goes_on(text, words[last], words[last + 1], em)) {
            ++last;
            text += ' ' + words[last].text;
            whole.end = words[last].span.end;
        }
        // A sign of its own.
        if (at > 0 && (words[at - 1].text == "-" || words[at - 1].text == "−") &&
            words[at].left - words[at - 1].right < 0.6 * em)
            text.insert(0, 1, '-');
        const bool percent = last + 1 < words.size() && words[last + 1].text.starts_with('%') &&
                             words[last + 1].left - words[last].right < 0.6 * em;
        const auto value =
            percent ? std::nullopt : plain_amount(text, style.decimal, style.thousandths);
        if (value && !day_at(row, span.row, whole.begin, style.month_first)) {
            found.push_back({*value, states_hundredths(text, style), whole, page.sheet.box(whole)});
        }
        at = last;
    }
    return found;
}

std::optional<Dated> day_at(const Row& row, std::size_t row_index, std::size_t at,
                            bool month_first) {
    if (at >= row.text.size()) return std::nullopt;
    if (at > 0 && !row.letters[at].first &&
        (is_digit(row.text[at - 1]) || is_latin(row.text[at - 1]) || row.text[at - 1] == U'-'))
        return std::nullopt;
    Scan scan(row, at);
    std::optional<Day> day;
    if (is_latin(row.text[at])) {
        day = month_day_year(scan);
    } else if (is_digit(row.text[at])) {
        const auto first = scan.number(4);
        if (first.digits == 1 || first.digits == 2) {
            Scan named = scan;
            day = day_month_year(named, static_cast<unsigned>(first.value));
            if (day) scan = named;
        }
        if (!day && (first.digits == 4 || first.digits == 1 || first.digits == 2))
            day = numeric(scan, first, month_first);
    }
    if (!day) return std::nullopt;
    return Dated{*day, {row_index, at, scan.at()}};
}

std::optional<Dated> day_in(const Page& page, Span span, const Style& style) {
    const auto& row = page.sheet.rows()[span.row];
    for (auto at = span.begin; at < span.end; ++at)
        if (auto found = day_at(row, span.row, at, style.month_first)) return found;
    return std::nullopt;
}

namespace {

// "0.125", "1234.567" at a mark: three decimals, since thousands are parted otherwise.
bool three_decimals(const Row& row, std::size_t mark) {
    const auto& text = row.text;
    std::size_t before = 0;
    while (before < mark && before < 5 && is_digit(text[mark - before - 1]) &&
           !row.letters[mark - before].first)
        ++before;
    std::size_t behind = mark + 1;
    while (behind < text.size() && is_digit(text[behind]) && !row.letters[behind].first) ++behind;
    if (behind - mark - 1 != 3) return false;
    if (behind < text.size() && !row.letters[behind].first && text[behind] == text[mark])
        return false;
    return before > 3 || (before == 1 && text[mark - 1] == U'0');
}

}  // namespace

Style style_of(const std::vector<Sheet>& sheets) {
    int commas = 0;
    int points = 0;
    int month_first = 0;
    bool thousandths = false;
    for (const auto& sheet : sheets)
        for (const auto& row : sheet.rows())
            for (std::size_t at = 0; at + 3 <= row.text.size(); ++at) {
                const auto& text = row.text;
                // Not the middle of a day: "01.10.2018".
                const bool ends = at + 3 == text.size() || row.letters[at + 3].first ||
                                  (!is_digit(text[at + 3]) && text[at + 3] != text[at]);
                const bool behind = at > 0 && is_digit(text[at - 1]);
                if (behind && ends && is_digit(text[at + 1]) && is_digit(text[at + 2])) {
                    if (text[at] == U',') ++commas;
                    if (text[at] == U'.') ++points;
                }
                if (text[at] == U',' || text[at] == U'.')
                    thousandths = thousandths || three_decimals(row, at);
                // "02/17/26" and "17/02/26" say which stands first.
                if (text[at] != U'/' || at < 2 || at + 4 > text.size()) continue;
                Scan scan(row, at - 2);
                const auto one = scan.number(2);
                scan.take(U"/");
                const auto two = scan.number(2);
                if (one.digits == 0 || two.digits == 0 || scan.here() != U'/') continue;
                if (one.value <= 12 && two.value > 12) ++month_first;
                if (one.value > 12 && two.value <= 12) --month_first;
            }
    // Where the days do not say it: paper of this shape is American.
    constexpr double kLetter = 8.5 / 11;
    if (month_first == 0 && !sheets.empty() && sheets.front().height() > 0 &&
        std::abs(sheets.front().width() / sheets.front().height() - kLetter) < 0.01 &&
        points >= commas)
        month_first = 1;
    return {commas > points ? ',' : '.', month_first > 0, thousandths};
}

}  // namespace errand::invoice::layout
