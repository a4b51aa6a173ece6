// What a clause says beside the things: where to, for how many, for how much, at which shop.
#include <algorithm>
#include <array>

#include "skills/food/choosing/phrase.hpp"

namespace errand::skills::food::choosing {

namespace {

bool is_workplace(View words) {
    return contains_any(
               words, {U"公司", U"单位", U"办公室", U"上班", U"工作室", U"工作的地方", U"店里"}) ||
           words == U"学校" || words == U"医院";
}

}  // namespace

std::string place_in(View clause) {
    static constexpr std::array<View, 8> kTo = {U"配送地址写", U"地址写", U"地址是", U"送到",
                                                U"送去",       U"寄到",   U"送回",   U"送来"};
    for (const View to : kTo) {
        const auto at = clause.find(to);
        if (at == View::npos) continue;
        auto words = clause.substr(at + to.size());
        for (const View stop :
             {U"就行", U"就好", U"就可以", U"吧", U"和他", U"和她", U"一起", U"的那份", U"开完"})
            if (const auto end = words.find(stop); end != View::npos) words = words.substr(0, end);
        if (words.starts_with(U"的") || words.empty()) continue;
        if (words.starts_with(U"家") || words.starts_with(U"我家") || words == U"家中")
            return "home";
        if (is_workplace(words)) return "office";
        if (words.size() <= 40) return utf8(words);
    }
    if (contains_any(clause, {U"到家", U"在家约会", U"来你家", U"给家里"})) return "home";
    if (contains_any(clause, {U"在公司", U"在单位", U"到公司", U"留在公司", U"上班的地方",
                              U"外卖到学校", U"外卖到医院", U"到单位", U"到办公室"}))
        return "office";
    return {};
}

int people_in(View clause) {
    int people = 0;
    for (std::size_t at = 0; at < clause.size(); ++at) {
        const auto count = count_at(clause, at);
        if (!count) continue;
        for (const View unit : {U"个人", U"人份", U"位", U"口人", U"口", U"个小伙伴", U"个同事",
                                U"个朋友", U"人一起", U"个室友", U"个同学", U"名同事", U"名同学",
                                U"个客户", U"个学生", U"个闺蜜", U"个哥们"})
            if (clause.substr(count->end).starts_with(unit))
                people = std::max(people, count->value);
        at = count->end > at ? count->end - 1 : at;
    }
    if (people > 0)
        return contains_any(clause, {U"和你一起", U"跟你一起", U"陪你", U"你和", U"来家", U"来你家",
                                     U"你跟"})
                   ? people + 1
                   : people;
    for (const View many : {U"他们", U"你们", U"我们", U"咱们", U"她们"})
        if (const auto at = clause.find(many); at != View::npos)
            if (const auto count = count_at(clause, at + many.size()); count && count->value < 30)
                return count->value;
    if (contains_any(clause, {U"她俩", U"他俩", U"她们俩", U"他们俩"})) return 3;
    if (contains_any(clause, {U"爸妈", U"父母", U"爷爷奶奶"})) return 3;
    if (contains_any(clause, {U"你和她",     U"你和他",   U"你俩",     U"你们俩",     U"我俩",
                              U"我们俩",     U"咱俩",     U"两个人",   U"你和妻",     U"你和丈",
                              U"你和老",     U"你和男",   U"你和女",   U"你和朋",     U"你和同",
                              U"你和妹",     U"你和姐",   U"你和弟",   U"你和哥",     U"你和妈",
                              U"你和爸",     U"你和孩",   U"你和闺",   U"你和室",     U"你和客",
                              U"和客户一起", U"和她一起", U"和他一起", U"和同事一起", U"和朋友一起",
                              U"男朋友",     U"女朋友",   U"老婆",     U"老公",       U"相亲对象",
                              U"来你家找你", U"一个朋友"}))
        return 2;
    return 0;
}

std::optional<Money> budget_in(View clause) {
    for (std::size_t at = 0; at < clause.size(); ++at) {
        const auto count = count_at(clause, at);
        if (!count) continue;
        const auto rest = clause.substr(count->end);
        const bool money =
            rest.starts_with(U"块") || rest.starts_with(U"元") || rest.starts_with(U" 元");
        const bool other =
            longest_at(rest, 0,
                       {U"分", U"小时", U"公里", U"k", U"米", U"个", U"点", U"人", U"岁", U"份",
                        U"杯", U"位", U"斤", U":", U"天", U"号", U"月"}) > 0;
        if (!money && (other || count->value < 10)) {
            at = count->end - 1;
            continue;
        }
        if (!contains_any(clause, {U"预算", U"左右", U"以内", U"不超过", U"人均", U"每人", U"控制",
                                   U"以下", U"之内"}))
            return std::nullopt;
        if (count->value > 100'000) return std::nullopt;
        return Money{count->value * 100, contains_any(clause, {U"人均", U"每人", U"一人"}),
                     contains_any(clause, {U"左右", U"大概", U"大约", U"差不多", U"上下"})};
    }
    return std::nullopt;
}

View shop_of_clause(View clause) {
    for (std::size_t at = 0; at < clause.size(); ++at) {
        if (!View(U"在从去").contains(clause[at])) continue;
        const auto from = at + 1;
        for (auto end = from; end < clause.size() && end < from + 16; ++end) {
            const bool bought = end > from && (clause.substr(end).starts_with(U"点的") ||
                                               clause.substr(end).starts_with(U"买的") ||
                                               clause.substr(end).starts_with(U"吃的"));
            if (!bought && !begins_want(clause, end)) continue;
            auto name = clause.substr(from, end - from);
            // "在之前喝过的初茶花月家": what comes before tells which.
            if (const auto of = name.rfind(U'的'); of != View::npos && of + 2 < name.size())
                name = name.substr(of + 1);
            for (const View tail :
                 {U"店里", U"那里", U"那边", U"这家店", U"店", U"家", U"里", U"上"})
                if (name.size() > tail.size() + 1 && name.ends_with(tail)) {
                    name.remove_suffix(tail.size());
                    break;
                }
            const bool no_shop =
                name.size() < 2 ||
                contains_any(
                    name, {U"一家", U"附近", U"这家", U"那家", U"家里", U"公司", U"网",   U"一个",
                           U"学校", U"你",   U"他",   U"她",   U"的",   U"点",   U"之前", U"以前",
                           U"这之", U"家附", U"办公", U"医院", U"宿舍", U"晚上", U"中午", U"下午",
                           U"早上", U"今天", U"明天", U"，",   U"想",   U"要",   U"酒店", U"路上",
                           U"这里", U"一起", U"外面", U"会前", U"之后", U"期间", U"时候", U"途中",
                           U"同一", U"睡前", U"饭前", U"会后", U"班前"});
            if (!no_shop) return name;
            break;
        }
    }
    return {};
}

View shop_in(View words) {
    for (const View lead : {U"那家", U"这家"})
        if (const auto at = words.find(lead); at != View::npos && at + lead.size() < words.size()) {
            const auto name = words.substr(at + lead.size());
            for (const View kind :
                 {U"新开", U"常去", U"常点", U"很火", U"网红", U"好吃", U"以前", U"之前", U"最近"})
                if (name.starts_with(kind)) return {};
            return name;
        }
    return {};
}

std::u32string asked_of_shop(View clause) {
    if (!contains_any(clause, {U"商家", U"店家", U"店里", U"老板", U"备注", U"叮嘱"})) return {};
    for (const View lead : {U"商家能", U"店家能", U"商家", U"店家", U"老板", U"备注", U"叮嘱"}) {
        const auto at = clause.find(lead);
        if (at == View::npos) continue;
        auto words = clause.substr(at + lead.size());
        for (const View word : {U"提供", U"少放", U"多放", U"多给", U"不放", U"打包"})
            if (const auto from = words.find(word); from != View::npos) {
                words = words.substr(from);
                if (words.starts_with(U"提供")) return U"需要" + std::u32string(words.substr(2));
                return std::u32string(words);
            }
    }
    return {};
}

}  // namespace errand::skills::food::choosing
