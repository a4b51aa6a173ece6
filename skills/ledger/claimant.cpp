#include "skills/ledger/claimant.hpp"

#include <algorithm>
#include <cctype>

#include "language/text.hpp"
#include "skills/ledger/vocabulary.hpp"
#include "skills/ledger/words.hpp"

namespace errand::skills::ledger {
namespace {

constexpr std::string_view kClaimants =
    "报销人|报账人|报帐人|申请人|claimant's name|name of the claimant|claimant|claimed by|"
    "in the name of|on behalf of|employee name";
// Between the word and the name.
constexpr std::string_view kLinks =
    "应该是|应该写|应该填|应该|应为|要写|要填|要改成|名字|姓名|一栏|那栏|处|都|请|帮我|写成|写|"
    "填成|填|改成|"
    "改为|改|换成|换|设为|设成|是|为|叫|用|:|=|should be|should read|needs to be|has to be|must "
    "be|is|"
    "to|as|be|was|called|named|changed|set|please|name|the|now|actually";
constexpr std::string_view kEnds =
    "不是|而不是|别写|吧|哈|哦|啊|呢|谢谢|,|.|not|instead of|rather "
    "than|please|thanks|and|for|in|from";
constexpr std::string_view kNobody =
    "谁|什么|哪|吗|who|what|which|nobody|none|me|myself|us|my|i|不|没有|空|一样|同上|同|本人|自己";
// Family names, by which "我是王小明" is told from "我是学生会的".
constexpr std::string_view kFamilies =
    "赵|钱|孙|李|周|吴|郑|王|冯|陈|褚|卫|蒋|沈|韩|杨|朱|秦|尤|许|何|吕|施|张|孔|曹|严|华|金|魏|陶|"
    "姜|"
    "戚|谢|邹|喻|柏|水|窦|章|云|苏|潘|葛|奚|范|彭|郎|鲁|韦|昌|马|苗|凤|花|方|俞|任|袁|柳|鲍|史|唐|"
    "费|廉|岑|薛|雷|贺|倪|汤|滕|殷|罗|毕|郝|邬|安|常|乐|于|时|傅|皮|卞|齐|康|伍|余|元|卜|顾|孟|平|"
    "黄|穆|萧|肖|尹|姚|邵|湛|汪|祁|毛|禹|狄|米|贝|明|臧|计|伏|成|戴|谈|宋|茅|庞|熊|纪|舒|屈|项|祝|"
    "董|梁|杜|阮|蓝|闵|席|季|麻|强|贾|路|娄|危|江|童|颜|郭|梅|盛|林|刁|钟|徐|邱|骆|高|夏|蔡|田|樊|"
    "胡|凌|霍|虞|万|支|柯|昝|管|卢|莫|经|房|裘|缪|干|解|应|宗|丁|宣|邓|郁|单|杭|洪|包|诸|左|石|崔|"
    "吉|钮|龚|程|嵇|邢|滑|裴|陆|荣|翁|荀|羊|惠|甄|曲|家|封|芮|储|靳|段|焦|侯|叶|白|谭|温|关|付|"
    "欧阳|上官|司马|诸葛|司徒|尉迟|公孙|慕容";

// The clause with its letters as they were written, where the bytes agree.
std::string_view written(const Clause& clause) {
    const auto folded = language::normalise(clause.said);
    return folded.size() == clause.text.size() && clause.said.size() == clause.text.size()
               ? std::string_view(clause.said)
               : std::string_view(clause.text);
}

// The name that stands from `at` on, as written.
std::string name_from(const Clause& clause, std::size_t at) {
    std::string_view text = clause.text;
    for (;;) {
        while (at < text.size() && (text[at] == ' ' || text[at] == ':' || text[at] == '"')) ++at;
        const auto link = word_at(text, at, kLinks);
        if (!link || *link == at) break;
        at = *link;
    }
    auto end = text.size();
    if (const auto stop = find_word(text, kEnds, std::min(at, text.size())))
        end = std::max(at, stop->begin);
    if (at >= end) return {};
    auto name = std::string(bare(written(clause).substr(at, end - at)));
    while (name.ends_with("的")) name.resize(name.size() - std::string_view("的").size());
    return name;
}

bool is_name(std::string_view name) {
    constexpr std::size_t kLongest = 40;
    if (name.empty() || name.size() > kLongest) return false;
    if (std::ranges::any_of(name, [](unsigned char c) { return std::isdigit(c) != 0; }))
        return false;
    const auto folded = language::normalise(name);
    if (has_word(folded, "isn't|is not|wasn't|aren't|not|不是|并非|never")) return false;
    if (const auto nobody = find_word(folded, kNobody);
        nobody && (nobody->begin == 0 || static_cast<unsigned char>(folded[nobody->begin]) >= 0xE0))
        return false;
    const bool chinese = static_cast<unsigned char>(name.front()) >= 0xE0;
    return !chinese || (language::length(name) <= 8 && !find_category(folded, false));
}

// "水电费", "房租", "高铁票" begin as names do.
bool is_expense(std::string_view name) {
    return has_word(name, "票|费|租|款|单|账|税|薪") || find_category(name, false) ||
           std::ranges::any_of(kinds(),
                               [&](const Kind& kind) { return has_word(name, kind.words); });
}

// Two or three words that begin with capitals, from `at` on.
std::string capitals_from(std::string_view said, std::size_t at) {
    std::size_t words = 0;
    auto end = at;
    auto next = at;
    while (next < said.size() && words < 4 &&
           std::isupper(static_cast<unsigned char>(said[next])) != 0) {
        while (next < said.size() && said[next] != ' ' && said[next] != ',' && said[next] != '.')
            ++next;
        end = next;
        ++words;
        next = past_spaces(said, next);
    }
    if (words < 2) return {};
    return std::string(said.substr(at, end - at));
}

// Things that have capitals and claim nothing.
bool is_thing(std::string_view name) {
    const auto folded = language::normalise(name);
    return has_word(
        folded,
        "january|february|march|april|may|june|july|august|september|october|november|"
        "december|q1|q2|q3|q4|fy|gmbh|ltd|inc|llc|corp|company|ag|kg|university|"
        "department|project|team|conference|trip|fair|bank|twenty|nineteen|fiscal|financial|"
        "first|second|third|fourth|last|this|next|year|month|quarter|the|all|my|our|a|"
        "an|expense|expenses|travel|business|monday|tuesday|wednesday|thursday|"
        "friday|saturday|sunday");
}

}  // namespace

std::string claimant_in(const Clause& clause) {
    if (has_word(clause.text, kInterrogatives) || has_word(clause.text, "谁")) return {};
    const auto spot = find_word(clause.text, kClaimants);
    if (!spot) return {};
    if (auto name = name_from(clause, spot->end); is_name(name)) return name;
    // "Priya Nair is the claimant", "赵敏当报销人".
    auto before = std::string(clause.text.substr(0, spot->begin));
    const auto link = find_word(before, "是|当|做|作|为|is the|is|as the|as");
    if (!link) return {};
    auto name = std::string(bare(written(clause).substr(0, link->begin)));
    for (const std::string_view filler : {"就用", "用", "让", "以", "use ", "put ", "make "})
        if (language::normalise(name).starts_with(filler)) name = name.substr(filler.size());
    return is_name(name) && !has_word(language::normalise(name), "第|号|不") ? name : std::string();
}

std::string claimant_at_beginning(const Clause& clause) {
    if (auto name = claimant_in(clause); !name.empty()) return name;
    const auto said = written(clause);
    // "expense claim for Dana Whitfield", "I'm Dana Whitfield".
    constexpr std::string_view kIntroducing =
        "i'm|im|i am|my name is|this is|for|name:|name is|it's";
    for (auto spot = find_word(clause.text, kIntroducing); spot;
         spot = find_word(clause.text, kIntroducing, spot->end)) {
        auto name = capitals_from(said, past_spaces(said, std::min(spot->end, said.size())));
        if (!name.empty() && !is_thing(name)) return name;
    }
    const auto introduced = find_word(clause.text, "我叫|我的名字叫|我名字叫|本人叫|姓名");
    if (introduced)
        if (auto name = name_from(clause, introduced->end); is_name(name)) return name;
    const auto own = find_word(clause.text, "我是|给|替|帮");
    if (!own) return {};
    auto name = std::string_view(clause.text).substr(own->end);
    if (const auto end = find_word(name, "报销|做|弄|整理|生成|出"))
        name = name.substr(0, end->begin);
    if (!word_at(name, 0, kFamilies) || name.ends_with("的") || is_expense(name)) return {};
    name = bare(name);
    const auto length = language::length(name);
    const bool plain =
        !has_word(name, "公司|店|部|们|家|会|组|爸|妈|总|老师|同学|经理|的|我|你|他|这|那");
    return plain && length >= 2 && length <= 3 ? std::string(name) : std::string();
}

}  // namespace errand::skills::ledger
