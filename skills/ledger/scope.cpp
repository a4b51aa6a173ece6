#include "skills/ledger/scope.hpp"

#include <algorithm>
#include <array>

#include "skills/ledger/vocabulary.hpp"

namespace errand::skills::ledger {
namespace {

// Verbs whose denial keeps what they name.
constexpr std::string_view kRemoves =
    "划掉|划去|抹掉|砍掉|剔掉|踢掉|踢出去|撇掉|刷掉|取消|去掉|去除|排除|剔除|剔出去|删掉|删除|删了|"
    "删|拿掉|拿出来|拿走|移除|移掉|扣掉|扣除|刨掉|"
    "刨去|跳过|剔|去了|漏掉|漏了|撤掉|leave out|left out|leaving out|exclude|excluded|excluding|"
    "remove|removed|removing|drop|dropped|dropping|skip|skipped|omit|omitted|delete|deleted|"
    "ignore|ignored|cancel|cancelled|canceled|take out|taken out|throw out|thrown out|get rid of|"
    "strike|cut out|discard|discarded|leave off|left off|take off|kick out|kicked out";
// What says by itself that something does not count.
constexpr std::string_view kNotCounted =
    "不要了|不要|不用|不算|不报|不计入|不计|不包括|不包含|不报销|不含|别算|别要|别报|别计|"
    "别混进来|别混进去|不要混进|别混|别掺进来|别掺|别放进来|别放进去|别加进来|别加进去|别算进来|"
    "别算进去|别列进|别写进|别录进|别带上|别带进|别夹在|不要放进来|不要加进来|不要算进|不要列进|"
    "不要带|不用放|不用加进|不放进|不加进|不算进|不列入|不进台账|别进台账|keep out|kept out|"
    "不需要|不留|私人的|个人的|不是我的|without|don't include|do not include|don't count|"
    "do not count|not mine|isn't mine|aren't mine|no|is private|are private|is personal|"
    "are personal|personal|private|don't want|do not want|don't need|do not need|not include|"
    "not claim|do not claim|don't claim|shouldn't count|should not count|doesn't count|"
    "do not keep|don't keep|not keep";
constexpr std::string_view kParted = "leave|left|take|taken|throw|cut|kick|keep";
// In Chinese a negation stands right before its verb, but for these.
constexpr std::string_view kBetween =
    "再|都|给我|随便|轻易|就|全部|全|直接|现在|先|一起|也|能|可以|帮我|给|要|被|把它|它|这张|那张|"
    "这个|"
    "那个|这些|那些|一张|任何|任何一张|哪张";
constexpr std::string_view kHolding = "把|将|让|叫|使";
constexpr std::string_view kChineseDenials =
    "不要|别|不用|不必|不需要|不能|不可以|不可|不应该|不应|不该|不许|不准|勿|甭|不想|没想|没说|"
    "没让|没叫|不一定|未必|不见得|没必要|没有必要|无须|无需|何必|没打算|不愿意|不舍得|"
    "没有要|不是要|不是让|并不|并没有|不会|不打算";
constexpr std::string_view kDenials =
    "don't|do not|dont|never|not|no need to|needn't|need not|shouldn't|mustn't|can't|cannot|"
    "won't|wouldn't|didn't|doesn't|does not|isn't|aren't|wasn't|weren't|no longer|no reason to|"
    "nor|neither";
// "I don't want it dropped" denies the dropping, "I don't want it drop it" does not.
constexpr std::string_view kWants = "want|need|like";
constexpr std::string_view kParticiples =
    "left out|excluded|removed|dropped|skipped|omitted|deleted|ignored|cancelled|canceled|"
    "taken out|thrown out|discarded|left off|kicked out|left|taken";
// Doubly denied: "不能不算".
constexpr std::string_view kOfDouble = "不是|没说|不能|不可|并非|别|没有|不会|not|never";
// Words with 别 in them that deny nothing.
constexpr std::array<std::string_view, 9> kEndInBie = {"特", "分", "类", "级", "性",
                                                       "区", "个", "识", "告"};
constexpr std::string_view kAfterBie = "的|家|人|处|张|名";

bool is_other_word(std::string_view text, Spot spot) {
    const auto word = text.substr(spot.begin, spot.end - spot.begin);
    constexpr std::string_view kBie = "别";
    if (word == kBie) {
        if (word_at(text, spot.end, kAfterBie)) return true;
        return std::ranges::any_of(kEndInBie, [&](std::string_view before) {
            return text.substr(0, spot.begin).ends_with(before);
        });
    }
    // "不要的", "不要了": said of what stands before it.
    return (word == "不要" || word == "不用" || word == "不需要") &&
           word_at(text, spot.end, "的|了").has_value();
}

// The last denial in Chinese that ends by `at`.
std::optional<Spot> chinese_denial(std::string_view text, std::size_t at) {
    std::optional<Spot> last;
    for (auto spot = find_word(text, kChineseDenials); spot && spot->end <= at;
         spot = find_word(text, kChineseDenials, spot->end))
        if (!is_other_word(text, *spot)) last = spot;
    return last;
}

// Nothing stands between them that could be what the negation alone is about.
bool reaches(std::string_view text, Spot denial, std::size_t at) {
    std::string between(text.substr(denial.end, at - denial.end));
    if (has_word(between, kHolding)) return true;
    take_words(between, kBetween);
    return bare(between).empty();
}

bool english_denial(std::string_view text, Spot verb) {
    for (auto spot = find_word(text, kDenials); spot && spot->end <= verb.begin;
         spot = find_word(text, kDenials, spot->end)) {
        const auto wants = word_at(text, past_spaces(text, spot->end), kWants);
        if (!wants) return true;
        const auto between = text.substr(*wants, verb.begin - *wants);
        const auto word = text.substr(verb.begin, verb.end - verb.begin);
        if (has_word(between, "to") || has_word(word, kParticiples)) return true;
    }
    return false;
}

// "去掉的不是酒店", "不是酒店要去掉": which it is said of is not read here.
bool is_split(std::string_view text, Spot verb) {
    if (word_at(text, verb.end, "的是|的不是|的应该是|的并不是|的就是|的应该不是")) return true;
    auto before = text.substr(0, verb.begin);
    while (before.ends_with(' ')) before.remove_suffix(1);
    return has_word(before, "不是|并非") &&
           (before.ends_with("要") || before.ends_with("该") || before.ends_with("得"));
}

// How a verb of leaving out is meant.
Wish wish_of(std::string_view text, Spot verb) {
    if (is_split(text, verb)) return Wish::Unclear;
    if (english_denial(text, verb)) return Wish::Keep;
    const auto denial = chinese_denial(text, verb.begin);
    if (!denial) return Wish::LeaveOut;
    return reaches(text, *denial, verb.begin) ? Wish::Keep : Wish::Unclear;
}

// "一张也不要少".
constexpr std::string_view kNoneMissing = "少|漏|忘|落下|遗漏";
// Behind a word of not counting they make another one of it: "不要紧", "不算贵", "不用担心".
constexpr std::string_view kOtherBehind =
    "紧|急|担心|错|弄错|搞错|重复|改|动|管|谢|怕|慌|多|贵|高|大|太|低|客气|介意|着急|麻烦|说|再|"
    "换|只|超过|超|低于|少于|多于|大于|小于|撤|恢复|加回|放回|忘掉|记";

// Where the clause says that something does not count. "no" says so at its beginning alone, and
// not before what is no expense: "no mistake in #4".
std::optional<Spot> not_counted(std::string_view text) {
    for (auto spot = find_word(text, kNotCounted); spot;
         spot = find_word(text, kNotCounted, spot->end)) {
        const auto word = text.substr(spot->begin, spot->end - spot->begin);
        if (word.ends_with("不要") || word.ends_with("不用") || word.ends_with("不算") ||
            word.ends_with("不报") || word.ends_with("不需要"))
            if (word_at(text, spot->end, kOtherBehind)) continue;
        if (word == "no") {
            std::string before(text.substr(0, spot->begin));
            take_words(before, "and|but|with|please|then|so|,|ok|okay|also");
            if (!bare(before).empty() ||
                word_at(text, past_spaces(text, spot->end),
                        "mistake|mistakes|error|errors|problem|problems|doubt|doubts|issue|issues|"
                        "idea|need|reason|one|longer|more|change|changes|way|matter|worries|worry|"
                        "thanks|thank|question|questions|wait|it|i|not|that|the|don't|do|hurry"))
                continue;
        }
        return spot;
    }
    return std::nullopt;
}

void take_not_counted(std::string& text) {
    while (const auto said = not_counted(text)) blank(text, *said);
}

// Blanks the verb, and before it the denials that are meant for it: one behind it ("those not over
// 50") is of something else.
void take_verbs(std::string& text, std::size_t verb, Wish wish) {
    if (wish != Wish::LeaveOut) {
        auto before = text.substr(0, verb);
        take_words(before, kChineseDenials);
        take_words(before, kDenials);
        text.replace(0, verb, before);
    }
    take_words(text, kRemoves);
    take_not_counted(text);
}

bool doubly_denied(std::string_view text, Spot said) {
    const auto before = text.substr(0, said.begin);
    for (auto spot = find_word(before, kOfDouble); spot;
         spot = find_word(before, kOfDouble, spot->end))
        if (bare(before.substr(spot->end)).empty() && !is_other_word(text, *spot)) return true;
    return false;
}

}  // namespace

bool is_denied(std::string_view text, std::size_t at) {
    if (find_word(text.substr(0, at), kDenials)) return true;
    if (chinese_denial(text, at)) return true;
    // "不归到", "都不是".
    auto before = text.substr(0, at);
    while (before.ends_with(' ')) before.remove_suffix(1);
    return before.ends_with("不") || before.ends_with("没") || before.ends_with("没有") ||
           before.ends_with("非");
}

Wish take_wish(std::string& text) {
    // "能不能不要打车的": what is asked for stands behind it.
    if (const auto polite = find_word(text, "能不能|可不可以|能否|可否|是否可以"))
        blank(text, *polite);
    if (has_word(text, kNoChange)) return Wish::None;
    if (const auto verb = find_word(text, kRemoves)) {
        const auto wish = wish_of(text, *verb);
        take_verbs(text, verb->begin, wish);
        take_words(text, "want|need");
        return wish;
    }
    // English parts its verbs: "leave March out".
    const auto parted = find_word(text, kParted);
    if (const auto out = find_word(text, "out"); parted && out && parted->begin < out->begin) {
        const auto wish = english_denial(text, *parted) ? Wish::Keep : Wish::LeaveOut;
        take_verbs(text, parted->begin, wish);
        take_words(text, kParted);
        take_words(text, "out");
        return wish;
    }
    if (const auto said = not_counted(text)) {
        const bool none_missing = word_at(text, said->end, kNoneMissing).has_value();
        const bool keeps = none_missing || doubly_denied(text, *said);
        const auto wish = is_split(text, *said) ? Wish::Unclear
                          : keeps               ? Wish::Keep
                                                : Wish::LeaveOut;
        take_not_counted(text);
        if (none_missing) take_words(text, kNoneMissing);
        if (wish == Wish::Keep) take_words(text, kOfDouble);
        return wish;
    }
    return Wish::None;
}

// --- exceptions ---

namespace {

// What is said of the others begins here.
constexpr std::string_view kOthersFollow =
    "都|全都|全部|其他|其它|其余|别的|剩下|剩余|一律|统统|通通|所有|只|再|才|,";
constexpr std::string_view kOthersBehind = "都|全|其他|其它|其余|别的|剩下|一律|统统|通通";
constexpr std::string_view kBut = "but for|but";
constexpr std::string_view kAllBefore =
    "everything|all|anything|nothing|none|any|all of them|all of it|every one|everyone|no one|"
    "all the others|the rest|every invoice|every receipt|all invoices|all receipts|"
    "all the invoices|all the receipts|no invoices";
constexpr std::string_view kNothing = "nothing|none|no one|no invoices";
constexpr std::string_view kExcept =
    "except for|except|other than|apart from|aside from|with the exception of|barring|save for|"
    "all but";
// Behind what is excepted: what becomes of the others.
constexpr std::string_view kEndsPart =
    "goes|go|should|is|are|can|must|will|stays|stay|counts|belongs|belong|under|as csv|please|,";
constexpr std::string_view kHeads =
    "everything|anything|all|those|the ones|ones|any|invoices|receipts|bills|entries|whatever|"
    "every invoice|each";
constexpr std::string_view kIsNot =
    "that is not|that isn't|that are not|that aren't|that was not|that wasn't|that were not|"
    "that weren't|which is not|which isn't|which are not|which aren't|that do not|that don't|"
    "that does not|that doesn't|not from|not in|not by|not of|not for|not|isn't|aren't";
constexpr std::string_view kFields =
    "抬头|购买方|购方|买方|销售方|销方|卖方|商家|类别|分类|币种|日期|开票方";

Exception split(std::string_view text, Spot marker, std::size_t part_end, std::size_t left_begin) {
    Exception found;
    found.part = text.substr(marker.end, part_end - marker.end);
    found.left =
        std::string(text.substr(0, marker.begin)) + " " + std::string(text.substr(left_begin));
    return found;
}

// "外" where it ends "除…外" and begins no other word.
std::optional<Spot> outside(std::string_view text, std::size_t from) {
    if (const auto spot = find_word(text, "以外|之外", from)) return spot;
    for (auto spot = find_word(text, "外", from); spot; spot = find_word(text, "外", spot->end))
        if (!word_at(text, spot->end, "卖|币|地|籍|国|包|勤|部")) return spot;
    return std::nullopt;
}

std::optional<Exception> chinese_exception(std::string_view text) {
    auto marker = find_word(text, "除非是|除非|除了|除开|除去|撇开|抛开|刨开");
    const bool whole = marker.has_value();
    for (auto spot = find_word(text, "除"); spot && !marker;
         spot = find_word(text, "除", spot->end))
        if (const auto verb = find_word(text, "删除|排除|剔除|移除|去除|扣除|清除|除外");
            !verb || verb->begin > spot->begin || verb->end < spot->end)
            marker = spot;
    // "除打车都不要": what is said of the others ends it too.
    const bool ended = marker && find_word(text, kOthersBehind, marker->end).has_value();
    if (marker && (whole || ended || outside(text, marker->end))) {
        if (const auto end = outside(text, marker->end))
            return split(text, *marker, end->begin, end->end);
        if (const auto others = find_word(text, kOthersFollow, marker->end))
            return split(text, *marker, others->begin, others->begin);
        return split(text, *marker, text.size(), text.size());
    }
    if (const auto end = find_word(text, "除外")) {
        // "打车的去掉,3月的除外".
        const auto comma = text.substr(0, end->begin).rfind(',');
        const auto begin = comma == std::string_view::npos ? 0 : comma + 1;
        return split(text, {begin, begin}, end->begin, end->end);
    }
    const auto end = find_word(text, "以外|之外");
    if (!end) return std::nullopt;
    return Exception{std::string(text.substr(0, end->begin)), std::string(text.substr(end->end)),
                     false, false};
}

// "不是打车的都去掉", "抬头不是甲公司的不要", "只要不是三月的".
std::optional<Exception> chinese_description(std::string_view text) {
    constexpr std::string_view kOf = "的";
    const auto marker = find_word(text, "不是|不属于|并非|不在");
    if (!marker) return std::nullopt;
    const auto end = text.rfind(kOf);
    if (end == std::string_view::npos || end <= marker->end) return std::nullopt;
    auto found = split(text, *marker, end, end + kOf.size());
    found.described = true;
    if (const auto field = find_word(text.substr(0, marker->begin), kFields);
        field && bare(text.substr(field->end, marker->begin - field->end)).empty()) {
        found.part =
            std::string(text.substr(field->begin, field->end - field->begin)) + "是" + found.part;
        blank(found.left, *field);
    }
    return found;
}

std::optional<Exception> english_exception(std::string_view text) {
    auto marker = find_word(text, kExcept);
    if (!marker)
        for (auto but = find_word(text, kBut); but; but = find_word(text, kBut, but->end)) {
            const auto before = text.substr(0, but->begin);
            for (auto all = find_word(before, kAllBefore); all;
                 all = find_word(before, kAllBefore, all->end))
                if (bare(before.substr(all->end)).empty()) marker = but;
            if (marker) break;
        }
    // "#1 aside, leave out everything".
    if (const auto aside = find_word(text, "aside"); !marker && aside) {
        const auto comma = text.substr(0, aside->begin).rfind(',');
        const auto begin = comma == std::string_view::npos ? 0 : comma + 1;
        return split(text, {begin, begin}, aside->begin, aside->end);
    }
    if (!marker) return std::nullopt;
    auto end = text.size();
    if (const auto stop = find_word(text, kEndsPart, marker->end)) end = stop->begin;
    auto found = split(text, *marker, end, end);
    found.nothing = has_word(text.substr(0, marker->begin), kNothing);
    return found;
}

std::optional<Exception> english_description(std::string_view text) {
    const auto marker = find_word(text, kIsNot);
    if (!marker) return std::nullopt;
    const auto before = text.substr(0, marker->begin);
    std::optional<Spot> head;
    for (auto spot = find_word(before, kHeads); spot; spot = find_word(before, kHeads, spot->end))
        head = spot;
    // "only taxis not in September": within what is wanted.
    const auto inner = std::string_view(text).substr(marker->begin, marker->end - marker->begin);
    const bool of_part = has_word(before, kOnly) && inner.contains(' ');
    if (!of_part && (!head || !is_empty(before.substr(head->end)))) return std::nullopt;
    auto end = text.size();
    if (const auto stop =
            find_word(text, "goes|go to|go under|should|belongs|belong|counts|stays", marker->end))
        end = stop->begin;
    auto found = split(text, *marker, end, end);
    found.described = true;
    return found;
}

}  // namespace

std::optional<Exception> find_exception(std::string_view text) {
    if (auto found = chinese_exception(text)) return found;
    if (auto found = english_exception(text)) return found;
    if (auto found = chinese_description(text)) return found;
    return english_description(text);
}

bool begins_aside(std::string_view text) {
    return word_at(text, past_spaces(text, 0),
                   "不算|不含|不包括|不包含|不计|没算|除了|除去|without|excluding|except|"
                   "not counting|not including|minus")
        .has_value();
}

}  // namespace errand::skills::ledger
