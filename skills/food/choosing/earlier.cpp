#include "skills/food/choosing/earlier.hpp"

#include <array>

namespace errand::skills::food::choosing {

namespace {

constexpr std::array<View, 8> kCancels = {U"取消", U"退了",   U"退掉", U"退单",
                                          U"撤销", U"不要了", U"退款", U"退订"};

}  // namespace

const std::vector<View>& changes() {
    static const std::vector<View> all = {U"换成", U"改成", U"改点"};
    return all;
}

bool tells_of_earlier(View clause) {
    if (contains_any(clause, {U"听说", U"已经点", U"已经下单", U"原本点", U"本来点", U"原先点",
                              U"一开始点"}))
        return true;
    if (!contains_any(clause,
                      {U"刚点", U"刚才", U"刚下单", U"刚刚", U"上次", U"上周", U"上回", U"昨天",
                       U"前天", U"之前", U"以前", U"昨晚", U"上个月", U"早上点", U"中午点"}))
        return false;
    if (contains_any(clause, {U"点过的", U"吃过的", U"喝过的", U"买过的", U"常点的", U"订过的"}))
        return false;
    if (contains_any(clause,
                     {U"再", U"一样", U"打算", U"想", U"要", U"准备", U"希望", U"换", U"同款"}) &&
        !contains_any(clause, {U"刚点", U"刚才点", U"刚下单"}))
        return false;
    return contains_any(clause, {U"点", U"买", U"吃", U"喝", U"下单", U"订", U"那家", U"外卖"});
}

std::optional<std::size_t> cancel_at(View clause, bool anything_earlier) {
    for (const View word : kCancels)
        if (const auto at = clause.find(word); at != View::npos) {
            const bool other =
                contains_any(clause, {U"会议", U"约会", U"行程", U"航班", U"聚会", U"课"});
            if (!other) return at;
        }
    if (!anything_earlier && !contains_any(clause, {U"刚", U"订单", U"之前那", U"那份", U"那单"}))
        return std::nullopt;
    for (const View word : changes())
        if (const auto at = clause.find(word); at != View::npos) return at;
    return std::nullopt;
}

View thing_before(View clause, Words marks) {
    for (const View mark : marks)
        if (const auto at = clause.find(mark); at != View::npos && at > 0) {
            auto from = clause.substr(0, at).find_last_of(U"了的过点");
            from = from == View::npos ? 0 : from + 1;
            return clause.substr(from, at - from);
        }
    return {};
}

}  // namespace errand::skills::food::choosing
