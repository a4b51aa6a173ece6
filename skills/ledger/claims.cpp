// How surely a sentence is about an open ledger: see sentence.hpp and SkillInfo::claims. It looks
// into no ledger, so names of sellers are not known here.
#include <algorithm>

#include "language/text.hpp"
#include "skills/ledger/numbers.hpp"
#include "skills/ledger/periods.hpp"
#include "skills/ledger/sentence.hpp"
#include "skills/ledger/vocabulary.hpp"

namespace errand::skills::ledger {
namespace {

constexpr double kSure = 0.9;
constexpr double kLikely = 0.6;
constexpr std::string_view kWhichInvoice =
    "哪张|哪一张|哪几张|which invoice|which invoices|which receipt|which receipts";
constexpr double kNo = 0;
constexpr std::size_t kClaimedBytes = 600;

// Words that only a ledger has.
constexpr std::string_view kOfLedgers =
    "发票|票据|台账|报销单|报销人|报销|抬头|税号|税额|开票|含税|价税|购方|销方|汇率|存疑|疑点|"
    "问题清单|重复|invoice|invoices|receipt|receipts|ledger|expense report|vat|tax id|claimant|"
    "duplicate|duplicates|doubtful|doubts|spreadsheet|csv|xlsx|excel|json|workbook|exchange rate|"
    "category|categories|类别|归类|归到|归为|归入|计入|expenses|reimbursement";
// Beside files: they belong to what is there.
constexpr std::string_view kAdds =
    "加上|加进|加到|补上|补充|再补|补几|追加|还有这|还有几|漏了|一起算|也算|add these|add this|"
    "add them|add those|add the attached|also add|and these|these too|these as well|more of them|"
    "a few more|some more|forgot these|include these|include the attached|one more|two more|"
    "three more";
// A ledger of its own is wanted.
constexpr std::string_view kMakesNew =
    "生成一份|再做一份|新的台账|另一份|新建|做个新|重新做一份|new ledger|another ledger|"
    "a new expense report|new expense report|start a new|fresh ledger";
// Other skills' things, by which a sentence is theirs whatever verbs it has.
constexpr std::string_view kOfOthers =
    "外卖|奶茶|咖啡|一杯|两杯|下单|点餐|送到|快递到哪|导航|叫个车|叫辆车|打个车|打车去|帮我打车|"
    "帮我叫车|订票|买票|订机票|订酒店|订一|订两|买一|买两|买三|电影|打电话|bubble tea|coffee to|"
    "order me|order a|order two|deliver|book a|book me|book two|get me a|buy me|call a|call me|"
    "movie|cinema|film tickets|tea to|to the office|to my office|ride to|taxi to|cab to|"
    "train to|flight to";

bool asked(const json::value& view) {
    const auto* ask = json::find(view, "ask");
    return ask != nullptr && ask->is_object();
}

bool changes(std::string_view text) {
    std::string left(text);
    return take_leave_out(left) || take_take_back(left) || has_word(text, kOnly) ||
           text.ends_with(" only") || part_at_destination(text).has_value();
}

bool names_part(std::string_view text) {
    const language::time::CivilDate any{2025, 12, 31};
    if (!find_periods(text, any, any.year).empty() || find_category(text, false)) return true;
    for (const auto& kind : kinds())
        if (has_word(text, kind.words)) return true;
    return !read_currencies(std::string(text)).empty();
}

// Nothing else is said.
bool is_only(std::string text, std::string_view list) {
    return take_words(text, list) && is_empty(text);
}

double of_clause(const std::string& text, bool asking) {
    if (is_only(text, kUndo) || is_only(text, kRedo) || is_only(text, kForget)) return kSure;
    if (has_word(text, kWhichInvoice)) return kSure;
    auto left = text;
    const bool numbered = !read_numbers(left, asking).empty();
    const bool order = changes(text);
    const bool part = names_part(text);
    if (has_word(text, kOfLedgers)) return kSure;
    if (has_word(text, kLanguageWords) || has_word(text, kUndo) || has_word(text, kRedo) ||
        has_word(text, kShowMemory))
        return part || order ? kSure : kLikely;
    if (part && order) return kSure;
    if (has_word(text, kAdds)) return kLikely;
    if (asking && (numbered || has_word(text, kFine) || has_word(text, kSkip) ||
                   has_word(text, kAgreeWithProposal)))
        return kSure;
    if (part && is_question(text)) return kSure;
    if (order || part || numbered || is_question(text) || has_word(text, kForget)) return kLikely;
    return kNo;
}

}  // namespace

double claims(std::string_view sentence, const json::value& view) {
    // What is longer is no order to a ledger; this is asked on the loop's thread.
    sentence = sentence.substr(0, kClaimedBytes);
    const auto whole = language::normalise(sentence);
    if (has_word(whole, kMakesNew)) return kNo;
    const bool others = has_word(whole, kOfOthers);
    const bool asking = asked(view);
    double best = 0;
    for (const auto& clause : clauses_of(sentence))
        best = std::max(best, of_clause(clause.text, asking));
    if (others && !has_word(whole, kOfLedgers)) return kNo;
    // "取消" ends the errand; "取消打车的" leaves something out.
    if (has_word(whole, "取消|cancel|算了|不做了|别做了|停下|停止|stop") && !names_part(whole) &&
        !has_word(whole, kOfLedgers))
        return kNo;
    return best;
}

}  // namespace errand::skills::ledger
