// Owns: the words by which people work on a ledger, and how a clause falls into what it is about
// and what is to become of it. Texts are normalised. Pure; any thread.
#pragma once

#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "ledger/ledger.hpp"
#include "skills/ledger/sentence.hpp"

namespace errand::skills::ledger {

inline constexpr std::string_view kUndo =
    "撤销|撤回|撤消|还原|回退|退回上一步|恢复上一步|恢复到上一步|上一步|改回去|改回来|undo|revert|"
    "roll back|rollback|go back|take that back|undo that";
inline constexpr std::string_view kNotUndo = "撤回函";
inline constexpr std::string_view kRedo = "重做|恢复撤销|redo";
inline constexpr std::string_view kForget =
    "忘掉|忘记|别记|不要记|不用记|清除记忆|删除记忆|forget what|forget all|forget everything|"
    "forget my|forget the rules|forget the sellers|forget what you|clear your memory|"
    "delete what you remember|don't remember|do not remember";
// Nothing more, where it was just shown what is remembered.
inline constexpr std::string_view kForgetIt = "forget|forget it|forget that|delete it|delete that";
inline constexpr std::string_view kShowMemory =
    "记住了什么|记住了哪些|记得什么|记得哪些|记了哪些|记住什么|what do you remember|"
    "what you remember|what did you remember|what have you learned|what did you learn";
// With words of leaving out in them, and yet nothing is to be left out.
inline constexpr std::string_view kNoChange =
    "不用改|不用动|不改|不变|不用管|不用再|不要改|别改|别动|don't change|do not change|no change|"
    "no changes|no problem|no problems|no issue|no issues|no need|nothing wrong";
inline constexpr std::string_view kTakeBack =
    "加回来|加回去|加回|放回来|放回去|放回|恢复|重新计入|重新算上|还是要|还是算上|算上|要回来|"
    "拿回来|"
    "也算进去|也要算|也要|也留下|也留|再加上|重新加|put back|bring back|add back|take back|include "
    "again|restore|re-include|"
    "count again|keep after all|re-add|readd|do include|should count|back in|include";
inline constexpr std::string_view kNotTakeBack =
    "don't include|do not include|not include|not included|别算上|不算上|不要算上|不用算上|别加回|"
    "don't count|never include";
inline constexpr std::string_view kOnly =
    "我就报|就报|就只报|就留|就做|就统计|就列|就看|就来|单要|单报|单独要|"
    "只要|就要|光要|只留下|只留|只保留|仅保留|只算|只报|只看|只需要|只需|只计|只统计|仅|光要|只|"
    "才要|才算|才报|才留|才计入|"
    "only|just|"
    "nothing but|keep only|only keep|only include";
// No part is left out any more.
inline constexpr std::string_view kAllAgain =
    "全都要|全部都要|全部要|全要|都要了|都要吧|都还是要|所有的都要|都算上|全算上|全算|不限了|"
    "都不限|"
    "all of them count|keep them all|keep all of them|include them all|include everything|"
    "include all|count everything|count them all|everything counts|take all of them|"
    "all of them after all|everything after all|bring them all back|put them all back";
// Nothing is fine where these stand.
inline constexpr std::string_view kNotFine =
    "没有一个|没一个|一个都不|一个也不|都不|全不|none|nothing is|not all|not every|"
    "不对|对不|不好|不行|不可以|不正确|不是|没对|not right|not correct|not fine|not ok|incorrect|"
    "isn't right|isn't correct";
// A value is said to be wrong; the right one may follow.
inline constexpr std::string_view kWrong =
    "不对|有误|错了|写错|填错|不正确|有错|弄错|搞错|记错|是错的|不准|wrong|incorrect|not right|"
    "not correct|isn't right|isn't correct|mistaken|is off|a mistake|misread|misprinted";
// "I meant 2025": the part that is wanted in place of another.
inline constexpr std::string_view kMeant =
    "我是说|我说的是|我的意思是|我要的是|想要的是|要的是|是要|就要|要的|改成|换成|改为|应该是|"
    "其实是|i meant|i mean|meant|should be|should have been|make it|change it to|change to|"
    "i wanted|i want|it's|rather|instead|actually";
inline constexpr std::string_view kFine =
    "按票面|照票面|以票面|按原票|按发票上|照发票上|as printed|as stated|as on the invoice|go by "
    "the invoice|as the invoice says|"
    "没问题|没有问题|没毛病|不用动|不用管|no change|no changes|no issue|no issues|no need|"
    "nothing "
    "wrong|不要改|别改|别动|都对|对的|正确|是对的|无误|没错|可以|好的|ok|okay|fine|right|correct|"
    "good|all good|looks good|looks fine|looks right|no problem|no problems|没事|认可|确认|就这样|"
    "就这样吧|保持|不变|照旧|不用改|不改|as is|as it is|leave it|leave as is|keep it|keep as is|"
    "keep them|accept|accepted|confirm|confirmed|yes|yep|y|sure|是的|嗯|行|好|对|unchanged|"
    "leave them|stay|are fine|is fine|that's right|that is right";
inline constexpr std::string_view kAgreeWithProposal =
    "按建议|照建议|同意建议|按你说的|照你说的|按你的|听你的|采纳|按推荐|as proposed|as you propose|"
    "as suggested|as you suggest|take the proposal|accept the proposal|accept your proposal|"
    "use the proposal|follow the proposal|your suggestion|your proposal|accept all proposals";
inline constexpr std::string_view kSkip =
    "空着|留空|标出来|标注出来|标注一下|标记出来|leave it blank|leave them blank|leave those blank|"
    "leave blank|leave them open|mark them|flag them|just mark|just flag|"
    "跳过|先跳过|不用了|不了|no "
    "thanks|nope|none|nothing|不管|不用管|先不管|先这样|就这样|不回答|直接生成|"
    "直接出|"
    "先出|"
    "不知道|不清楚|skip|ignore them|don't know|do not know|no idea|just make it|"
    "go ahead|proceed|as is|whatever|随便|都行|never mind the doubts";
inline constexpr std::string_view kMoveWords =
    "把|将|请把|移动|移|挪|归类|归到|归为|归入|归|算作|算成|算到|算|放到|放进|放在|放|改成|改为|"
    "改到|"
    "改归|改|记到|记为|记在|记入|记|并到|并入|并|划到|划入|列入|列为|列到|属于|应该是|应该|应为|"
    "都是|"
    "换成|put|move|file|book|classify|reclassify|categorise|categorize|recategorise|"
    "recategorize|change|set|count|treat|mark|label|should be|should go|belong|belongs|make|"
    "that is|that's|are|is|的类别|类别|分类|category|the category of";
inline constexpr std::string_view kLanguageWords =
    "换成英文|改成英文|用英文|英文版|英文的|要英文|翻成英文|翻译成英文|变成英文|英文表头|换成中文|"
    "改成中文|用中文|中文版|中文的|要中文|翻成中文|翻译成中文|中文表头|表头改中文|表头改英文|"
    "转成英文|转成中文|in english|in chinese|english version|chinese version|english please|"
    "chinese please|to english|to chinese|into english|into chinese|english headings|"
    "english headers|chinese headings|chinese headers";
inline constexpr std::string_view kOwnTaxId =
    "公司税号|我们税号|我们的税号|税号是|购方税号|本公司税号|税号为|税号|our tax id|company tax id|"
    "our vat id|our vat number|company vat|tax id|vat id|vat number";
inline constexpr std::string_view kExport =
    "导出|输出|生成|给我|export|also as|save|as csv|as json";
inline constexpr std::string_view kShowDoubts =
    "存疑|疑问|可疑|不确定|拿不准|没把握|doubtful|doubts|uncertain|questionable|unsure|not sure|"
    "要我看|需要确认|要我确认";
// Sums for each of these.
inline constexpr std::string_view kByQuarter =
    "按季度|按季|分季度|每个季度|每季度|每季|各季度|各季|哪个季度|季度汇总|by quarter|per quarter|"
    "each quarter|every quarter|quarterly|which quarter|by the quarter";
inline constexpr std::string_view kByMonth =
    "哪个月|哪月|每个月|每月|各月|按月|分月|逐月|月度|which month|by month|per month|each month|"
    "every month|monthly|month by month|by the month|for every month";
inline constexpr std::string_view kBySeller =
    "哪家|哪个供应商|哪个商家|按供应商|按商家|按销售方|按商户|按店|每家|各家|各商家|供应商|"
    "which supplier|which seller|which vendor|which shop|which merchant|by supplier|by vendor|"
    "by seller|by merchant|by shop|per vendor|per supplier|per seller|each supplier|each vendor|"
    "谁开的|who issued";
inline constexpr std::string_view kByCategory =
    "各类|每类|每一类|按类别|按类|分类别|分类汇总|各类别|每个类别|类别汇总|占比|breakdown|"
    "by category|by type|by kind|per category|per type|each category|each type|every category";
inline constexpr std::string_view kQuestions =
    "哪天|几号|几月|什么时候|what day|what date|when|"
    "多少|几张|几个|几笔|几处|哪些|哪几|哪张|哪个|哪家|哪一|什么|怎么样|吗|在哪|列出|列一下|看看|"
    "看一下|"
    "看下|查一下|查查|显示|给我看|合计|总共|总计|总额|一共|共计|最大|最贵|最多|最高|最小|how much|"
    "how many|which|what|what's|where|where's|who|show|list|total|sum|sums|count the|tell me|"
    "按季|分季度|每季|各季|季度汇总|by quarter|per quarter|each quarter|every quarter|quarterly|"
    "is there|are there|any duplicates|biggest|largest|most expensive|highest|summary|summarise|"
    "summarize|breakdown|overview|汇总|明细|清单|进度|挑出来|按月|分月|每个月|每月|各月|按类别|"
    "按类|每类|各类|按商家|按供应商|每家|per month|by month|each month|every month|monthly|"
    "by category|per category|by type|by seller|by vendor|by supplier|per vendor|per supplier|"
    "呢|有没有|看不清|did i|do i|have i|did we|did you|are any|is any|net of|average|平均";
// Words that make a question of whatever else is there.
inline constexpr std::string_view kInterrogatives =
    "多少|几张|几个|几笔|几处|哪些|哪几|哪张|哪个|哪家|哪一|哪里|什么|吗|在哪|列出|列一下|看看|"
    "看一下|"
    "看下|查一下|显示|给我看|怎么|挑出来|告诉我|有没有|按季|分季度|每季|各季|哪个季度|季度汇总|"
    "by quarter|per quarter|each quarter|every quarter|quarterly|按月|分月|每个月|每月|各月|per "
    "month|by "
    "month|"
    "each month|every month|monthly|by category|per category|by seller|by vendor|by supplier|"
    "按类别|按商家|按供应商|how much|how many|which|what|what's|where|where's|who|show|"
    "list|tell me|is there|are there|any";
// To others: that is not done here.
inline constexpr std::string_view kSend =
    "发给|发到|发送给|转发|发邮件|发个邮件|寄给|传给|邮件给|打印|email it|email this|email them|"
    "mail it|mail this|send it to|send this to|send them to|send that to|forward it|forward this|"
    "print it|print this|print them|share it|share this|email the|forward the|send the ledger";
// Verbs of moving that begin no other sentence.
inline constexpr std::string_view kMovesAtBeginning =
    "归到|归为|归入|归|算作|算成|算到|算进|算在|算|放到|放进|放在|记到|记为|记在|记入|列入|列为|"
    "划到|under|as|count|put|book|file";
inline constexpr std::string_view kOfFiles =
    "发票|票据|收据|附件|压缩包|文件夹|invoices|receipts|bills|attachments|archive|folder|zip|"
    "年度|annual|yearly|pdf|ofd|xml";

struct FormatWord {
    std::string_view words;
    std::string_view format;  // empty: one that cannot be written
};
inline constexpr std::array<FormatWord, 4> kFormats = {
    {{"csv|逗号分隔", "csv"},
     {"json", "json"},
     {"excel|xlsx|电子表格|xls", "xlsx"},
     {"pdf版|导出pdf|as pdf|as a pdf|转成pdf|pdf格式|word版|as word|ods|word格式|docx|as html|"
      "html格式",
      ""}}};

// Blanks the words of leaving out, of taking back; whether that is asked for. English parts its
// verbs: "leave March out", "put April back".
bool take_leave_out(std::string& text);
bool take_take_back(std::string& text);
// "酒店别加回来": what is left out stays so.
bool denies_take_back(const std::string& text);
// Blanks the words for "only"; whether there were any. "只留下半年的" has 下半年 in it.
bool take_only(std::string& text);

bool is_question(std::string_view text);
// A question's words in what is to be done: "把总额改成…".
bool is_order(std::string_view text);

// "… under travel", "…归到差旅": what stands before, and the category.
struct Destination {
    std::string subject;
    errand::ledger::Category category;
    std::string said;  // the category as it was called
};
std::optional<Destination> part_at_destination(std::string_view text);
// "餐饮不要归到差旅", "taxis are not travel": where something is not to go.
std::optional<Destination> denied_destination(std::string_view text);
// What stands behind a verb of moving and is no category that there is; empty: nothing.
std::string unknown_destination(const Clause& clause);

// "… 改成 320", "… is 2025-03-04": what stands before, and the value's words. Not `connected`: only
// a field's name stands between them ("金额 320").
struct ValuePart {
    std::string subject;
    std::string value;
    bool connected = true;
};
std::optional<ValuePart> part_at_value(std::string_view text);
// The field that a value is of by its looks: a day, a category, an amount; nothing: none of these.
std::optional<std::string> field_of_value(std::string_view words);

// The field that the clause names ("金额", "date"), as Change::field.
std::optional<std::string> field_in(std::string_view text);
void blank_field(std::string& text);
// The words as the field's value in the form that a Change takes; `said`: as they were written, for
// names. Nothing where they are no such value.
// `year`: whose days are meant where no year is said.
std::optional<std::string> read_value(std::string_view field, std::string_view words,
                                      std::string_view said, int year);

// What an answer gives for one line of the question: a category, an amount, a day, a name.
std::optional<errand::ledger::Change> value_for(const Clause& clause, const std::string& rest,
                                                const Asked& asked, int year);

// What follows the words in the clause, as written, without particles; empty: nothing.
std::string after(const Clause& clause, std::string_view words);
// A tax id in the text: 15 to 20 letters and digits, or a European VAT id; empty: none.
std::string tax_id_in(std::string_view said);

assistant::Text memory_text(const Memory& memory);

}  // namespace errand::skills::ledger
