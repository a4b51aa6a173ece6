// How surely a sentence is about an open ledger: see sentence.hpp and SkillInfo::claims. It looks
// into no ledger, so names of sellers are not known here.
#include <algorithm>

#include "base/encoding.hpp"
#include "language/text.hpp"
#include "skills/ledger/numbers.hpp"
#include "skills/ledger/periods.hpp"
#include "skills/ledger/scope.hpp"
#include "skills/ledger/sentence.hpp"
#include "skills/ledger/talk.hpp"
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
    "发票|票据|票子|单据|收据|小票|台账|台帐|记账|做账|报账|报销单|报销人|报销|抬头|税号|税额|开票|"
    "含税|价税|购方|销方|汇率|存疑|疑点|"
    "问题清单|重复|invoice|invoices|receipt|receipts|ledger|expense report|vat|tax id|claimant|"
    "duplicate|duplicates|doubtful|doubts|spreadsheet|csv|xlsx|excel|json|workbook|exchange rate|"
    "category|categories|类别|归类|归到|归为|归入|计入|expenses|expense|reimbursement|"
    "reimbursements|reimbursed|bookkeeping|petty cash|net amount|tax amount|不含税|开票日期|"
    "发漂|票面|made out to|addressed to|accountant|会计|counted|count "
    "the|算了两次|算两次|算重了|算重复";
// Sums by these are a ledger's; and what an entry's own words are.
constexpr std::string_view kOfEntries =
    "那张|这张|那几张|这几张|哪张|张票|几张|every entry|that entry|the row|税|tax|taxes|net|gross|"
    "seller|sellers|vendor|vendors|商家|供应商|销售方";
constexpr std::string_view kSpending =
    "花了|花费|支出|开销|花多少|花销|spend|spent|spending|paid for|cost me|did i pay|did we pay";
constexpr std::string_view kFieldWords =
    "金额|日期|总额|价税|合计|抬头|号码|税号|amount|date|total|buyer|seller|number|price|sum|"
    "currency|rate|汇率|币种|备注";
// While files are waited for.
constexpr std::string_view kOfHandIn =
    "票|文件|文件夹|压缩包|附件|照片|图片|截图|拍照|扫描|格式|邮箱|folder|file|files|zip|archive|"
    "photo|photos|picture|pictures|scan|scans|pdf|pdfs|paper|attach|attached|upload|format|"
    "formats|page|pages|bills|bill|slips|tickets|能|行吗|可以吗|can you|do you|does it|will it";
// Beside files: they belong to what is there.
constexpr std::string_view kAdds =
    "same sheet|same ledger|same report|same table|同一张表|同一份|同一个表|"
    "加上|加进|加到|补上|补充|再补|补几|追加|还有这|还有几|漏了|一起算|也算|add these|add this|"
    "add them|add those|add the attached|also add|and these|these too|these as well|more of them|"
    "a few more|some more|forgot these|include these|include the attached|one more|two more|"
    "three more|found more|found another|here you go|here they are|here it is|都在这|在这里|在这儿|"
    "喏|给你|发你";
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

std::string_view asked_slot(const json::value& view) {
    const auto* ask = json::find(view, "ask");
    return ask != nullptr && ask->is_object() ? json::string_at(*ask, "slot") : std::string_view{};
}

bool corrects(std::string_view text) {
    return has_word(text, kFieldWords) &&
           (has_word(text, kWrong) ||
            has_word(text, "should be|应该是|应为|改成|改为|is actually"));
}

bool changes(std::string_view text) {
    std::string left(text);
    return take_wish(left) != Wish::None || take_take_back(left) || denies_take_back(left) ||
           has_word(text, kOnly) || find_exception(text).has_value() ||
           part_at_destination(text).has_value() || denied_destination(text).has_value();
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

// Places among entries: "第二张", "invoice 3"; "第二家" may be a shop's.
bool counts_entries(std::string_view text) {
    return has_word(text, "张|号发票|行|invoice|invoices|receipt|receipts|row|entry|bill|bills");
}

bool by_parts(std::string_view text) {
    return has_word(text, kByMonth) || has_word(text, kBySeller) || has_word(text, kByCategory);
}

double of_question(std::string_view text, bool part) {
    if (has_word(text, kWhichInvoice) || has_word(text, kShowDoubts) || by_parts(text))
        return kSure;
    if (!is_question(text)) return kNo;
    return part || has_word(text, kSpending) || has_word(text, kOfEntries) ? kSure : kLikely;
}

double of_clause(const std::string& text, bool asking) {
    if (is_only(text, kUndo) || is_only(text, kRedo) || is_only(text, kForget)) return kSure;
    auto left = text;
    const bool numbered = !read_numbers(left, asking).empty();
    const bool order = changes(text);
    const bool part = names_part(text);
    const bool entries = numbered && counts_entries(text);
    if (has_word(text, kOfLedgers) || corrects(text)) return kSure;
    if (has_word(text, kUndo) || has_word(text, kAllAgain)) return kSure;
    if (has_word(text, kLanguageWords) || has_word(text, kRedo) || has_word(text, kShowMemory))
        return part || order ? kSure : kLikely;
    if ((part || entries) && order) return kSure;
    if (part && has_word(text, "那张|那笔|那几张|这张|这笔|那单")) return kSure;
    const auto question = of_question(text, part || entries);
    if (question >= kSure) return question;
    if (has_word(text, kAdds)) return kLikely;
    if (asking && (numbered || has_word(text, kFine) || has_word(text, kSkip) ||
                   has_word(text, kAgreeWithProposal) || puts_off(text)))
        return kSure;
    if (goes_on(text) || puts_off(text) || has_word(text, kSend) || entries) return kLikely;
    if (order || part || numbered || question > kNo || has_word(text, kForget)) return kLikely;
    return has_word(text, kOfEntries) ? kLikely : kNo;
}

// Something is done to what was named: "drop it", "put that back in".
bool changes_it(const Clause& clause) {
    auto text = clause.text;
    if (take_take_back(text) || denies_take_back(clause.text)) return true;
    text = clause.text;
    if (take_wish(text) == Wish::None) return false;
    const bool pointed = take_words(text, "it|that|this|them|those|that one|this one|那张|它|这张");
    return pointed && is_empty(text);
}

// "she signed the hotel one, put that back in": what one clause names, another changes.
bool changes_what_is_named(const std::vector<Clause>& clauses) {
    return std::ranges::any_of(clauses, changes_it) &&
           std::ranges::any_of(clauses,
                               [](const Clause& clause) { return names_part(clause.text); });
}

double best_of(const std::vector<Clause>& clauses, bool asking) {
    double best = kNo;
    if (changes_what_is_named(clauses)) return kSure;
    for (const auto& clause : clauses)
        if (!is_courtesy(clause.text)) best = std::max(best, of_clause(clause.text, asking));
    return best;
}

// Words for documents, and for the work on them.
constexpr std::string_view kDocuments =
    "发票|发漂|票据|票子|单据|收据|小票|报销|报肖|台账|台帐|进项|账本|流水账|一堆票|这些票|票都|"
    "invoice|invoices|receipt|receipts|recipts|expense|expenses|expence|expences|reimbursement|"
    "reimbursements|petty cash|slips|the books|bookkeeping|bills|ledger|ledgr";
constexpr std::string_view kWorkOnThem =
    "整理|理一理|理一下|理理|登记|登个记|登一下|入账|入个账|记账|做账|做成|做个|做份|做一份|做张|"
    "弄|汇总|统计|"
    "归类|归档|录入|录到|列个|列出|列成|生成|导出|清单|明细|报一下|报了|要报|填|你来|急用|来一份|"
    "make|sort|organise|organize|log|logged|list|put|turn|do|done|get|prepare|book|enter|"
    "summarise|summarize|sum|report|claim|process|reconcile|file|need|help|create|build";
constexpr std::string_view kBuying =
    "buy|purchase|shop for|look for|想买|要买|买个|买一|买本|买两|买些|买点|帮我买|购买|网购";
constexpr std::string_view kAboutThem =
    "标准|规定|政策|怎么|如何|为什么|什么是|是什么|多久|能不能报|可以报吗|限额|上限|流程|"
    "how do|how can|how long|what is|what's|why|policy|policies|rules|limit|limits|allowance|"
    "deadline|standard|standards|law|regulation";

}  // namespace

double claims(std::string_view sentence, const json::value& view) {
    // What is longer is no order to a ledger; this is asked on the loop's thread.
    sentence = utf8_prefix(sentence, kClaimedBytes);
    const auto whole = language::normalise(sentence);
    if (has_word(whole, kMakesNew)) return kNo;
    const auto clauses = clauses_of(sentence);
    const bool asking = asked(view);
    const bool ledgers = has_word(whole, kOfLedgers);
    if (has_word(whole, kOfOthers) && !ledgers) return kNo;
    // "算了不弄了" ends the ledger that is worked on, in whose words it may be said.
    if (calls_off(whole)) return asking ? kSure : kLikely;
    // "取消" ends the errand; "取消打车的" leaves something out.
    auto numbered = whole;
    if (has_word(whole, "取消|cancel|算了|不做了|别做了|停下|停止|stop") && !names_part(whole) &&
        !ledgers && read_numbers(numbered, asking).empty())
        return kNo;
    // "the hotel is really from Grand Harbour?"
    if ((sentence.ends_with("?") || sentence.ends_with("?")) && names_part(whole) &&
        has_word(whole, "really|from|dated|correct|right|billed|那张|这张|是不是|对吗|是吗|对不对"))
        return kSure;
    if (asked_slot(view) == "files" && has_word(whole, kOfHandIn)) return kSure;
    if (asked_slot(view) == "period" && names_part(whole)) return kSure;
    return best_of(clauses, asking);
}

double begins(std::string_view sentence) {
    const auto whole = language::normalise(utf8_prefix(sentence, kClaimedBytes));
    if (!has_word(whole, kDocuments) || has_word(whole, kAboutThem)) return kNo;
    const bool ledger = has_word(whole, "台账|台帐|报销单|ledger|expense report|expense sheet");
    const bool others = has_word(whole, kOfOthers) || has_word(whole, kBuying);
    if (others && !ledger) return kNo;
    return has_word(whole, kWorkOnThem) || ledger ? kSure : kLikely;
}

}  // namespace errand::skills::ledger
