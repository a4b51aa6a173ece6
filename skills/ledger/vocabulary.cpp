#include "skills/ledger/vocabulary.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>

#include "invoice/date.hpp"
#include "language/text.hpp"
#include "language/time/find.hpp"
#include "skills/ledger/numbers.hpp"
#include "skills/ledger/scope.hpp"
#include "skills/ledger/words.hpp"

namespace errand::skills::ledger {
namespace {

using assistant::Text;
using errand::ledger::Act;
using errand::ledger::Change;

// Behind these stands the category that something goes to.
constexpr std::string_view kToCategory =
    "归到|归为|归入|归类到|归类为|归类成|算作|算成|算到|算进|算在|算|放到|放进|放在|改成|改为|改到|"
    "改归|"
    "记到|记为|记在|记入|并到|并入|划到|划入|划为|列入|列为|属于|应该是|应为|应该算|都是|换成|换到|"
    "移到|挪到|归|记成|当作|当成|是|it's|that's|they're|to|under|as|into|in|is|are|should "
    "be|belong to|belongs to|"
    "belong in|belongs in|goes to|goes under|go to|go under|be|category:|:|=|count as|counts as";
constexpr std::string_view kToValue =
    "改成|改为|应该是|应为|应该为|是|为|更正为|更正成|写成|填|写|换成|就按|按照|按|取|should be|"
    "should have been|should read|is|to|are|was|were|=|:|becomes|be|actually|is dated|dated";

// Where only the form of a value is asked.
constexpr int kAnyYear = 2025;
constexpr std::string_view kMonthNames =
    "january|february|march|april|may|june|july|august|september|october|november|december|sept|"
    "jan|feb|mar|apr|jun|jul|aug|sep|oct|nov|dec";

struct FieldName {
    std::string_view words;
    std::string_view field;
};
// The longer and narrower ones first.
constexpr std::array<FieldName, 17> kFields = {
    {{"不含税金额|不含税|未税|net amount|net total|net|without tax", "net"},
     {"税额|税金|税款|tax amount|vat amount|tax|vat", "tax"},
     {"价税合计|总金额|总额|总价|金额|价格|合计|gross amount|gross|total amount|total|amount|price|"
      "sum",
      "gross"},
     {"开票日期|发票日期|日期|时间|invoice date|date|dated", "date"},
     {"发票号码|发票号|号码|票号|invoice number|document number", "number"},
     {"发票代码|代码|invoice code|code", "code"},
     {"销方税号|卖方税号|seller tax id|seller's tax id|seller vat", "seller_tax_id"},
     {"购方税号|买方税号|buyer tax id|buyer's tax id", "buyer_tax_id"},
     {"销售方|销方|卖方|商家|供应商|商户|店名|seller|vendor|supplier|merchant", "seller"},
     {"购买方|购方|买方|抬头|buyer|customer|company name", "buyer"},
     {"费用类别|类别|分类|类型|category|type", "category"},
     {"报销人|claimant", "claimant"},
     {"汇率|exchange rate|rate", "rate"},
     {"备注|remark|note|notes|comment", "remark"},
     {"币种|货币|currency", "currency"},
     {"品名|商品|货物名称|goods|description", "line.name"},
     {"发票类型|票种|kind", "kind"}}};

const FieldName* field_at(std::string_view text, std::optional<Spot>* where) {
    for (const auto& one : kFields)
        if (const auto spot = find_word(text, one.words)) {
            if (where != nullptr) *where = spot;
            return &one;
        }
    return nullptr;
}

bool is_money(std::string_view field) {
    return field == "gross" || field == "net" || field == "tax" || field == "payable" ||
           field == "adjustment" || field == "line_total";
}

// "30.90 2": more than an amount.
bool has_two_numbers(std::string_view words) {
    for (std::size_t at = 1; at < words.size(); ++at)
        if (words[at] == ' ' && is_digit(words[at - 1])) {
            const auto next = past_spaces(words, at);
            if (next < words.size() && is_digit(words[next])) return true;
        }
    return false;
}

std::optional<std::string> day_in(std::string_view words, int year) {
    const std::string said(bare(words));
    if (const auto day = invoice::parse_day(said)) return invoice::to_string(*day);
    using namespace language::time;
    const bool chinese =
        std::ranges::any_of(said, [](char c) { return static_cast<unsigned char>(c) >= 0xE0; });
    // One day that is all of the words, and not one told from a day that is not known here.
    const bool named =
        std::ranges::any_of(said, is_digit) || has_word(said, kMonthNames) || said.contains("月");
    for (const auto& span :
         find_times(said, chinese ? Language::Chinese : Language::English, {{year, 12, 31}, {}})) {
        auto rest = said;
        blank(rest, {span.begin, span.end});
        take_words(rest, "才对|那天|当天|开的|开票|左右|吧|on|the|dated|of|at|actually");
        if (named && is_empty(rest) && span.kind == language::time::Kind::Date &&
            span.readings.front().begin)
            return format(span.readings.front().begin->date);
    }
    return std::nullopt;
}

// The same words as they were written: letters keep their case.
std::string as_written(std::string_view words, std::string_view said) {
    const auto wanted = bare(words);
    const auto folded = language::normalise(said);
    if (folded.size() == said.size())
        if (const auto at = folded.find(wanted); at != std::string::npos)
            return std::string(said.substr(at, wanted.size()));
    return std::string(wanted);
}

std::string currency_in(std::string_view words) {
    const auto found = read_currencies(std::string(words));
    return found.empty() ? std::string() : found.front().second;
}

}  // namespace

bool take_leave_out(std::string& text) {
    auto left = text;
    if (take_wish(left) != Wish::LeaveOut) return false;
    text = std::move(left);
    return true;
}

namespace {

std::optional<Spot> take_back_word(const std::string& text) {
    if (const auto spot = find_word(text, kTakeBack)) return spot;
    const auto verb = find_word(text, "put|bring|take|get|add");
    if (!verb || !has_word(text.substr(verb->end), "back")) return std::nullopt;
    return verb;
}

}  // namespace

bool take_take_back(std::string& text) {
    if (has_word(text, kNotTakeBack)) return false;
    const auto spot = take_back_word(text);
    if (!spot || is_denied(text, spot->begin)) return false;
    const bool whole = take_words(text, kTakeBack);
    if (!whole || has_word(text, "put|bring|add|get|take"))
        take_words(text, "put|bring|take|get|add|back");
    take_words(text, "in");
    return true;
}

bool denies_take_back(const std::string& text) {
    // "don't include the hotel" leaves it out.
    if (has_word(text,
                 "don't include|do not include|not include|never include|don't count|"
                 "do not count|not count|别算上|不算上|不要算上|不用算上"))
        return false;
    const auto spot = take_back_word(text);
    return spot && is_denied(text, spot->begin);
}

bool take_only(std::string& text) {
    bool any = false;
    constexpr std::string_view kDown = "下";
    while (auto spot = find_word(text, kOnly)) {
        const auto word = std::string_view(text).substr(spot->begin, spot->end - spot->begin);
        // "打车的就报吧" says that it counts, not that nothing else does.
        if (word.contains("就") && bare(std::string_view(text).substr(spot->end)).empty()) break;
        if (word.ends_with(kDown) && word_at(text, spot->end, "半年|个月|周|星期|季|旬"))
            spot->end -= kDown.size();
        blank(text, *spot);
        any = true;
    }
    return any;
}

bool is_question(std::string_view text) {
    return has_word(text, kQuestions);
}

bool is_order(std::string_view text) {
    if (has_word(text, "多少|几张|how much|how many|which|哪些|哪几|哪张|哪个|哪家|什么"))
        return false;
    return has_word(
        text,
        "改成|改为|归到|归为|归入|放到|去掉|不要|剔除|删|只要|只留|排除|put|move|leave out|"
        "exclude|remove|drop|should be|change|set|only|加回|恢复|算作|记到");
}

namespace {

// From the left: the first connective behind which nothing but a category stands, and that is
// denied, or not.
std::optional<Destination> destination(std::string_view text, bool denied) {
    for (auto spot = find_word(text, kToCategory); spot;
         spot = find_word(text, kToCategory, spot->end)) {
        auto behind = bare(text.substr(spot->end));
        // "are not travel"
        const bool not_behind = word_at(behind, 0, "not|n't|never").has_value();
        if (not_behind) behind = bare(behind.substr(*word_at(behind, 0, "not|n't|never")));
        const bool is_so = (not_behind || is_denied(text, spot->begin)) == denied;
        if (const auto no = find_word(behind, "不是|而不是|not|instead of|rather than"))
            behind = bare(behind.substr(0, no->begin));
        const auto category = errand::ledger::category_named(behind);
        if (category && is_so)
            return Destination{std::string(text.substr(0, spot->begin)), *category,
                               std::string(behind)};
        // "…归到差旅费里吧": a category and words that say no more.
        if (const auto found = find_category(behind, true)) {
            auto rest = std::string(behind);
            blank(rest, found->spot);
            const auto name = behind.substr(found->spot.begin, found->spot.end - found->spot.begin);
            if (is_empty(rest) && is_so)
                return Destination{std::string(text.substr(0, spot->begin)), found->category,
                                   std::string(name)};
        }
        if (spot->end == spot->begin) break;
    }
    return std::nullopt;
}

}  // namespace

std::optional<Destination> part_at_destination(std::string_view text) {
    return destination(text, false);
}

std::optional<Destination> denied_destination(std::string_view text) {
    return destination(text, true);
}

std::string unknown_destination(const Clause& clause) {
    constexpr std::string_view kMoves =
        "归到|归为|归入|归类到|归类为|归类成|记到|记入|记在|并到|并入|划到|划入|列入|列为|"
        "file under|book under|put under|classify as|categorise as|categorize as|goes under|"
        "go under|under";
    const auto spot = find_word(clause.text, kMoves);
    if (!spot || is_denied(clause.text, spot->begin)) return {};
    const auto behind = bare(std::string_view(clause.text).substr(spot->end));
    if (behind.empty() || errand::ledger::category_named(behind)) return {};
    for (const char c : behind)
        if (is_digit(c)) return {};
    return as_written(behind, clause.said);
}

std::optional<ValuePart> part_at_value(std::string_view text) {
    const auto spot = find_word(text, kToValue);
    if (!spot) {
        std::optional<Spot> field;
        if (field_at(text, &field) == nullptr) return std::nullopt;
        const auto behind = bare(text.substr(field->end));
        if (behind.empty()) return std::nullopt;
        return ValuePart{std::string(text.substr(0, field->end)), std::string(behind), false};
    }
    // "the amount of number 3 is 45": the last connective.
    auto last = *spot;
    for (auto next = find_word(text, kToValue, last.end); next;
         next = find_word(text, kToValue, next->end))
        last = *next;
    auto behind = std::string(bare(text.substr(last.end)));
    if (behind.empty() || is_denied(text, last.begin) || word_at(behind, 0, "not|不是"))
        return std::nullopt;
    return ValuePart{std::string(text.substr(0, last.begin)), std::move(behind), true};
}

std::optional<std::string> field_of_value(std::string_view words) {
    if (const auto amount = words.find_first_of("0123456789"); amount == std::string_view::npos) {
        if (read_value("category", words, words, kAnyYear)) return "category";
    }
    const bool day = words.find("月") != std::string_view::npos || has_word(words, kMonthNames) ||
                     std::ranges::count(words, '-') == 2 || std::ranges::count(words, '/') == 2;
    if (day && day_in(words, kAnyYear)) return "date";
    if (read_amount(words)) return "gross";
    return std::nullopt;
}

std::optional<std::string> field_in(std::string_view text) {
    const auto* found = field_at(text, nullptr);
    if (found == nullptr) return std::nullopt;
    return std::string(found->field);
}

void blank_field(std::string& text) {
    std::optional<Spot> where;
    if (field_at(text, &where) != nullptr) blank(text, *where);
}

std::optional<std::string> read_value(std::string_view field, std::string_view words,
                                      std::string_view said, int year) {
    if (is_money(field) || field == "rate") {
        const auto amount = read_amount(words);
        if (has_two_numbers(words)) return std::nullopt;
        // "1.200" may be a thousand two hundred.
        if (!amount || (is_money(field) && has_thousandths(words))) return std::nullopt;
        return invoice::to_string(*amount);
    }
    if (field == "date") return day_in(words, year);
    if (field == "category") {
        const auto found = find_category(words, true);
        if (!found) return std::nullopt;
        return std::string(errand::ledger::name_of(found->category, "en"));
    }
    if (field == "currency") {
        auto code = currency_in(words);
        if (code.empty()) return std::nullopt;
        return code;
    }
    auto written = as_written(words, said);
    if (written.empty()) return std::nullopt;
    if (field.ends_with("tax_id") || field == "number" || field == "code") {
        std::erase(written, ' ');
        std::ranges::transform(written, written.begin(),
                               [](unsigned char c) { return static_cast<char>(std::toupper(c)); });
    }
    return written;
}

namespace {

// Blanks dashes that part words; one right before a number is its sign, unless another number or a
// word stands right before it in the clause itself.
void take_dashes(std::string& words, std::string_view clause) {
    for (std::size_t at = 0; at < words.size(); ++at) {
        if (words[at] != '-') continue;
        const bool sign = at + 1 < words.size() && is_digit(words[at + 1]);
        const bool joined = at > 0 && at - 1 < clause.size() && words.size() == clause.size() &&
                            is_letter(clause[at - 1]);
        // "2025-05-21"
        const bool inside = at > 0 && is_digit(words[at - 1]);
        if (!inside && (!sign || joined)) words[at] = ' ';
    }
}

}  // namespace

std::optional<Change> value_for(const Clause& clause, const std::string& rest, const Asked& asked,
                                int year) {
    Change change{.act = Act::Set, .filter = {}, .field = asked.field, .value = {}};
    change.filter.numbers = {asked.number};
    if (const auto to = part_at_destination(rest)) {
        change.act = Act::Categorise;
        change.field.clear();
        change.value = errand::ledger::name_of(to->category, "en");
        return change;
    }
    if (has_word(rest, "不是|不对|isn't|is not|not") && !has_word(rest, "而是|but"))
        return std::nullopt;
    auto words = rest;
    if (const auto named = field_in(rest)) {
        change.field = *named;
        blank_field(words);
    }
    take_words(words, "改成|改为|应该是|应为|是|为|=|:|is|should be|are|to|was|->|→|the|it|it's");
    take_dashes(words, clause.text);
    if (bare(words).empty()) return std::nullopt;
    if (change.field.empty() || change.field == "category") {
        if (const auto category = read_value("category", words, clause.said, year)) {
            change.act = Act::Categorise;
            change.field.clear();
            change.value = *category;
            return change;
        }
        if (change.field == "category") return std::nullopt;
        change.field = day_in(words, year) ? "date" : "gross";
    }
    if (has_word(words, kFine) && !is_money(change.field)) return std::nullopt;
    const auto value = read_value(change.field, words, clause.said, year);
    if (value) {
        change.value = *value;
        return change;
    }
    // Another thing than what was asked: "2 is travel" where the amount is in doubt.
    const auto category = read_value("category", words, clause.said, year);
    if (!category) return std::nullopt;
    change.act = Act::Categorise;
    change.field.clear();
    change.value = *category;
    return change;
}

std::string after(const Clause& clause, std::string_view words) {
    const auto spot = find_word(clause.text, words);
    if (!spot) return {};
    auto behind = std::string(clause.text.substr(spot->end));
    take_words(behind, "是|为|叫|写|填|改成|改为|is|should be|to|=|:|please|吧");
    return as_written(behind, clause.said);
}

std::string tax_id_in(std::string_view said) {
    std::string run;
    const auto fits = [](const std::string& text) {
        const auto digits =
            std::ranges::count_if(text, [](unsigned char c) { return std::isdigit(c) != 0; });
        return text.size() >= 8 && text.size() <= 20 && digits >= 6;
    };
    for (const char c : std::string(said) + " ") {
        if (std::isalnum(static_cast<unsigned char>(c)) != 0) {
            run += static_cast<char>(std::toupper(static_cast<unsigned char>(c)));
            continue;
        }
        if (fits(run)) return run;
        run.clear();
    }
    return {};
}

Text memory_text(const Memory& memory) {
    if (memory.empty())
        return {"关于报销台账,我还没有记住什么。", "I remember nothing about your ledgers yet."};
    Text text{"我记住了:", "I remember:"};
    for (const auto& [seller, name] : memory.sellers) {
        const auto category = errand::ledger::category_named(name);
        text.zh += fmt::format("\n· {} → {}", seller, name);
        text.en += fmt::format("\n· {}: {}", seller,
                               category ? errand::ledger::name_of(*category, "en") : name);
    }
    if (!memory.buyer_tax_id.empty()) {
        text.zh += fmt::format("\n· 公司税号 {}", memory.buyer_tax_id);
        text.en += fmt::format("\n· your tax id {}", memory.buyer_tax_id);
    }
    if (!memory.claimant.empty()) {
        text.zh += fmt::format("\n· 报销人 {}", memory.claimant);
        text.en += fmt::format("\n· claimant {}", memory.claimant);
    }
    text.zh += "\n说“忘掉”就全部删除。";
    text.en += "\nSay \"forget it\" to have all of it deleted.";
    return text;
}

}  // namespace errand::skills::ledger
