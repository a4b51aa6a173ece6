#include "ledger/category.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>

#include "document/trim.hpp"
#include "json/json.hpp"
#include "language/text.hpp"
#include "ledger/limits.hpp"
#include "ledger/word_list.hpp"

namespace errand::ledger {
namespace {

struct Name {
    Category category;
    std::string_view zh;
    std::string_view en;
    std::string_view others;  // what people call it; parted by "|", lower case
};

using enum Category;
constexpr std::array<Name, 19> kNames{{
    {Travel, "差旅", "Travel",
     "机票|火车票|机票火车票|高铁|火车|飞机|长途|出差|trip|trips|flights|trains|travelling|"
     "traveling|business travel"},
    {Transport, "交通", "Local transport",
     "打车|出租车|网约车|市内交通|地铁|公交|transport|transportation|taxi|taxis|rides|commuting"},
    {Lodging, "住宿", "Lodging", "酒店|宾馆|房费|hotel|hotels|accommodation|accommodations"},
    {Meals, "餐饮", "Meals",
     "餐费|吃饭|业务招待|招待|伙食|meal|food|restaurants|dining|entertainment"},
    {Vehicle, "车辆", "Vehicle",
     "油费|汽油|加油|过路|通行|停车|汽车|用车|fuel|petrol|gas|tolls|parking|car|vehicles"},
    {Communication, "通讯", "Communication",
     "通信|电话|话费|网络|宽带|phone|internet|communications|telecom"},
    {Courier, "快递", "Courier",
     "物流|邮寄|邮递|运输|运费|shipping|postage|freight|delivery|couriers"},
    {Office, "办公", "Office supplies", "办公用品|文具|日常办公|office|stationery|supplies"},
    {Equipment, "设备", "Equipment",
     "固定资产|电脑|家具|维修|hardware|computers|furniture|devices"},
    {Software, "软件/技术服务", "Software and IT services",
     "软件|技术服务|技术|信息服务|云服务|software|it|cloud|it services|hosting"},
    {Conference, "会议/培训", "Conferences and training",
     "会议|培训|会务|教育|学习|conference|conferences|training|education|courses"},
    {Professional, "咨询/专业服务", "Professional services",
     "咨询|专业服务|中介|审计|律师|人力资源|设计|consulting|professional|legal|accounting|"
     "advisory"},
    {Advertising, "广告/宣传", "Advertising",
     "广告|宣传|推广|营销|marketing|advertisement|ads|promotion"},
    {Rent, "租赁", "Rent", "房租|租金|租|rental|lease|leasing"},
    {Utilities, "水电/物业", "Utilities",
     "水电|物业|水费|电费|燃气|水电费|electricity|water|energy|utility"},
    {Finance, "保险/金融", "Insurance and bank charges",
     "保险|金融|手续费|银行|利息|insurance|bank|finance|bank charges|fees"},
    {Gifts, "礼品/福利", "Gifts and welfare", "礼品|福利|礼物|团建|gift|gifts|welfare|benefits"},
    {Materials, "材料/采购", "Materials", "材料|采购|原材料|货物|goods|purchases|material|parts"},
    {Other, "其他", "Other", "其它|杂项|别的|others|misc|miscellaneous|rest"},
}};

// By every name, normalised: every part of a sentence may be looked up.
std::map<std::string, const Name*, std::less<>> index_of_names() {
    std::map<std::string, const Name*, std::less<>> index;
    for (const auto& one : kNames) {
        index.emplace(language::normalise(one.zh), &one);
        index.emplace(language::normalise(one.en), &one);
        auto list = one.others;
        while (const auto word = take_word(list)) index.emplace(*word, &one);
    }
    return index;
}

const Name* find_name(std::string_view word) {
    static const auto kIndex = index_of_names();
    const auto found = kIndex.find(word);
    return found == kIndex.end() ? nullptr : found->second;
}

}  // namespace

const std::vector<Category>& all_categories() {
    static const auto kAll = [] {
        std::vector<Category> all;
        for (const auto& one : kNames) all.push_back(one.category);
        return all;
    }();
    return kAll;
}

std::string_view name_of(Category category, std::string_view language) {
    const auto& name = kNames[static_cast<std::size_t>(category)];
    return language == "zh" ? name.zh : name.en;
}

std::optional<Category> category_named(std::string_view name) {
    const auto normal = language::normalise(document::trim(name));
    std::string_view word = normal;
    if (const auto* found = find_name(word)) return found->category;
    // "差旅费", "办公类", "meal expenses".
    for (const std::string_view tail :
         {"费用", "费", "类", "支出", " expenses", " expense", " costs", " cost"})
        if (word.ends_with(tail) && word.size() > tail.size())
            if (const auto* found =
                    find_name(document::trim(word.substr(0, word.size() - tail.size()))))
                return found->category;
    return std::nullopt;
}

namespace {

struct RulesFile {
    std::vector<CategoryRule> rules;
};
BOOST_DESCRIBE_STRUCT(RulesFile, (), (rules))

bool is_blank(std::string_view text) {
    return document::trim(language::normalise(text)).empty();
}

}  // namespace

Result<std::vector<CategoryRule>> read_category_rules(std::string_view text) {
    if (text.size() > kMaxRulesBytes)
        return fail(ErrorCode::Exhausted, "the file of category rules is too large");
    ERRAND_TRY(auto file, json::read<RulesFile>(text));
    if (file.rules.size() > kMaxRules)
        return fail(ErrorCode::Exhausted, fmt::format("more than {} category rules", kMaxRules));
    for (std::size_t at = 0; at < file.rules.size(); ++at) {
        const auto& rule = file.rules[at];
        if (!category_named(rule.category))
            return fail(ErrorCode::Invalid, fmt::format("rules[{}]: no category is called '{:.60}'",
                                                        at, rule.category));
        for (const auto* part : {&rule.tax_code, &rule.goods, &rule.seller})
            if (!part->empty() && is_blank(*part))
                return fail(
                    ErrorCode::Invalid,
                    fmt::format("rules[{}]: a part of nothing but spaces fits everything", at));
        if (rule.tax_code.empty() && rule.goods.empty() && rule.seller.empty())
            return fail(ErrorCode::Invalid,
                        fmt::format("rules[{}] has neither tax_code, goods nor seller", at));
    }
    return std::move(file.rules);
}

}  // namespace errand::ledger
