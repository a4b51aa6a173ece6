#include "skills/ledger/wrong_ones.hpp"

#include <algorithm>
#include <array>
#include <map>

#include "skills/ledger/words.hpp"

namespace errand::skills::ledger {
namespace {

using errand::ledger::DoubtKind;
using Numbers = std::set<std::size_t>;

// A field that may be missing, and how people name it.
struct Field {
    std::string_view words;
    std::string_view field;  // as a doubt names it
    DoubtKind kind;          // what is asked of it where it is there
};
constexpr std::array<Field, 8> kFields = {
    {{"开票日期|日期|时间|date|day", "date", DoubtKind::Missing},
     {"发票号码|发票号|号码|票号|invoice number|number", "number", DoubtKind::CheckDigit},
     {"销售方|销方|卖方|商家|店名|seller|vendor|shop name", "seller", DoubtKind::Missing},
     {"购买方|购方|买方|抬头|buyer|addressee", "buyer", DoubtKind::OtherBuyer},
     {"税额|税|tax|vat", "tax", DoubtKind::Sums},
     {"价税合计|合计|总额|总价|总数|金额|total|sum|sums|amount", "gross", DoubtKind::Sums},
     {"类别|分类|类型|category|kind of expense|kind", "category", DoubtKind::Category},
     {"币种|货币|currency", "currency", DoubtKind::Missing}}};
constexpr std::string_view kLacksBefore =
    "没写|没有写|没填|没有填|没有|没|缺少|缺|少了|少|未填|未写|不带|看不到|看不出|no|without a|"
    "without the|without|missing a|missing the|missing|lacks a|lacks the|lacks|lacking|"
    "has no|have no|had no|with no";
constexpr std::string_view kLacksBehind =
    "没写|没填|没有|空着|空白|是空的|缺失|缺了|缺|不明|不清楚|看不清|看不出|不详|missing|is "
    "missing|"
    "is empty|is blank|unknown|is unknown|is not there";
// "合计那张", "the date one".
constexpr std::string_view kThatOne =
    "那张|那一张|那个|那条|那一条|那处|那笔|的那|有问题的|one|ones|thing|question|line";

struct Named {
    std::string_view words;
    std::array<DoubtKind, 2> kinds;
};
constexpr std::array<Named, 5> kNamed = {
    {{"抬头不对|抬头错|抬头有误|抬头错误|抬头不符|购方不对|抬头不是我们公司|抬头不是公司|"
      "抬头不是我们|抬头是别人|不是我们公司|不是公司|wrong buyer|other buyer|not addressed to us|"
      "wrong company|wrong company name|made out to someone else|made out to others|"
      "made out to somebody else|in someone else's name|not made out to us|not in our name",
      {DoubtKind::OtherBuyer, DoubtKind::OtherBuyer}},
     {"合计对不上|金额对不上|价税对不上|总额对不上|对不上数|对不上|合计不符|金额不符|合计不对|"
      "加起来不对|加不起来|算不对|doesn't add up|don't add up|does not add up|do not add up|"
      "sums are off|sum is off|totals differ|total is off|wrong sum|sums wrong|add up wrong|"
      "not adding up|doesn't sum|mismatch|mismatched",
      {DoubtKind::Sums, DoubtKind::Sums}},
     {"类别不明|类别不清|看不出类别|看不出费用类别|没分类|未分类|没有类别|归不了类|不知道归哪|"
      "uncategorised|uncategorized|unclassified|without category|unknown category|"
      "unknown kind|not categorised",
      {DoubtKind::Category, DoubtKind::Category}},
     {"看不清|看不清楚|模糊|没看清|没读准|识别不准|hard to read|badly read|blurry|blurred|"
      "hardly legible|illegible",
      {DoubtKind::LowConfidence, DoubtKind::Sources}},
     {"未来的|日期在将来|还没到的|in the future|future date|future dated|dated in the future",
      {DoubtKind::Future, DoubtKind::Future}}}};

Numbers doubted(const Scene& scene, auto fits) {
    Numbers numbers;
    for (const auto& doubt : scene.ledger.doubts())
        if (doubt.number > 0 && fits(doubt)) numbers.insert(doubt.number);
    return numbers;
}

// Where the field is named as what is not there; its spot with the word that says so.
std::optional<Spot> lacking(std::string_view text, const Field& field) {
    for (auto spot = find_word(text, field.words); spot;
         spot = find_word(text, field.words, spot->end)) {
        if (const auto end = word_at(text, past_spaces(text, spot->end), kLacksBehind))
            return Spot{spot->begin, *end};
        for (auto before = find_word(text, kLacksBefore); before && before->end <= spot->begin;
             before = find_word(text, kLacksBefore, before->end))
            if (past_spaces(text, before->end) == spot->begin)
                return Spot{before->begin, spot->end};
    }
    return std::nullopt;
}

// A field's name where the question is about that field.
std::optional<Numbers> asked_about(const Scene& scene, std::string& clause, const Field& field) {
    const auto spot = find_word(clause, field.words);
    if (!spot) return std::nullopt;
    const auto that = word_at(clause, past_spaces(clause, spot->end), kThatOne);
    if (!that) return std::nullopt;
    Numbers numbers;
    const auto kind = json::encode(field.kind);
    for (const auto& asked : scene.state.asked)
        if (asked.field == field.field || asked.kind == std::string_view(kind.get_string()))
            numbers.insert(asked.number);
    if (numbers.empty()) return std::nullopt;
    blank(clause, {spot->begin, *that});
    return numbers;
}

}  // namespace

Numbers other_buyers(const Scene& scene) {
    auto numbers = doubted(scene, [](const errand::ledger::Doubt& doubt) {
        return doubt.kind == DoubtKind::OtherBuyer;
    });
    if (!scene.ledger.setting().buyer_tax_id.empty()) return numbers;
    // Without the company's own tax id: whom fewer of them are made out to.
    std::map<std::string, Numbers> by_name;
    for (const auto& entry : scene.ledger.entries())
        if (entry.invoice.buyer.has()) by_name[entry.invoice.buyer.value].insert(entry.number);
    const auto most =
        std::ranges::max_element(by_name, {}, [](const auto& one) { return one.second.size(); });
    for (const auto& [name, its] : by_name)
        if (name != most->first) numbers.insert(its.begin(), its.end());
    return numbers;
}

std::vector<Numbers> find_wrong(const Scene& scene, std::string& clause) {
    std::vector<Numbers> all;
    for (const auto& one : kNamed)
        if (take_words(clause, one.words))
            all.push_back(doubted(scene, [&](const errand::ledger::Doubt& doubt) {
                return std::ranges::find(one.kinds, doubt.kind) != one.kinds.end();
            }));
    for (const auto& field : kFields)
        if (const auto spot = lacking(clause, field)) {
            blank(clause, *spot);
            all.push_back(doubted(scene, [&](const errand::ledger::Doubt& doubt) {
                const bool category = doubt.kind == DoubtKind::Category;
                return field.field == "category"
                           ? category
                           : doubt.kind == DoubtKind::Missing && doubt.field == field.field;
            }));
        }
    if (scene.asking() && all.empty())
        for (const auto& field : kFields)
            if (auto numbers = asked_about(scene, clause, field)) {
                all.push_back(*std::move(numbers));
                break;
            }
    if (take_words(clause,
                   "存疑|有疑问|可疑|有问题|不确定|doubtful|uncertain|questionable|"
                   "suspicious|unclear"))
        all.push_back(doubted(scene, [](const errand::ledger::Doubt&) { return true; }));
    return all;
}

}  // namespace errand::skills::ledger
