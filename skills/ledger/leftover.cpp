#include "skills/ledger/leftover.hpp"

#include <algorithm>
#include <array>
#include <string_view>

#include "skills/ledger/talk.hpp"
#include "skills/ledger/words.hpp"

namespace errand::skills::ledger {
namespace {

// What may stand around an order and narrows nothing.
constexpr std::string_view kFillers =
    "单张|单笔|每张|统统|通通|一律|全部|所有的|所有|一切|全都|全|都|先|暂时|暂且|目前|现在|还是|"
    "干脆|直接|一并|"
    "一起|一块|顺便|帮忙|帮我|给我|替我|给|替|从|里面|里头|里|中|这里|那里|那边|这边|台账|表格|"
    "单据|单子|票据|小票|收据|车票|报销的|报销|记录|条目|开的|花了|花的|的钱|钱|出的|的那部分|"
    "那部分|"
    "这部分|那些|这些|那几|这几|那家|这家|那天|那次|那种|这种|那类|这类|公司|有限公司|应该|需要|"
    "可以|想|要|得|必须|会|吧|哈|呗|咯|喽|嘛|么|噢|哟|掉|了|过|来|去|出去|出来|进去|进来|上|下|"
    "里边|就|才|即可|好|行|够|其实|真的|确实|肯定|一定|务必|记得|千万|一概|多半|大概|单独|另外|"
    "当天|当日|凡是|凡|行不行|好不好|可不可以|能不能|行吗|可以吗|好吗|成吗|"
    "也|再|又|并|且|而且|以及|还有|还|都是|是|为|成|到|在|把|将|被|让|叫|请|它们|它|他|她|他们|我|"
    "我们|咱们|咱|你|您|大家|本人|自己|东西|内容|情况|发票们|费用|开销|支出|消费|花费|类|类的|样|"
    "有关|相关|类型|以防万一|目录|部分|项目|一栏|那栏|号|名|名字|叫做|然后|那么|"
    "the|a|an|this|that|these|those|i'd|i|we'd|we|i'll|we'll|want|wants|need|needs|needed|like|"
    "love|prefer|to|have|has|having|had|"
    "you|go|goes|should|would|must|shall|ought|let|let's|lets|get|gets|be|been|being|done|do|does|"
    "is|are|was|were|will|can|could|may|might|it|it's|its|them|they|they're|there|here|from|of|in|"
    "on|at|for|by|with|under|as|into|onto|off|up|down|out|put|take|make|move|moved|moving|all|"
    "everything|anything|every|each|any|whole|entire|entirely|completely|totally|altogether|"
    "altogether|again|after all|for now|for the moment|for the time being|too|also|either|though|"
    "still|already|well|right|away|now|then|just|simply|quickly|kindly|straight|back|"
    "ride|rides|ticket|tickets|trip|trips|journey|journeys|stay|stays|night|nights|fare|fares|"
    "thing|things|stuff|cost|costs|payment|payments|charge|charges|fee|fees|spending|spend|spent|"
    "related|kind|kinds|type|types|category|categories|section|group|column|list|listed|document|"
    "documents|paper|papers|record|records|report|reports|claim|claims|claimed|"
    "company|gmbh|ltd|inc|llc|co|who|that's|that are|that were|that is|which are|which were|"
    "which is|dated|made|issued|called|named|this time|this one|sure|make sure|our|my|your|"
    "his|her|their|and|plus|as "
    "well|along|together|respectively|actually|really|possibly|maybe|came|comes|come|happened|fell|"
    "certainly|"
    "definitely|of course|if you would|if you don't mind|if possible|if you can|thing|bit|lot|"
    "whatever|what|such|same|own|other|others|one|ones|s|'s|ll|ve|d|re|not mine|personal|private";
// Of the sentence that asks for the ledger.
constexpr std::string_view kAsksForLedger =
    "报销台账|报销单|报销表|报销|整理|理一理|理一下|登记|入账|记账|做账|做成|做个|做份|做一份|做张|"
    "做|弄成|弄个|弄|汇总|统计|"
    "归档|录入|列个|列出|列成|列|生成|导出|清单|明细|年度|报销单|报销表|一份|一个|一张表|里头|"
    "sort|organise|organize|log|list|turn|prepare|enter|summarise|summarize|sum|process|"
    "reconcile|help|create|build|draw|together|expense|expenses|annual|yearly|ledger|sheet|table|"
    "spreadsheet|year";
// Behind these comes only why.
constexpr std::string_view kReasons =
    "because|cause|cos|'cause|since it|since i|since we|since she|since he|since they|since "
    "that's|as it|as they|as that|as i|as we|as she|as he|so that|so i|"
    "so we|until the boss|until my boss|until i|until we|until he|until she|in case|"
    "因为|由于|毕竟|反正|免得|省得|得等|要等|等我|等老板|等他|等她|等领导|等签|以免|以后再|回头再|"
    "到时候|改天";
constexpr std::string_view kReasonEnds = "所以|因此|so|therefore|that's why";
// A denial, a bound, a part or a condition changes what an order would do.
constexpr std::string_view kTurns =
    "不|没|别|非|未|无|否|或|若|如果|要是|除|半|其中|部分|最|前|后|起|以|多|少|税|只|仅|"
    "not|no|nor|neither|none|nothing|never|n't|or|if|unless|when|while|until|except|but|instead|"
    "rather|than|half|part|parts|only|some|most|least|first|last|before|after|more|less|tax|vat|"
    "whether|maybe|perhaps|why|how|what|don't|doesn't|didn't|isn't|aren't|wasn't|weren't|won't|"
    "shouldn't|can't|couldn't";

constexpr std::string_view kConditions =
    "如果|要是|假如|倘若|除非|万一|的话|if|unless|when|whenever|once|only if";

bool is_wide(char c) {
    return static_cast<unsigned char>(c) >= 0xE0;
}

// "两张", "three of them", "both": as many as are meant, or kinds ("这两样"), which narrows
// nothing.
void take_counts(std::string& text, std::size_t meant) {
    struct Count {
        std::string_view words;
        std::size_t value;
    };
    constexpr std::array<Count, 9> kCounts = {{{"一|1|one", 1},
                                               {"两|二|俩|2|two|both", 2},
                                               {"三|仨|3|three", 3},
                                               {"四|4|four", 4},
                                               {"五|5|five", 5},
                                               {"六|6|six", 6},
                                               {"七|7|seven", 7},
                                               {"八|8|eight", 8},
                                               {"九|9|nine", 9}}};
    constexpr std::string_view kOfKinds = "样|种|类|项|大类|块|kinds|types|things";
    constexpr std::string_view kOfEntries = "张|个|笔|条|份|单|次|趟|顿|晚|家";
    // "一张都不要".
    take_words(text,
               "一张都|一张也|一个都|一个也|一笔都|一笔也|一张不|任何一张|每一张|每张|几张|"
               "那张|这张|那笔|这笔|那个|这个|那条|那单");
    // "all but one taxi": before what was read it counts, behind it ("the March one") it does not.
    constexpr std::string_view kRead = "   ";
    for (auto spot = find_word(text, "one"); spot; spot = find_word(text, "one", spot->end))
        if (meant != 1 && std::string_view(text).substr(spot->end).starts_with(kRead))
            text.replace(spot->begin, spot->end - spot->begin, "1  ");
    // "一张打车票都不要".
    const auto one = find_word(text, "一张|一个|一笔");
    if (const auto none = find_word(text, "都|也"); one && none && one->end <= none->begin)
        blank(text, *one);
    for (const auto& count : kCounts)
        for (auto spot = find_word(text, count.words); spot;
             spot = find_word(text, count.words, spot->end)) {
            const auto end = past_spaces(text, spot->end);
            if (const auto kinds = word_at(text, end, kOfKinds)) {
                blank(text, {spot->begin, *kinds});
                continue;
            }
            if (count.value != meant) continue;
            const auto measured = word_at(text, end, kOfEntries);
            const bool alone = !is_digit(text[spot->begin]) && !is_wide(text[spot->begin]);
            if (measured || alone) blank(text, {spot->begin, measured.value_or(spot->end)});
        }
}

// "the dinner with the client" of one dinner: more words for what is meant by itself.
bool only_describes(std::string text) {
    take_words(text, "the|a|an|that|this|my|our|please|那张|那个|那|的");
    if (std::ranges::any_of(text, is_digit) || has_word(text, kTurns)) return false;
    return word_at(text, past_spaces(text, 0),
                   "with|from|to|at|for|near|during|between|by|跟|陪|请|同|和")
        .has_value();
}

std::string closed_up(std::string_view text) {
    std::string words;
    for (const char c : text) {
        if (c == ' ' && (words.empty() || words.back() == ' ')) continue;
        words += c;
    }
    return std::string(bare(words));
}

}  // namespace

void take_reasons(std::string& text) {
    // "what is over 150 needs a signature, so take it out".
    const auto needs =
        find_word(text, "needs|need|requires|require|awaits|has to be|have to be|得|需要");
    const auto so = needs ? find_word(text, "so|therefore|所以|因此", needs->end) : std::nullopt;
    if (so) blank(text, {needs->begin, so->end});
    const auto reason = find_word(text, kReasons);
    if (!reason) return;
    const auto end = find_word(text, kReasonEnds, reason->end);
    blank(text, {reason->begin, end ? end->end : text.size()});
}

void take_asking(std::string& text) {
    take_words(text, kAsksForLedger);
}

std::string left_over(const Order& order) {
    auto text = order.left;
    take_reasons(text);
    take_courtesies(text);
    if (!has_word(text, "instead of")) take_words(text, "instead");
    take_words(text, "if you would|if you don't mind|if possible|if you can|如果可以|如果方便");
    // "everything from #3 on" is more than that one; a condition is not for here to judge.
    const bool from_there =
        order.counted &&
        (has_word(text, "everything|anything|onwards|onward") || closed_up(text).ends_with("on"));
    if (from_there || has_word(text, kConditions)) return closed_up(text);
    // "keep only one of the cabs".
    const auto one = find_word(text, "one of|just one|only one|single|any of");
    if (order.meant > 1 && one) return text.substr(one->begin, one->end - one->begin);
    const auto described = text;
    take_counts(text, order.meant);
    if (order.beginning) take_asking(text);
    const auto part =
        find_word(text, "一部分|一半|大部分|小部分|half|part of|some of|most of|some");
    take_words(text, kFillers);
    if (part) return closed_up(described);
    if (is_empty(text)) return {};
    if (order.meant == 1 && !order.counted && only_describes(described)) return {};
    return closed_up(text);
}

}  // namespace errand::skills::ledger
