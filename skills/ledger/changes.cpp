// What a sentence changes of entries: see reader.hpp.
#include <fmt/format.h>

#include <algorithm>

#include "language/text.hpp"
#include "skills/ledger/limits.hpp"
#include "skills/ledger/line_answers.hpp"
#include "skills/ledger/numbers.hpp"
#include "skills/ledger/reader.hpp"
#include "skills/ledger/scope.hpp"
#include "skills/ledger/talk.hpp"
#include "skills/ledger/texts.hpp"
#include "skills/ledger/words.hpp"

namespace errand::skills::ledger {

using assistant::Text;
using errand::ledger::Act;
using errand::ledger::Entry;
using errand::ledger::Filter;

namespace {

constexpr std::string_view kDeniesValue =
    "不是|不应该是|不应是|isn't|is not|wasn't|was not|shouldn't be|should not be|not";

// "金额不是320": what it is instead may follow.
bool denies_value(std::string_view text) {
    const auto spot = find_word(text, kDeniesValue);
    return spot && field_in(text.substr(0, spot->begin)) &&
           (read_amount(text.substr(spot->end)) || field_of_value(text.substr(spot->end)));
}

// An amount or a day and no further words, or a category.
bool is_bare_value(std::string text) {
    if (!read_amount(text) || find_category(text, true)) return true;
    take_courtesies(text);
    // "*2", "+6": reckoning, which is not done here.
    if (text.find_first_of("*+%") != std::string::npos || text.contains("×")) return false;
    if (has_word(text,
                 "倍|折|加|减|少|多|半|涨|降|plus|minus the|times|half|double|off|higher|"
                 "lower|more|less"))
        return false;
    take_words(
        text,
        "january|february|march|april|may|june|july|august|september|october|november|"
        "december|sept|jan|feb|mar|apr|jun|jul|aug|sep|oct|nov|dec|元|块钱|块|毛|角|分|欧元|欧|"
        "美元|美金|人民币|日元|英镑|年|月|日|号|万|千|百|十|零|一|二|两|三|四|五|六|七|八|九|点|负|"
        "eur|euro|euros|usd|dollar|dollars|gbp|pound|pounds|chf|cny|rmb|yuan|jpy|yen|st|nd|"
        "rd|th|on|the|of|at|about|dated|minus|negative|才对|整|开的|票面上的|票面的|票面|发票上的|"
        "发票上|按|就|打印的|printed|的|左右|算|计|报|吧|only|"
        "exactly");
    return std::ranges::none_of(bare(text), [](char c) {
        return (c >= 'a' && c <= 'z') || static_cast<unsigned char>(c) >= 0xE4;
    });
}

// Whether the category's name has anything of what was said in it: "差旅费", "travel costs"; not
// "业务招待" for meals.
bool names_alike(std::string_view said, errand::ledger::Category category) {
    for (const std::string_view language : {"zh", "en"}) {
        const auto name = language::normalise(errand::ledger::name_of(category, language));
        for (std::size_t at = 0; at < said.size();) {
            auto end = at + 1;
            const bool letter = is_letter(said[at]);
            while (end < said.size() &&
                   (letter ? is_letter(said[end])
                           : (static_cast<unsigned char>(said[end]) & 0xC0U) == 0x80U))
                ++end;
            // Of a word its beginning: "taxis", "meals".
            constexpr std::size_t kStem = 4;
            const auto part = said.substr(at, letter ? std::min(end - at, kStem) : end - at);
            if (part.size() > 2 && name.contains(part)) return true;
            at = end;
        }
    }
    return false;
}

}  // namespace

Text how_many(const std::vector<std::size_t>& numbers) {
    constexpr std::size_t kNamed = 6;
    std::string list;
    for (std::size_t i = 0; i < numbers.size() && i < kNamed; ++i)
        list += fmt::format("{}#{}", i == 0 ? "" : ", ", numbers[i]);
    if (numbers.size() > kNamed) list += " …";
    return {fmt::format("{} 张({})", numbers.size(), list),
            fmt::format("{} {} ({})", numbers.size(), numbers.size() == 1 ? "invoice" : "invoices",
                        list)};
}

bool Reader::change(const Clause& clause) {
    return all_again(clause) || contrast(clause) || exception(clause) || denied_move(clause) ||
           keep(clause) || wrong(clause) || take_back(clause.text) || categorise(clause) ||
           no_such_category(clause) || set_field(clause) || only(clause) || leave_out(clause) ||
           again(clause);
}

// "文具那张金额不对": the right value follows, or is asked for.
bool Reader::wrong(const Clause& clause) {
    auto text = clause.text;
    const bool denied = denies_value(text);
    if (!denied && (!has_word(text, kWrong) || read_amount(text))) return false;
    if (is_courtesy(text)) return false;
    // "there's nothing wrong with the dinner".
    if (has_word(text,
                 "nothing wrong|nothing is wrong|not wrong|isn't wrong|aren't wrong|no mistake|"
                 "nothing incorrect|没错|没有错|没写错|没有写错|没有弄错|没弄错|没有不对|"
                 "并没有错|没有有误|没什么不对"))
        return false;
    if (denied) text.resize(find_word(text, kDeniesValue)->begin);
    auto target = find_target(scene_, text);
    take_words(text, kWrong);
    auto field = field_in(text);
    if (target.by_doubt || target.rest || target.all || target.by_time) return false;
    if (!target.found() && !field) return false;
    if (!target.found()) target = the_one_spoken_of();
    if (!target.found() || (!field && target.lines.empty() && target.filters.empty())) return false;
    topic_ = Topic{std::move(target), std::move(field)};
    return true;
}

bool Reader::categorise(const Clause& clause) {
    const auto parted = part_at_destination(clause.text);
    if (!parted) return false;
    auto subject = parted->subject;
    // "酒店去掉打车归到差旅" is two things.
    if (auto other = subject; take_wish(other) != Wish::None) return false;
    take_words(subject, kMoveWords);
    auto target = find_target(scene_, subject);
    if (!target.found()) {
        // "归到会议": what was spoken of.
        if (!pronoun(subject, false)) return false;
        target.filters.push_back(of_numbers(it()));
    } else if (says_more(subject, target)) {
        return true;
    }
    const auto name = std::string(errand::ledger::name_of(parted->category, "en"));
    Change change{.act = Act::Categorise, .filter = {}, .field = {}, .value = name};
    unplaced_.reset();
    const bool done = apply(target, change);
    if (!parted->said.empty() && !names_alike(parted->said, parted->category))
        say(fmt::format("这里没有单独的“{}”一类,算在{}里。", parted->said,
                        errand::ledger::name_of(parted->category, "zh")),
            fmt::format("There is no category \"{}\" by itself; it belongs to {}.", parted->said,
                        errand::ledger::name_of(parted->category, "en")));
    return done;
}

bool Reader::leave_out(const Clause& clause) {
    auto text = clause.text;
    // "不要打车只要餐饮" is two things.
    if (has_word(text, "只要|只留|只保留|只算|只报|仅保留|keep only|only keep") ||
        !take_leave_out(text))
        return false;
    auto target = find_target(scene_, text);
    if (!target.found() &&
        has_word(text, "重复|重的|两遍|两次|duplicate|duplicates|doubles|twice|double")) {
        say("重复的只计一次,都列在重复清单里。",
            "Duplicates count once; all of them stand in the sheet of duplicates.");
        return true;
    }
    if (!target.found()) {
        // "第二张不是我的,拿掉": the second clause speaks of the first one's.
        if (!pronoun(text, true)) return false;
        if (last_ == Act::LeaveOut) return true;
        target.filters.push_back(of_numbers(it()));
    } else if (says_more(text, target)) {
        return true;
    }
    return apply(target, {.act = Act::LeaveOut, .filter = {}, .field = {}, .value = {}});
}

bool Reader::take_back(std::string text) {
    // "五月的也要去掉" takes nothing back.
    if (auto other = text; take_wish(other) != Wish::None) return false;
    if (!take_take_back(text)) return false;
    auto target = find_target(scene_, text);
    // "put it back": the last change, where nothing else is said.
    take_courtesies(text);
    if (!target.found() && is_empty(text) && touched_.empty()) return outcome_.undo = true;
    if (!target.found() && pronoun(text, false)) target.filters.push_back(of_numbers(it()));
    if (!target.found()) {
        say("没有符合的发票,台账没有改。", "No invoice is like that; nothing was changed.");
        return outcome_.unread = true;
    }
    if (says_more(text, target)) return true;
    return apply(target, {.act = Act::TakeBack, .filter = {}, .field = {}, .value = {}});
}

// "五月的也是", "no. 5 too": the same as before.
bool Reader::again(const Clause& clause) {
    if (!last_ || !has_word(clause.text, "也是|也一样|也不要|同样|too|as well|likewise|also"))
        return false;
    auto text = clause.text;
    auto target = find_target(scene_, text);
    if (!target.found()) return false;
    if (*last_ != Act::LeaveOut && *last_ != Act::TakeBack) return false;
    take_words(text, "也是|也一样|也不要|同样|too|as well|likewise|also");
    if (says_more(text, target)) return true;
    return apply(target, {.act = *last_, .filter = {}, .field = {}, .value = {}});
}

// "第 3 张金额改成 320", "the date of number 2 is 2025-03-04".
bool Reader::set_field(const Clause& clause) {
    const auto parted = part_at_value(clause.text);
    if (!parted) return false;
    // "leave out #3 to #5" is no value.
    if (auto verb = clause.text; take_wish(verb) != Wish::None) return false;
    auto field = field_in(parted->subject);
    auto target = target_of_field(parted->subject, field);
    auto subject = parted->subject;
    blank_field(subject);
    const bool unnamed = !target.found() && parted->connected;
    if (unnamed && topic_) {
        target = topic_->target;
        if (!field) field = topic_->field;
        topic_->answered = true;
    } else if (unnamed && field) {
        target = the_one_spoken_of();
    }
    if (!target.found() || target.rest || target.all) return false;
    // "#3 is a refund of 20" names no field and says more than a value.
    if (!field && !is_bare_value(parted->value)) return false;
    if (!field) field = field_of_value(parted->value);
    // "金额加10块", "打8折", "10 too high" are no amounts to be written.
    const bool money = field && (*field == "gross" || *field == "net" || *field == "tax");
    if (money && read_amount(parted->value) && !is_bare_value(parted->value)) {
        say(fmt::format("“{}”不是一个金额,台账没有改;请直接说应该是多少。", bare(parted->value)),
            fmt::format("\"{}\" is no amount by itself; nothing was changed. Please say what it "
                        "should be.",
                        bare(parted->value)));
        return refused_ = outcome_.unread = true;
    }
    if (!field || (!parted->connected && target.by_time_or_category && !read_amount(parted->value)))
        return false;
    const auto value = read_value(*field, parted->value, clause.said, year_of(scene_));
    if (!value) {
        // "按票面就行" agrees.
        if (!parted->connected || has_word(clause.text, kFine)) return false;
        say(fmt::format("“{}”不像是{}。", bare(parted->value),
                        errand::ledger::title_of_field(*field, "zh")),
            fmt::format("\"{}\" does not read as {}.", bare(parted->value),
                        errand::ledger::title_of_field(*field, "en")));
        return outcome_.unread = true;
    }
    if (*field == "category")
        return apply(target, {.act = Act::Categorise, .filter = {}, .field = {}, .value = *value});
    return apply_to_one(target, {.act = Act::Set, .filter = {}, .field = *field, .value = *value},
                        subject);
}

// "缺日期那张" says by its field which entry is meant; elsewhere the field's name is no part of
// that.
Target Reader::target_of_field(std::string subject, const std::optional<std::string>& field) const {
    if (field) {
        auto whole = subject;
        auto target = find_target(scene_, whole);
        if (target.by_doubt) return target;
        blank_field(subject);
    }
    return find_target(scene_, subject);
}

// Where only one entry can be meant: the one line that is asked, or the one that was named.
Target Reader::the_one_spoken_of() const {
    Target target;
    if (touched_.size() == 1)
        target.filters.push_back(of_numbers({*touched_.begin()}));
    else if (scene_.state.asked.size() == 1)
        target.lines = {1};
    return target;
}

// One day or amount is one invoice's: where several fit, the one that is asked about, or whose own
// words were said; else the person is asked which.
bool Reader::apply_to_one(Target& target, const Change& change, const std::string& subject) {
    auto text = subject;
    const bool counted = !read_numbers(text, scene_.asking()).empty();
    const bool shared = change.field == "rate" || change.field == "claimant" ||
                        change.field == "currency" || change.field.starts_with("buyer");
    if (counted || shared || !target.lines.empty()) return apply(target, change);
    const auto numbers = narrowed(numbers_of(scene_, target), change, subject);
    if (numbers.size() > 1) {
        const auto count = how_many(numbers);
        say(fmt::format("{} 都可能是你说的,请说是第几张。", count.zh),
            fmt::format("{} may be meant; please say which number.", count.en));
        return outcome_.unread = true;
    }
    if (!numbers.empty()) target.filters = {of_numbers(numbers)};
    return apply(target, change);
}

Reader::Numbers Reader::narrowed(Numbers numbers, const Change& change,
                                 const std::string& subject) const {
    const auto keep = [&](auto fits) {
        Numbers kept;
        std::ranges::copy_if(numbers, std::back_inserter(kept), fits);
        if (!kept.empty()) numbers = std::move(kept);
    };
    if (numbers.size() > 1)
        keep([&](std::size_t number) {
            const auto* entry = entry_of(scene_.ledger, number);
            return entry != nullptr &&
                   has_word(text_of(*entry) + " " + language::normalise(entry->file()),
                            bare(subject));
        });
    if (numbers.size() > 1)
        keep([&](std::size_t number) {
            return std::ranges::any_of(scene_.state.asked, [&](const Asked& asked) {
                return asked.number == number && asked.field == change.field;
            });
        });
    return numbers;
}

bool Reader::apply(Target& target, Change change) {
    if (target.rest) return apply_to_rest(change);
    for (const auto number : target.unknown)
        say(fmt::format("没有第 {} 张。", number), fmt::format("There is no number {}.", number));
    for (const auto line : target.lines) {
        target.filters.push_back(of_numbers({scene_.state.asked[line - 1].number}));
        lines_.insert(line);
    }
    if (target.all) {
        Filter filter;
        filter.all = true;
        target.filters = {filter};
    }
    const auto numbers = numbers_of(scene_, target);
    if (numbers.empty()) {
        if (target.unknown.empty())
            say("没有符合的发票,台账没有改。", "No invoice is like that; nothing was changed.");
        outcome_.unread = true;
        return true;
    }
    if (change.act == Act::LeaveOut)
        change.value = scene_.ledger.setting().language == "zh" ? "按要求不计入" : "on request";
    for (const auto& filter : target.filters) {
        change.filter = filter;
        outcome_.edit.changes.push_back(change);
    }
    touched_.insert(numbers.begin(), numbers.end());
    last_ = change.act;
    answers_lines(numbers, change);
    if (change.act == Act::Categorise && !target.by_time_or_category) learn(numbers, change.value);
    say_change(change, numbers);
    return true;
}

// What was asked of these entries is answered by it: sums that still disagree are meant so.
void Reader::answers_lines(const Numbers& numbers, const Change& change) {
    if (!scene_.asking()) return;
    const bool money = change.field == "gross" || change.field == "net" || change.field == "tax";
    // A category that was said, or that it does not count, is no longer asked for.
    for (std::size_t line = 1; line <= scene_.state.asked.size(); ++line) {
        const auto& asked = scene_.state.asked[line - 1];
        const bool settled = change.act == Act::LeaveOut ||
                             (change.act == Act::Categorise &&
                              (asked.kind == "category" || asked.field == "category"));
        if (settled && std::ranges::find(numbers, asked.number) != numbers.end())
            lines_.insert(line);
    }
    if (change.act != Act::Set) return;
    for (std::size_t line = 1; line <= scene_.state.asked.size(); ++line) {
        const auto& asked = scene_.state.asked[line - 1];
        if (std::ranges::find(numbers, asked.number) == numbers.end()) continue;
        if (asked.field != change.field && !(money && asked.kind == "sums")) continue;
        lines_.insert(line);
        outcome_.edit.changes.push_back(accepted(asked));
    }
}

bool Reader::apply_to_rest(Change change) {
    Numbers numbers;
    for (std::size_t line = 1; line <= scene_.state.asked.size(); ++line) {
        if (!lines_.insert(line).second) continue;
        // What was said of an entry holds for all that is asked of it.
        if (!touched_.contains(scene_.state.asked[line - 1].number))
            numbers.push_back(scene_.state.asked[line - 1].number);
    }
    // The rest of what? Nothing was named before.
    // Beside a wanted part, which the first sentence says elsewhere, the others are out already.
    if (beginning_ && change.act == Act::LeaveOut) return true;
    if (!scene_.asking() && touched_.empty()) return false;
    if (!scene_.asking())
        for (const auto& entry : scene_.ledger.entries())
            if (!touched_.contains(entry.number)) numbers.push_back(entry.number);
    if (numbers.empty()) return true;
    change.filter = of_numbers(numbers);
    outcome_.edit.changes.push_back(change);
    say_change(change, numbers);
    return true;
}

void Reader::say_change(const Change& change, const Numbers& numbers) {
    const auto which = how_many(numbers);
    switch (change.act) {
        case Act::Categorise: {
            const auto category = errand::ledger::category_named(change.value);
            const auto zh = category ? errand::ledger::name_of(*category, "zh") : change.value;
            const auto en = category ? errand::ledger::name_of(*category, "en") : change.value;
            say(fmt::format("{} 归到{}。", which.zh, zh),
                fmt::format("{} under {}.", which.en, en));
            break;
        }
        case Act::LeaveOut:
            say(fmt::format("{} 不计入。", which.zh), fmt::format("Left out {}.", which.en));
            break;
        case Act::TakeBack:
            say(fmt::format("{} 重新计入。", which.zh), fmt::format("{} counted again.", which.en));
            break;
        case Act::Set:
            say(fmt::format("{} 的{}改为 {}。", which.zh,
                            errand::ledger::title_of_field(change.field, "zh"), change.value),
                fmt::format("{} of {} is now {}.",
                            errand::ledger::title_of_field(change.field, "en"), which.en,
                            change.value));
            break;
        case Act::Accept:
            break;
    }
}

// A seller's category is remembered where every entry of the seller was moved.
void Reader::learn(const Numbers& numbers, const std::string& value) {
    const auto category = errand::ledger::category_named(value);
    if (!category) return;
    std::set<std::string> sellers;
    for (const auto number : numbers)
        if (const auto* entry = entry_of(scene_.ledger, number);
            entry != nullptr && entry->invoice.seller.has())
            sellers.insert(entry->invoice.seller.value);
    for (const auto& seller : sellers) {
        const bool whole = std::ranges::all_of(scene_.ledger.entries(), [&](const Entry& one) {
            return one.invoice.seller.value != seller ||
                   std::ranges::find(numbers, one.number) != numbers.end();
        });
        if (!whole || outcome_.memory.sellers.size() >= kMaxRemembered) continue;
        outcome_.memory.sellers[seller] = errand::ledger::name_of(*category, "zh");
        outcome_.edit.sellers[seller] = outcome_.memory.sellers[seller];
        outcome_.learned = true;
    }
}

}  // namespace errand::skills::ledger
