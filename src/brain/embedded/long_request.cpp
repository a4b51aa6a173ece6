#include "brain/embedded/long_request.hpp"

#include <algorithm>
#include <array>
#include <string_view>

#include "base/clock.hpp"
#include "language/numbers.hpp"
#include "language/times.hpp"

namespace errand::brain::embedded {
namespace {

// So many Chinese characters and clauses are no short order any more.
constexpr std::size_t kLongHan = 34;
constexpr std::size_t kManyClauses = 2;
// With a word below already these are.
constexpr std::size_t kShortHan = 16;

constexpr std::array<std::string_view, 20> kAsks = {
    "点",   "订",   "外卖", "下单", "买",   "想吃", "想喝", "来一", "来份", "来个",
    "吃点", "喝点", "要吃", "要喝", "订购", "叫个", "叫份", "带一", "吃上", "喝上"};

constexpr std::array<std::string_view, 36> kConditions = {
    "过敏", "感冒", "咳嗽",   "怀孕",   "孕妇",   "减肥",   "减脂",   "健身", "控糖",
    "血糖", "痛风", "尿酸",   "生理期", "经期",   "拉肚子", "肠胃",   "手术", "牙口",
    "吃素", "清真", "点过的", "常点的", "常去的", "评分",   "考虑到", "忌口", "不能吃",
    "嗓子", "上火", "乳糖",   "高血压", "不耐受", "低脂",   "不踩雷", "好评", "养胃"};

// What was said is taken back: the choice by conditions reads it as it was.
constexpr std::array<std::string_view, 5> kTakenBack = {"不对", "换成", "改成", "说错", "打错"};

// What is asked of other skills, in as many words.
constexpr std::array<std::string_view, 12> kOthers = {"机票", "酒店",   "火车票",   "高铁票",
                                                      "打车", "电影票", "发票台账", "护照",
                                                      "签证", "研报",   "批改",     "挂号"};

template <std::size_t Size>
bool says_any(const std::string& text, const std::array<std::string_view, Size>& words) {
    return std::ranges::any_of(words, [&](std::string_view word) { return text.contains(word); });
}

// The time by which it is to be there: of the first clause that speaks of bringing it and of an
// hour.
std::optional<std::string> delivery_time(const language::Text& text, const Context& context) {
    const auto zone = TimeZone::find(context.time_zone);
    if (!zone) return std::nullopt;
    std::optional<language::Moment> said;
    bool brought = false;
    for (std::size_t at = 0; at <= text.size(); ++at) {
        const bool end = at == text.size() || (text[at].kind == language::TokenKind::Mark &&
                                               std::string_view(",.;!?").contains(text[at].text));
        if (end) {
            if (said && brought) return zone->format(language::resolve(*said, context.now, *zone));
            said.reset();
            brought = false;
            continue;
        }
        if (text.is(at, "送")) brought = true;
        if (said) continue;
        const auto moment = language::read_moment(text, at);
        if (moment && moment->minute_of_day && !moment->vague) said = moment;
    }
    return std::nullopt;
}

}  // namespace

namespace {

bool is_counted(const ItemWish& item) {
    if (item.name.empty()) return false;
    return item.quantity || std::ranges::any_of(item.options, [](const OptionWish& option) {
               const auto text = language::read_text(option.text);
               return text.size() > 0 && (text.is(0, "半") || language::read_number(text, 0));
           });
}

// What is asked for is named and counted, the first thing at least: a short order with much around
// it.
bool is_plain_order(const std::vector<Act>& acts) {
    if (acts.size() != 1 || acts.front().intent != Intent::Start || acts.front().skill != "food")
        return false;
    const auto& slots = acts.front().slots;
    return !slots.items.empty() && !slots.any && slots.deliver_to &&
           is_counted(slots.items.front());
}

}  // namespace

bool is_long_request(const language::Text& text, const std::vector<Act>& acts) {
    std::size_t han = 0;
    std::size_t clauses = 0;
    for (const auto& token : text.tokens) {
        if (token.kind == language::TokenKind::Han) ++han;
        if (token.kind == language::TokenKind::Mark &&
            std::string_view(",.;!?").contains(token.text))
            ++clauses;
    }
    if (han < kShortHan || !says_any(text.original, kAsks) || says_any(text.original, kOthers))
        return false;
    if (says_any(text.original, kTakenBack) && is_plain_order(acts)) return false;
    auto said = text.original;  // a gym is a place
    for (const std::string_view place : {"健身馆", "健身房", "健身中心"})
        for (auto at = said.find(place); at != std::string::npos; at = said.find(place))
            said.erase(at, place.size());
    if (says_any(said, kConditions)) return true;
    return han >= kLongHan && clauses >= kManyClauses && !is_plain_order(acts);
}

Act long_request(const language::Text& text, const Context& context, std::vector<Act> acts) {
    Act act{Intent::Start, "food"};
    for (auto& one : acts)
        if (one.intent == Intent::Start && one.skill == "food") {
            act = std::move(one);
            break;
        }
    act.slots.request = text.original;
    act.slots.when = delivery_time(text, context);
    act.text = text.original;
    act.errand.reset();
    act.confidence = 0.8;
    return act;
}

}  // namespace errand::brain::embedded
