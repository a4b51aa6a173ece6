#include "skills/ledger/numbers.hpp"

#include <algorithm>
#include <array>

namespace errand::skills::ledger {
namespace {

struct Count {
    long value = 0;
    std::size_t end = 0;
};

// A digit's value by its character, 0 to 9; 10, 100 for 十, 百; -1.
int chinese_digit(std::string_view text, std::size_t at) {
    constexpr std::array<std::string_view, 13> kDigits = {"零", "一", "二", "三", "四", "五", "六",
                                                          "七", "八", "九", "十", "百", "两"};
    for (std::size_t i = 0; i < kDigits.size(); ++i)
        if (text.substr(at).starts_with(kDigits[i]))
            return i == 11 ? 100 : (i == 12 ? 2 : static_cast<int>(i));
    return -1;
}

// "3", "12", "三", "十二", "二十一", "一百零三"; of at most four digits.
std::optional<Count> count_at(std::string_view text, std::size_t at) {
    if (at >= text.size()) return {};
    if (is_digit(text[at])) {
        long value = 0;
        auto end = at;
        while (end < text.size() && is_digit(text[end]) && end - at < 5)
            value = value * 10 + (text[end++] - '0');
        if (end - at > 4) return {};
        return Count{value, end};
    }
    long sum = 0;
    long digit = 0;
    auto end = at;
    for (int read = chinese_digit(text, end); read >= 0; read = chinese_digit(text, end)) {
        if (read >= 10) {
            sum += (digit == 0 ? 1 : digit) * read;
            digit = 0;
        } else {
            digit = read;
        }
        end += 3;
        if (end >= text.size()) break;
    }
    if (end == at) return {};
    return Count{sum + digit, end};
}

constexpr std::string_view kMeasures =
    "张发票|张票|张|个发票|个|条|行|项|笔|份|处|家|号发票|号|one|ones|invoice|invoices|receipt|"
    "receipts|line|lines|row|rows|item|items|entry|entries";
constexpr std::string_view kOfEntries =
    "张发票|号发票|个发票|行|invoice|invoices|receipt|receipts|row|rows|entry|entries";
class Reader {
  public:
    Reader(std::string& clause, bool leading) : clause_(clause), leading_(leading) {}

    std::vector<NumberSaid> run() {
        invoice_numbers();
        if (leading_) leading();
        marked();
        ordinals();
        return std::move(found_);
    }

  private:
    std::string& clause_;
    bool leading_;
    std::vector<NumberSaid> found_;

    void add(long value, bool of_list) { found_.push_back({value, of_list, false, {}}); }

    // Digits of an invoice's own number: eight or more, or fewer behind words that say so.
    void invoice_numbers() {
        for (std::size_t at = 0; at < clause_.size();) {
            if (!is_digit(clause_[at]) || (at > 0 && is_letter(clause_[at - 1]))) {
                ++at;
                continue;
            }
            auto end = at;
            while (end < clause_.size() && is_digit(clause_[end])) ++end;
            const auto before = std::string_view(clause_).substr(at > 16 ? at - 16 : 0,
                                                                 std::min<std::size_t>(at, 16));
            const bool named = has_word(before, "尾号|末尾|号码|ending in|ending|ends in");
            const bool whole = end == clause_.size() || !is_letter(clause_[end]);
            if (whole && (end - at >= 8 || (named && end - at >= 4))) {
                found_.push_back({0, false, true, clause_.substr(at, end - at)});
                blank(clause_, {at, end});
            }
            at = end;
        }
    }

    // After a number: ", 3 and 5", "到 7"; where the list ends.
    std::size_t more(std::size_t end, long last, bool of_list) {
        for (;;) {
            const auto at = past_spaces(clause_, end);
            auto to = word_at(clause_, at, "到|至|to|through");
            if (!to && at < clause_.size() && (clause_[at] == '-' || clause_[at] == '~'))
                to = at + 1;
            const bool range = to.has_value();
            if (!to) to = word_at(clause_, at, "、|和|与|及|跟|and|&");
            if (!to && at < clause_.size() && clause_[at] == ',') to = at + 1;
            if (!to) return end;
            auto next_at = past_spaces(clause_, *to);
            if (const auto and_too = word_at(clause_, next_at, "and|第|no.|no|#|number"))
                next_at = past_spaces(clause_, *and_too);
            if (next_at < clause_.size() && clause_[next_at] == '#') ++next_at;
            const auto next = count_at(clause_, next_at);
            if (!next || is_amount(next_at, next->end)) return end;
            for (auto value = range ? last + 1 : next->value;
                 value <= next->value && found_.size() < 200; ++value)
                add(value, of_list);
            end = measured(next->end).first;
            last = next->value;
        }
    }
    // "3.5", "3月", "300 元" are no places in a list.
    bool is_amount(std::size_t begin, std::size_t end) const {
        if (end < clause_.size() && (clause_[end] == '.' || clause_[end] == '%') &&
            end + 1 < clause_.size() && is_digit(clause_[end + 1]))
            return true;
        if (end < clause_.size() && is_digit(clause_[begin]) && is_letter(clause_[end]))
            return true;
        return unit_at(clause_, end) ||
               word_at(clause_, past_spaces(clause_, end),
                       "以上|以下|以内|及以上|及以下|多|or more|or less|and above|and below") ||
               word_at(clause_, end, "月|年|日|点|折|%|成|季度") ||
               (is_digit(clause_[begin]) && end - begin == 4);
    }
    // Past a measure word; whether it says that an entry is meant.
    std::pair<std::size_t, bool> measured(std::size_t end) const {
        const auto at = past_spaces(clause_, end);
        const auto measure = word_at(clause_, at, kMeasures);
        if (!measure) return {end, false};
        return {*measure, word_at(clause_, at, kOfEntries) == measure};
    }
    void take(std::size_t begin, std::size_t number_end, long value, bool entries) {
        const auto index = found_.size();
        auto [end, of_entries] = measured(number_end);
        add(value, !(entries || of_entries));
        end = more(end, value, !(entries || of_entries));
        // "第 1 和第 3 张发票": the measure at the end counts for all of them.
        if (const auto [last, says] = measured(end); says || last > end) {
            end = last;
            if (says)
                for (auto i = index; i < found_.size(); ++i) found_[i].of_list = false;
        }
        blank(clause_, {begin, end});
    }

    // "1 是 128.50", "1、3 不要", "2 travel".
    void leading() {
        const auto at = past_spaces(clause_, 0);
        if (at >= clause_.size() || !is_digit(clause_[at])) return;
        const auto count = count_at(clause_, at);
        if (!count || is_amount(at, count->end)) return;
        take(at, count->end, count->value, false);
    }
    void marked() {
        struct Mark {
            std::string_view word;
            bool entries;
        };
        constexpr std::array<Mark, 16> kMarks = {{{"第", false},
                                                  {"序号", true},
                                                  {"编号", true},
                                                  {"no.", false},
                                                  {"no", false},
                                                  {"nr.", false},
                                                  {"nos.", false},
                                                  {"number", false},
                                                  {"numbers", false},
                                                  {"#", false},
                                                  {"item", false},
                                                  {"line", false},
                                                  {"row", true},
                                                  {"entry", true},
                                                  {"invoice", true},
                                                  {"receipt", true}}};
        for (const auto& mark : kMarks)
            for (auto spot = find_word(clause_, mark.word); spot;
                 spot = find_word(clause_, mark.word, spot->end)) {
                auto at = past_spaces(clause_, spot->end);
                if (at < clause_.size() && clause_[at] == '#') ++at;
                const auto count = count_at(clause_, at);
                if (!count || is_amount(at, count->end)) continue;
                if (word_at(clause_, count->end, "季度|季")) continue;
                take(spot->begin, count->end, count->value, mark.entries);
            }
        // "3号发票", "3号".
        for (std::size_t at = 0; at < clause_.size(); ++at) {
            if (!is_digit(clause_[at]) || (at > 0 && is_letter(clause_[at - 1]))) continue;
            const auto count = count_at(clause_, at);
            if (!count) continue;
            if (word_at(clause_, count->end, "号发票|号"))
                take(at, count->end, count->value, false);
        }
    }
    void ordinals() {
        constexpr std::array<std::string_view, 10> kEnglish = {
            "first", "second",  "third",  "fourth", "fifth",
            "sixth", "seventh", "eighth", "ninth",  "tenth"};
        for (std::size_t i = 0; i < kEnglish.size(); ++i)
            if (const auto spot = find_word(clause_, kEnglish[i]))
                if (!word_at(clause_, past_spaces(clause_, spot->end), "quarter|half|class"))
                    take(spot->begin, spot->end, static_cast<long>(i) + 1, false);
        if (const auto last = find_word(clause_,
                                        "最后一张|最后一个|最后一条|最后一笔|the last one|"
                                        "last one|the last invoice|the last receipt|"
                                        "the last")) {
            if (word_at(clause_, past_spaces(clause_, last->end), "month|year|quarter|week"))
                return;
            add(-1, true);
            blank(clause_, *last);
        }
    }
};

}  // namespace

std::vector<NumberSaid> read_numbers(std::string& clause, bool leading) {
    return Reader(clause, leading).run();
}

}  // namespace errand::skills::ledger
