// Owns: kinds of expense, and which one an invoice is. Pure; any thread.
#pragma once

#include <boost/describe.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/error.hpp"
#include "invoice/record.hpp"

namespace errand::ledger {

// In the order in which a summary lists them.
enum class Category {
    Travel,         // 差旅: long-distance tickets
    Transport,      // 交通: in town
    Lodging,        // 住宿
    Meals,          // 餐饮
    Vehicle,        // 车辆: fuel, tolls, parking, repair
    Communication,  // 通讯
    Courier,        // 快递
    Office,         // 办公
    Equipment,      // 设备
    Software,       // 软件/技术服务
    Conference,     // 会议/培训
    Professional,   // 咨询/专业服务
    Advertising,    // 广告/宣传
    Rent,           // 租赁
    Utilities,      // 水电/物业
    Finance,        // 保险/金融
    Gifts,          // 礼品/福利
    Materials,      // 材料/采购
    Other,          // 其他
};
BOOST_DESCRIBE_ENUM(Category, Travel, Transport, Lodging, Meals, Vehicle, Communication, Courier,
                    Office, Equipment, Software, Conference, Professional, Advertising, Rent,
                    Utilities, Finance, Gifts, Materials, Other)

const std::vector<Category>& all_categories();
// For a person: "餐饮", "Meals".
std::string_view name_of(Category category, std::string_view language);
// By its name in either language, or what people call it: "差旅费", "travel", "打车", "hotels".
std::optional<Category> category_named(std::string_view name);

// A rule of a company's own; tried before the built-in ones, in order. Every part that is not empty
// must fit: a tax code by its beginning, the others as a part of the text.
struct CategoryRule {
    static constexpr bool kDefaults = true;
    std::string tax_code;
    std::string goods;
    std::string seller;
    std::string category;  // a name as category_named takes it
    // The seller's name is the whole one, as where a person's own corrections taught the rule:
    // "Acme" is not "Acme Logistics". No file says it.
    bool whole_seller = false;
};
BOOST_DESCRIBE_STRUCT(CategoryRule, (), (tax_code, goods, seller, category))

// JSON: {"rules": [{"tax_code": "30408", "category": "office"}, …]}. Invalid names the rule.
Result<std::vector<CategoryRule>> read_category_rules(std::string_view json);

// `confidence` in percent: 100 by the kind of document or a rule of the company's own, 95 by tax
// code, 90 by the name of the goods' class (*餐饮服务*), 75 by a word in the goods' name, 55 by the
// seller's name, 0 where nothing is known (Other). `because` says what decided, for a person.
struct Guess {
    Category category = Category::Other;
    int confidence = 0;
    std::string because;
};
// Of several lines, the category with most money wins; where lines differ the confidence is less.
Guess guess_category(const invoice::Invoice& invoice, const std::vector<CategoryRule>& rules = {});

}  // namespace errand::ledger
