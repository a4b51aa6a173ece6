#include "bench/tool_set.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <string_view>

#include "base/check.hpp"
#include "json/json.hpp"

namespace errand::bench {
namespace {

struct Thing {
    std::string_view one, many, chinese;
};
// What an action says of itself, and how somebody asks for it; {} is the thing, many of them for
// the last three.
struct Deed {
    std::string_view name, about, said, about_in_chinese, said_in_chinese;
    bool of_many = false;
};

constexpr std::array<Deed, 20> kDeeds{{
    {"create", "Creates a new {} with a title and a note.", "set up another {} for the spring plan",
     "新建一个{},带标题和备注。", "帮我为春天的计划弄一个新的{}"},
    {"delete", "Deletes one {} for good.", "get rid of that old {}, nobody wants it",
     "永久删除一个{}。", "那个旧的{}不要了,去掉吧"},
    {"rename", "Renames one {}.", "the {} should be called Harbour from now on", "给一个{}改名。",
     "这个{}的名称换成“海港”"},
    {"archive", "Archives one {}, so that it is out of the way.",
     "put the {} away, we are done with it", "把一个{}归档,不再显示。", "这个{}用完了,存档收起来"},
    {"restore", "Restores one archived {}.", "bring back the {} that was put away last year",
     "恢复已归档的{}。", "把去年收起来的{}还原"},
    {"copy", "Duplicates one {} with all that is in it.", "make a second one just like this {}",
     "复制一个{}及其全部内容。", "照这个{}再做一份一样的副本"},
    {"share", "Shares one {} with other people by their addresses.",
     "let Anna and Wei see the {} too", "把一个{}分享给其他人。", "让小王也能看到这个{},共享给他"},
    {"approve", "Approves one {} that waits for a decision.", "I agree to the {}, let it go ahead",
     "批准一个待审的{}。", "这个{}我同意,审批通过"},
    {"reject", "Rejects one {} with a reason.", "turn down the {}, it came too late",
     "驳回一个{}并说明理由。", "这个{}太晚了,拒绝它"},
    {"comment", "Adds a comment to one {}.", "leave a remark on the {} saying well done",
     "在一个{}下添加评论。", "在这个{}下面留言说做得好"},
    {"assign", "Assigns one {} to a person.", "make Li responsible for the {}",
     "把一个{}指派给某人。", "这个{}交给小李负责,分配一下"},
    {"remind", "Sets a reminder about one {} at a given time.",
     "don't let me forget the {} on Monday at nine", "为一个{}设置提醒时间。",
     "周一九点叫我一声,别忘了这个{}"},
    {"print", "Prints one {} on paper.", "I need the {} on paper for the meeting", "打印一个{}。",
     "开会要用纸质的{},打出来"},
    {"translate", "Translates one {} into another language.", "I need this {} in Spanish",
     "把一个{}翻译成另一种语言。", "这个{}给我弄成西班牙文,译一下"},
    {"history", "Shows the earlier versions of one {} and who changed what.",
     "who has changed the {} since Friday", "查看一个{}的修改历史。",
     "周五以来谁改过这个{},看看记录"},
    {"lock", "Locks one {} against changes.", "nobody may edit the {} any more",
     "锁定一个{},禁止修改。", "这个{}谁都不许再动,锁上"},
    {"list", "Lists all {} with their state.", "which {} are there at the moment",
     "列出所有{}及其状态。", "现在一共有哪些{},列一下", true},
    {"export", "Exports {} as a spreadsheet.", "I want the {} as a table that I can open in Excel",
     "把{}导出为表格。", "把{}弄成Excel表格给我,导一份", true},
    {"import", "Imports {} from a file that was uploaded.",
     "take the {} over from the file that I sent you", "从上传的文件导入{}。",
     "我传的文件里有{},录进来导入", true},
    {"count", "Counts {} by month, for statistics.", "how many {} were there in each month",
     "按月统计{}的数量。", "每个月有多少{},统计一下", true},
}};

constexpr std::array<Thing, 100> kThings{{
    {"invoice", "invoices", "发票"},
    {"contract", "contracts", "合同"},
    {"meeting", "meetings", "会议"},
    {"recipe", "recipes", "菜谱"},
    {"photo", "photos", "照片"},
    {"song", "songs", "歌曲"},
    {"film", "films", "电影"},
    {"ticket", "tickets", "门票"},
    {"parcel", "parcels", "包裹"},
    {"customer", "customers", "客户"},
    {"supplier", "suppliers", "供应商"},
    {"employee", "employees", "员工"},
    {"holiday", "holidays", "假期"},
    {"salary", "salaries", "工资"},
    {"budget", "budgets", "预算"},
    {"receipt", "receipts", "收据"},
    {"loan", "loans", "贷款"},
    {"insurance policy", "insurance policies", "保单"},
    {"hotel", "hotels", "酒店"},
    {"flight", "flights", "航班"},
    {"train", "trains", "火车"},
    {"bus line", "bus lines", "公交线路"},
    {"bicycle", "bicycles", "自行车"},
    {"car", "cars", "汽车"},
    {"garage", "garages", "车库"},
    {"apartment", "apartments", "公寓"},
    {"tenant", "tenants", "租客"},
    {"garden", "gardens", "花园"},
    {"plant", "plants", "植物"},
    {"dog", "dogs", "狗"},
    {"doctor", "doctors", "医生"},
    {"prescription", "prescriptions", "处方"},
    {"vaccination", "vaccinations", "疫苗"},
    {"diet", "diets", "饮食方案"},
    {"workout", "workouts", "健身训练"},
    {"school", "schools", "学校"},
    {"lesson", "lessons", "课程"},
    {"exam", "exams", "考试"},
    {"homework", "homework", "作业"},
    {"library book", "library books", "图书"},
    {"article", "articles", "文章"},
    {"newsletter", "newsletters", "简报"},
    {"podcast", "podcasts", "播客"},
    {"web page", "web pages", "网页"},
    {"domain name", "domain names", "域名"},
    {"server", "servers", "服务器"},
    {"database", "databases", "数据库"},
    {"backup", "backups", "备份"},
    {"password", "passwords", "密码"},
    {"certificate", "certificates", "证书"},
    {"branch", "branches", "分支"},
    {"bug report", "bug reports", "缺陷报告"},
    {"release", "releases", "版本发布"},
    {"survey", "surveys", "问卷"},
    {"vote", "votes", "投票"},
    {"petition", "petitions", "请愿书"},
    {"permit", "permits", "许可证"},
    {"passport", "passports", "护照"},
    {"visa", "visas", "签证"},
    {"tax return", "tax returns", "报税表"},
    {"donation", "donations", "捐款"},
    {"event", "events", "活动"},
    {"concert", "concerts", "音乐会"},
    {"museum", "museums", "博物馆"},
    {"restaurant", "restaurants", "餐厅"},
    {"menu", "menus", "菜单"},
    {"wine", "wines", "葡萄酒"},
    {"coffee", "coffees", "咖啡"},
    {"cake", "cakes", "蛋糕"},
    {"shoe", "shoes", "鞋子"},
    {"coat", "coats", "大衣"},
    {"ring", "rings", "戒指"},
    {"gift card", "gift cards", "礼品卡"},
    {"coupon", "coupons", "优惠券"},
    {"warehouse", "warehouses", "仓库"},
    {"pallet", "pallets", "托盘"},
    {"machine", "machines", "机器"},
    {"sensor", "sensors", "传感器"},
    {"lamp", "lamps", "灯"},
    {"heater", "heaters", "暖气"},
    {"camera", "cameras", "摄像头"},
    {"alarm", "alarms", "警报"},
    {"drone", "drones", "无人机"},
    {"map", "maps", "地图"},
    {"mountain hut", "mountain huts", "山间小屋"},
    {"tent", "tents", "帐篷"},
    {"boat", "boats", "船"},
    {"beach", "beaches", "海滩"},
    {"weather station", "weather stations", "气象站"},
    {"river", "rivers", "河流"},
    {"poem", "poems", "诗歌"},
    {"painting", "paintings", "油画"},
    {"chess game", "chess games", "棋局"},
    {"football club", "football clubs", "足球俱乐部"},
    {"lottery", "lotteries", "彩票"},
    {"stock", "stocks", "股票"},
    {"fund", "funds", "基金"},
    {"currency", "currencies", "货币"},
    {"phone call", "phone calls", "电话"},
    {"chat group", "chat groups", "群聊"},
}};
static_assert(kThings.size() * kDeeds.size() == kMostMadeTools);

std::string filled(std::string_view pattern, std::string_view with) {
    return fmt::format(fmt::runtime(pattern), with);
}

MadeTool made(const Thing& thing, const Deed& deed, bool chinese) {
    const auto english = deed.of_many ? thing.many : thing.one;
    std::string name(thing.one);
    std::ranges::replace(name, ' ', '_');
    MadeTool tool{.name = fmt::format("{}_{}", name, deed.name),
                  .about = filled(deed.about, english),
                  .parameters = {{"id", "which one"}, {"note", "anything to be noted"}},
                  .said = filled(deed.said, english),
                  .said_otherwise = filled(deed.said_in_chinese, thing.chinese)};
    tool.path = "/made/" + tool.name;
    if (!chinese) return tool;
    tool.about = filled(deed.about_in_chinese, thing.chinese);
    tool.parameters = {{"id", "哪一个"}, {"note", "备注"}};
    std::swap(tool.said, tool.said_otherwise);
    return tool;
}

}  // namespace

std::vector<MadeTool> made_tools(std::size_t count) {
    ERRAND_CHECK(count <= kMostMadeTools);
    std::vector<MadeTool> all;
    for (std::size_t at = 0; at < count; ++at) {
        const auto& thing = kThings.at(at % kThings.size());
        const auto deed = at / kThings.size();
        all.push_back(made(thing, kDeeds.at(deed), (at + deed) % 2 == 1));
    }
    return all;
}

MadeTool stock_tool() {
    return {.name = "check_stock",
            .path = "/stock",
            .about = "How many of an item a tea shop has, and in how many minutes it delivers.",
            .parameters = {{"item", "what is wanted, such as oolong"}, {"shop", "which shop"}},
            .said = {},
            .said_otherwise = {}};
}

std::string document_of(const std::vector<MadeTool>& tools) {
    json::object paths;
    for (const auto& tool : tools) {
        json::array parameters;
        for (const auto& [name, about] : tool.parameters)
            parameters.push_back(json::object{{"name", name},
                                              {"in", "query"},
                                              {"description", about},
                                              {"schema", {{"type", "string"}}}});
        paths[tool.path] = {{"get",
                             {{"operationId", tool.name},
                              {"description", tool.about},
                              {"parameters", std::move(parameters)},
                              {"responses", {{"200", {{"description", "an answer"}}}}}}}};
    }
    return json::write(json::object{{"openapi", "3.0.3"},
                                    {"info", {{"title", "Made tools"}, {"version", "1"}}},
                                    {"paths", std::move(paths)}});
}

}  // namespace errand::bench
