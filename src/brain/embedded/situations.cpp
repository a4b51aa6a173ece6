#include "brain/embedded/situations.hpp"

#include "base/check.hpp"
#include "json/json.hpp"

namespace errand::brain::embedded {
namespace {

json::value view(std::string_view text) {
    auto parsed = json::parse(text);
    ERRAND_CHECK(parsed.has_value());
    return *parsed;
}

constexpr std::string_view kChoice =
    R"json({"title": "珍珠奶茶", "ask": {"id": "1.1", "type": "choice",
"offers": [
 {"index": 1, "shop": {"id": "s1", "name": "茶百味(湖滨店)"
}
, "items" : [ {"name" : "珍珠奶茶", "quantity" : 2} ], "total" : "38.00", "eta_minutes" : 35
},
 {"index": 2, "shop": {"id": "s2", "name": {"zh": "蓝鲸茶饮", "en": "Blue Whale Tea"}},
  "items": [{"name": {"zh": "黑糖珍珠奶茶", "en": "Brown Sugar Pearl Milk Tea"}, "quantity": 2}],
  "total": "32.50", "eta_minutes": 48},
 {"index": 3, "shop": {"id": "s3", "name": {"zh": "一颗茶", "en": "One Leaf"}},
  "items": [{"name": {"zh": "珍珠奶茶", "en": "Pearl Milk Tea"}, "quantity": 2}],
  "total": "41.00", "eta_minutes": 22}]
}
})json";

constexpr std::string_view kDraft =
    R"json({"title": "珍珠奶茶", "ask": {"id": "1.2", "type": "approval"},
"draft": {"shop": {"zh": "蓝鲸茶饮", "en": "Blue Whale Tea"}, "deliver_to": "office", "total": "44.00",
 "items": [{"name": {"zh": "珍珠奶茶", "en": "Pearl milk tea"}, "quantity": 2},
           {"name": {"zh": "可乐", "en": "Cola"}, "quantity": 1}]}})json";

constexpr std::string_view kOne =
    R"json({"title": "latte", "ask": {"id": "1.2", "type": "approval"},
"draft": {"shop": "Hill Coffee", "deliver_to": "office", "total": "66.00",
 "items": [{"name": {"zh": "拿铁", "en": "Latte"}, "quantity": 3}]}})json";

constexpr std::string_view kBulk =
    R"json({"title": "奶茶", "ask": {"id": "1.2", "type": "approval"},
"draft": {"shop": "一颗茶", "items": [{"name": {"zh": "奶茶", "en": "milk tea"}, "quantity": 40}]}})json";

constexpr std::string_view kPizza = R"json({"title": "pizza", "ask": {"id": "1.1", "type": "choice",
"offers": [{"index": 1, "shop": {"name": {"zh": "披萨工坊", "en": "Pizza Works"}},
 "items": [{"name": {"zh": "玛格丽特披萨", "en": "Margherita pizza"}, "quantity": 1}],
 "total": "58.00", "eta_minutes": 40},
 {"index": 2, "shop": {"name": {"zh": "石炉披萨", "en": "Stone Oven"}},
 "items": [{"name": {"zh": "夏威夷披萨", "en": "Hawaiian pizza"}, "quantity": 1}],
 "total": "52.00", "eta_minutes": 55}]}})json";

constexpr std::string_view kMilkTea =
    R"json({"title": "奶茶", "ask": {"id": "2.2", "type": "approval"},
"draft": {"shop": "一颗茶", "items": [{"name": {"zh": "奶茶", "en": "milk tea"}, "quantity": 1}]}})json";

constexpr std::string_view kPaid = R"json({"title": "奶茶", "ask": null,
"draft": {"shop": "一颗茶", "items": [{"name": {"zh": "奶茶", "en": "milk tea"}, "quantity": 1}]},
"orders": [{"id": "o1", "state": "preparing"}]})json";

OpenErrand open_errand(std::uint64_t number, std::string_view text, bool asked_last = true) {
    return {number, "food", "waiting", view(text), asked_last};
}

}  // namespace

Context situation(std::string_view name) {
    Context context;
    context.now = parse_time("2026-03-02T11:40:00+08:00").value();
    context.address_labels = {"home", "office", "妈妈家"};
    for (const std::string_view slot :
         {"item", "quantity", "options", "deliver_to", "shop", "when", "budget"})
        if (name == slot)
            context.errands = {
                open_errand(1, R"({"title": "", "ask": {"id": "1.1", "type": "slot", "slot": ")" +
                                   std::string(slot) + "\"}}")};
    if (name == "choice") context.errands = {open_errand(1, kChoice)};
    if (name == "draft") context.errands = {open_errand(1, kDraft)};
    if (name == "one") context.errands = {open_errand(1, kOne)};
    if (name == "bulk") context.errands = {open_errand(1, kBulk)};
    if (name == "two") context.errands = {open_errand(1, kPizza, false), open_errand(2, kMilkTea)};
    if (name == "paid") context.errands = {open_errand(1, kPaid, false)};
    return context;
}

}  // namespace errand::brain::embedded
