#include "skills/ledger/words.hpp"

#include <algorithm>
#include <array>

#include "language/text.hpp"
#include "ledger/word_list.hpp"

namespace errand::skills::ledger {

using errand::ledger::Category;
using errand::ledger::Entry;

namespace {

template <class Each>
void each_word(std::string_view list, Each each) {
    while (const auto word = errand::ledger::take_word(list)) each(*word);
}

// Where the word stands from `from` on as a word of its own.
std::size_t place_of(std::string_view text, std::string_view word, std::size_t from) {
    for (auto at = text.find(word, from); at != std::string_view::npos;
         at = text.find(word, at + 1)) {
        const auto end = at + word.size();
        const bool begins = !is_letter(word.front()) || at == 0 || !is_letter(text[at - 1]);
        const bool ends = !is_letter(word.back()) || end == text.size() || !is_letter(text[end]);
        if (begins && ends) return at;
    }
    return std::string_view::npos;
}

bool contains(std::string_view text, std::string_view list) {
    return !list.empty() && find_word(text, list).has_value();
}

// The next character's bytes.
std::size_t character(std::string_view text, std::size_t at) {
    std::size_t size = 1;
    while (at + size < text.size() &&
           (static_cast<unsigned char>(text[at + size]) & 0xC0U) == 0x80U)
        ++size;
    return size;
}

constexpr std::array<std::string_view, 40> kBefore = {
    "把",   "将",      "的",   "这些", "那些", "这个",   "那个",   "所有",  "全部",  "请",
    "帮我", "我的",    "the ", "all ", "my ",  "those ", "these ", "that ", "this ", "any ",
    "a ",   "please ", "of ",  "to ",  "as ",  "under ", "in ",    "and ",  "都",    "也",
    "是",   "为",      "成",   "到",   "在",   "只",     "一下",   "from ", "one ",  "ones "};
constexpr auto kAfter = std::to_array<std::string_view>(
    {"的",        "发票",      "票",     "费用",      "费",        "类",      "类别",
     "里",        "那边",      "吧",     "了",        "呢",        "啊",      "哦",
     "谢谢",      "一类",      "都",     "这类",      "那类",      "里面",    "下面",
     "这一类",    "名下",      "那些",   "这些",      " please",   " too",    " instead",
     " category", " expenses", " costs", " invoices", " receipts", " bills",  " ones",
     " one",      " then",     " now",   " as well",  " also",     " thanks", "s'",
     "'s",        "就行",      "里去",   "去",        "里头",      "中",      " thing"});

constexpr std::string_view kVague =
    "其他|其它|别的|others|other|rest|misc|it|parts|goods|fees|"
    "water|gas|car|food|material|materials|租|技术|学习|货物|网络|"
    "银行|professional|benefits|promotion|energy|supplies";

}  // namespace

std::optional<Spot> find_word(std::string_view text, std::string_view list, std::size_t from) {
    std::optional<Spot> best;
    each_word(list, [&](std::string_view word) {
        if (word.empty()) return;
        const auto at = place_of(text, word, from);
        if (at == std::string_view::npos) return;
        if (!best || at < best->begin ||
            (at == best->begin && word.size() > best->end - best->begin))
            best = Spot{at, at + word.size()};
    });
    return best;
}

bool has_word(std::string_view text, std::string_view list) {
    return find_word(text, list).has_value();
}

std::optional<std::size_t> word_at(std::string_view text, std::size_t at, std::string_view list) {
    std::optional<std::size_t> longest;
    if (at >= text.size()) return longest;
    const auto rest = text.substr(at);
    const bool inside = at > 0 && is_letter(text[at - 1]);
    each_word(list, [&](std::string_view word) {
        if (word.empty() || !rest.starts_with(word)) return;
        if (inside && is_letter(word.front())) return;
        const auto end = at + word.size();
        if (is_letter(word.back()) && end < text.size() && is_letter(text[end])) return;
        if (!longest || end > *longest) longest = end;
    });
    return longest;
}

std::size_t past_spaces(std::string_view text, std::size_t at) {
    while (at < text.size() && text[at] == ' ') ++at;
    return at;
}

void blank(std::string& text, Spot spot) {
    std::fill(text.begin() + static_cast<std::ptrdiff_t>(spot.begin),
              text.begin() + static_cast<std::ptrdiff_t>(spot.end), ' ');
}

bool take_words(std::string& text, std::string_view list) {
    bool any = false;
    while (const auto spot = find_word(text, list)) {
        blank(text, *spot);
        any = true;
    }
    return any;
}

std::string_view bare(std::string_view text) {
    constexpr std::string_view kMarks = " \t,.;:!?\"'()-";
    constexpr std::string_view kPause = "、";
    // "-320" and "(50.00)" are below zero.
    const auto is_amount_at = [](std::string_view rest, std::size_t at) {
        return at < rest.size() && is_digit(rest[at]);
    };
    const auto in_brackets = [&] {
        return text.starts_with('(') && is_amount_at(text, 1) && text.find(')') + 1 == text.size();
    };
    const auto marks_at = [&](std::string_view rest) -> std::size_t {
        if (rest.empty() || (rest.front() == '-' && is_amount_at(rest, 1)) || in_brackets())
            return 0;
        return kMarks.contains(rest.front()) ? 1 : rest.starts_with(kPause) ? kPause.size() : 0;
    };
    const auto marks_before_end = [&]() -> std::size_t {
        if (text.empty() || in_brackets()) return 0;
        return kMarks.contains(text.back()) ? 1 : text.ends_with(kPause) ? kPause.size() : 0;
    };
    for (bool again = true; again;) {
        again = false;
        while (const auto size = marks_at(text)) text.remove_prefix(size);
        while (const auto size = marks_before_end()) text.remove_suffix(size);
        for (const auto word : kBefore)
            if (text.size() > word.size() && text.starts_with(word)) {
                text.remove_prefix(word.size());
                again = true;
            }
        for (const auto word : kAfter)
            if (text.size() > word.size() && text.ends_with(word)) {
                text.remove_suffix(word.size());
                again = true;
            }
    }
    return text;
}

bool is_empty(std::string_view text) {
    std::string left(text);
    take_words(
        left,
        "的|了|吧|呢|啊|哦|呀|嘛|都|也|就|把|将|请|帮我|给我|我|一下|那|这|些|个|张|发票|票|"
        "发票们|这些|那些|please|the|all|my|me|and|then|just|also|too|a|an|of|to|for|in|on|"
        "with|those|these|that|this|it|them|invoices|invoice|receipts|receipt|bills|bill|"
        "ones|one|ok|can|you|could|are|is|be|from|和|跟|与|及|并|再|还|先|要|里|里面|中|类|费用|"
        "台账|报销台账|ledger|sheet|table|表格|表|i|s|so|now|let|lets|us|out|file|files|文件|"
        "从|自|在|吗|刚才|刚刚|那步|这步|上面|前面|was|were|should|would|谢谢|thanks|麻烦|entries|"
        "entry|items|item|rows|row|lines|line|expenses|expense");
    take_words(left, "、");
    return left.find_first_not_of(" \t,.;:!?\"'()-~`") == std::string::npos;
}

const std::vector<Kind>& kinds() {
    static const std::vector<Kind> kAll = {
        {"打车|打车票|打车费|出租车|出租车票|出租|网约车|的士|叫车|滴滴|taxi|taxis|cab|cabs|uber|"
         "ubers|taxi rides|taxi ride|ride hailing|rides|cab rides|cab ride|taxi receipts|taxi "
         "fares",
         Category::Transport,
         "出租|网约车|滴滴|打车|曹操|首汽约车|taxi|taxis|cab|uber|lyft|ride hailing",
         "地铁|公交|轨道|metro|subway|underground|bus|tram"},
        {"restaurant|restaurants|餐厅|饭店|饭馆|馆子", Category::Meals, "", ""},
        {"地铁|公交|metro|subway|bus", {}, "地铁|公交|轨道|metro|subway|underground|bus|tram", ""},
        {"机票|飞机票|飞机|航班|flight|flights|airfare|airfares|plane|planes|plane tickets|air "
         "tickets",
         {},
         "航空|机票|民航|air|airline|airlines|airways|flight|flights|airfare|lufthansa|ryanair",
         ""},
        {"火车票|火车|高铁|高铁票|动车|铁路|train|trains|rail|train tickets|railway",
         {},
         "铁路|火车|高铁|rail|railway|train|trains|bahn|trenitalia|sncf|renfe",
         ""},
        {"加油|加油费|油费|汽油|柴油|油票|fuel|petrol|diesel|gasoline",
         {},
         "汽油|柴油|成品油|加油|石油|石化|fuel|petrol|diesel|gasoline",
         ""},
        {"过路费|过路|通行费|高速费|toll|tolls", {}, "通行费|过路|高速|toll|tolls|pedaggio", ""},
        {"停车费|停车|parking", {}, "停车|parking|parkhaus", ""},
    };
    return kAll;
}

std::string text_of(const Entry& entry) {
    std::string text;
    const auto add = [&](const std::string& more) { text += " " + more; };
    add(entry.invoice.seller.value);
    add(entry.invoice.kind.value);
    add(entry.invoice.business.value);
    for (const auto& line : entry.invoice.lines.value) {
        if (text.size() > 4'096) break;
        add(line.name);
    }
    return language::normalise(text);
}

bool is_of(const Kind& kind, const Entry& entry) {
    const auto text = text_of(entry);
    if (contains(text, kind.but_not)) return false;
    if (contains(text, kind.texts)) return true;
    return kind.category && entry.category.category == *kind.category;
}

std::optional<CategorySpot> find_category(std::string_view text, bool destination) {
    std::optional<CategorySpot> best;
    const auto consider = [&](std::size_t begin, std::size_t end) {
        const auto word = text.substr(begin, end - begin);
        if (best && word.size() <= best->spot.end - best->spot.begin) return;
        if (word.front() == ' ' || word.back() == ' ') return;
        const auto category = errand::ledger::category_named(word);
        if (!category) return;
        if (!destination && find_word(word, kVague) &&
            find_word(word, kVague)->end - find_word(word, kVague)->begin == word.size())
            return;
        best = CategorySpot{{begin, end}, *category};
    };
    constexpr std::size_t kLongest = 40;
    for (std::size_t begin = 0; begin < text.size(); begin += character(text, begin)) {
        if (is_letter(text[begin]) && begin > 0 && is_letter(text[begin - 1])) continue;
        for (auto end = begin; end < text.size() && end - begin < kLongest;) {
            end += character(text, end);
            const bool inside =
                is_letter(text[end - 1]) && end < text.size() && is_letter(text[end]);
            if (!inside) consider(begin, end);
        }
    }
    return best;
}

}  // namespace errand::skills::ledger
