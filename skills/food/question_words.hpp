// Owns: the words of questions, as data: see question.hpp. Each line is a list of phrases, parted
// by bars. Constant; any thread.
#pragma once

#include <string_view>

#include "skills/food/question.hpp"

namespace errand::skills::food::question_words {

struct TopicWords {
    Topic topic;
    std::string_view asking;  // a question by themselves
    std::string_view naming;  // a question beside a word that asks, or with nothing else
};

inline constexpr TopicWords kTopics[] = {
    {Topic::Arrival,
     "多久|要多久|得多久|还要多久|还得多久|等多久|要等多久|得等多久|多长时间|要多长时间|几点|"
     "几点钟|什么时候|啥时候|啥时|何时|什么时间|多少分钟|几分钟|几多分钟|要多少时间|快不快|"
     "来得及吗|赶得上吗|how long|how much longer|when will|when does|when would|when can|when is "
     "it|"
     "when should|when do i|when's it|when is the|when are|when|what time|at what time|how soon|"
     "how fast|how quick|how quickly|how many minutes|how much time|in how long",
     "到货时间|送达时间|送到时间|预计时间|配送时间|送餐时间|eta|arrival|arrive|arrives|"
     "delivery time|waiting time|wait time"},
    {Topic::Total,
     "多少钱|要多少钱|多少钱来着|几块|几块钱|几元|多少元|多少块|花多少|付多少|要付多少|花了多少|"
     "付了多少|一共多少|总共多少|合计多少|什么价|啥价|啥价钱|怎么卖|贵不贵|贵吗|how much|how much "
     "is|"
     "how much was|how much does|how much do i|how much did|what does it cost|what did it cost|"
     "what will it cost|what did i pay|what do i pay|what will i pay|what am i paying|"
     "what do i owe|how expensive|what's the damage",
     "总价|总额|合计|价格|价钱|到手价|实付|total|the price|the cost|price|cost|the bill|grand "
     "total"},
    {Topic::Delivery,
     "pay for delivery|pay for the delivery|paying for delivery|charge for delivery|"
     "charged for delivery|cost to deliver|cost for delivery|delivery cost|is delivery free|"
     "deliver for free|is delivery included|include delivery|includes delivery|delivery included|"
     "including delivery|is that with "
     "delivery|含配送费吗|包配送费吗|包含配送费|包括配送费|含运费吗|"
     "带配送费吗|包邮吗|免配送费吗|免运费吗",
     "配送费|运费|送餐费|外送费|外卖费|跑腿费|快送费|delivery fee|delivery fees|delivery charge|"
     "delivery charges|delivery price|for delivery|free delivery|shipping|shipping fee"},
    {Topic::Packing, "",
     "打包费|包装费|餐盒费|盒子钱|packing|packing fee|packaging|packaging fee|packing charge|"
     "box fee|container fee"},
    {Topic::Minimum, "多少起送|几块起送",
     "起送|起送价|起送费|最低消费|minimum|minimum order|order minimum"},
    {Topic::Coupons,
     "便宜了多少|优惠了多少|减了多少|省了多少|how much did i save|how much do i save",
     "优惠|优惠券|券|用券|红包|折扣|满减|打折|活动|coupon|coupons|discount|discounts|deal|deals|"
     "promo|promotion|promotions|voucher|vouchers|savings"},
    {Topic::Rating,
     "几分|多少分|几颗星|几星|好不好吃|好吃吗|味道怎么样|味道咋样|靠谱吗|靠不靠谱|any good|"
     "is it good|are they good|is it any good|how good|how's the rating|how are the reviews",
     "评分|口碑|评价|好评率|打分|rating|ratings|rated|reviews|review|stars|star rating"},
    {Topic::Distance,
     "多远|有多远|离我多远|远不远|远吗|近不近|近吗|几公里|多少公里|几千米|how far|how close|"
     "how near|is it far|is it close|how many km|how many kilometers|how many miles",
     "距离|distance"},
    {Topic::Contents,
     "都有啥|都有什么|里面有什么|里面有啥|里面都有什么|点了什么|点了啥|点的什么|点的啥|点了些什么|"
     "点了些啥|点了几份|点了几个|点了几杯|点的是什么|买了什么|买了啥|包含什么|包括什么|含什么|"
     "一共几份|一共几个|一共几杯|总共几份|总共几杯|是什么口味|什么口味|什么辣度|什么甜度|辣不辣|"
     "辣吗|甜不甜|甜吗|冰不冰|what's in|what is in|what's included|what is included|"
     "what did i order|what did i get|what have i ordered|what am i getting|what am i ordering|"
     "what's in it|what comes with|how many are there|how many did i|how many am i|what size|"
     "is it spicy|how spicy|what's on the order|what's in the order|what's in my order",
     ""},
    {Topic::Shop,
     "哪家的|是哪家|是哪家店|哪家店的|什么店|哪个店的|谁家的|是谁家|which shop|which restaurant|"
     "which place|what shop|what restaurant|who makes it|where's it from|where is it from|"
     "where does it come from|who is it from|who's it from",
     ""},
    {Topic::Address,
     "送到哪|送到哪里|送到哪儿|送去哪|送去哪里|送去哪儿|送哪|送哪里|送哪儿|寄到哪|地址对吗|"
     "地址是哪|地址是哪个|地址是哪里|地址是什么|送到哪个地址|"
     "地址对不对|是送到|是送去|送的是|是不是送|会送到|is it going to|is it coming to|is it being "
     "sent to|"
     "does it go to|will it go to|will it come to|are you sending it to|are they going to|is this "
     "going to|"
     "哪个地址|什么地址|where is it going|where's it going|where does it go|"
     "where are you sending|where will it be delivered|where is it being delivered|"
     "where is it delivered|where do you deliver|where are they delivering|which address|"
     "what address|to which address|where to|sent to where",
     "收货地址|送餐地址|配送地址|地址|delivery address|the address|address"},
    {Topic::Difference,
     "有什么区别|有啥区别|什么区别|啥区别|区别在哪|区别是什么|有什么不同|有啥不同|有什么不一样|"
     "有啥不一样|哪里不一样|哪里不同|差在哪|差别在哪|有什么差别|有区别吗|差别大吗|对比一下|"
     "比较一下|"
     "比一比|what's the difference|what is the difference|what are the differences|"
     "how do they differ|how are they different|how do they compare|how do these compare|"
     "compare them|compare these|compare the two|compare both|what's different",
     "区别|差别|不同|不一样|difference|differences"},
    {Topic::Advice,
     "哪个好|哪家好|哪个更好|哪家更好|哪个比较好|哪家比较好|选哪个好|选哪家好|你推荐哪个|"
     "推荐哪个|推荐哪家|你觉得哪个好|你觉得哪家好|建议选哪个|哪个好吃|哪家好吃|哪个更好吃|"
     "哪家更好吃|which is better|which one is better|which is best|which one is best|"
     "which do you recommend|which one do you recommend|which would you|which one would you|"
     "what do you recommend|which should i|which one should i",
     ""},
    {Topic::PickupCode, "",
     "取餐码|取餐号|取货码|取件码|取餐的码|提货码|取单码|pick up code|pickup code|pick-up code|"
     "collection code|pickup number|pick-up number|order code"},
    {Topic::Courier,
     "谁送|谁在送|谁给我送|who is bringing|who's bringing|who delivers|"
     "who is delivering|who's delivering|who brings",
     "骑手|外卖员|配送员|送餐员|外卖小哥|小哥|快递员|骑手电话|courier|the courier|driver|"
     "the driver|rider|the rider|delivery guy|delivery person|delivery man|delivery driver"},
    {Topic::Payment,
     "付成功|付款成功|支付成功|扣款成功|付上了吗|付过了吗|付了吗|付了没|付款了吗|付款了没|付好了吗|"
     "扣了几次|扣了我几次|扣几次|扣了两次|扣两次|多扣|重复扣|重复付|扣钱了吗|扣款了吗|扣了多少次|"
     "did the payment go through|did it go through|has it gone through|payment go through|"
     "payment went through|was i charged|have i been charged|was i billed|charged twice|"
     "charged me twice|paid twice|pay twice|how many times was i charged|is it paid|was it paid|"
     "has it been paid|have i paid|did i pay already|did you pay|have you paid|is that paid",
     ""},
    {Topic::Where,
     "到哪了|到哪儿了|到哪里了|走到哪|送到哪了|送到哪儿了|送到哪里了|在哪了|在哪儿了|出发了吗|"
     "出发没|做好了吗|做好没|接单了吗|接单没|到了吗|到了没|送出来了吗|where is it|where's it|"
     "where is my|where's my|where's the food|where is the food|is it on its way|has it left|"
     "is it ready|did they accept|is it coming",
     ""},
};

struct PreferenceWords {
    std::string_view preference;
    std::string_view words;
};
inline constexpr PreferenceWords kPreferences[] = {
    {"fastest",
     "快|快点|快一点|快些|更快|最快|比较快|早|早点|早一点|更早|最早|先到|早到|faster|"
     "fastest|quicker|quickest|sooner|soonest|earlier|earliest|first to arrive|comes first|arrives "
     "first|here first|there first"},
    {"cheapest",
     "便宜|便宜点|便宜一点|更便宜|最便宜|便宜些|划算|更划算|最划算|实惠|更实惠|省钱|"
     "cheaper|cheapest|less expensive|least expensive|costs less|better value|"
     "best value"},
    {"nearest", "近|近点|近一点|更近|最近|比较近|closer|closest|nearer|nearest"},
    {"best_rated",
     "评分高|评分更高|评分最高|评价好|评价更好|评价最好|口碑好|口碑更好|分高|"
     "评分好|better rated|best rated|higher rated|highest rated|better rating|"
     "higher rating|better reviews|best reviews|better reviewed"},
};
inline constexpr std::string_view kWhich =
    "哪家|哪个|哪一家|哪一个|哪间|哪边|哪份|谁家|which|which one|which of|which of these|"
    "which of them|which of those|which of the two|who's|who is";

// With one of these a word that names a topic asks for it.
inline constexpr std::string_view kAsking =
    "吗|嘛|呢|么|多少|几|什么|啥|怎么|咋|怎样|有没有|是不是|要不要|有无|多大|谁|来着|是啥|如何|"
    "再发|发我|告诉我|给我看|看看|看下|看一下|查一下|查下|what|what's|whats|how|how's|is|are|was|"
    "were|does|do|did|any|who|who's|who is|where|can|could|tell me|show me|give me|remind me|send "
    "me";

// What stands beside a question and asks and wants nothing.
inline constexpr std::string_view kFiller =
    "嗯|嗯嗯|那|哦|噢|喔|啊|呀|哈|哈哈|吧|了|的|呢|喂|诶|哎|唉|额|呃|对了|请问|话说|你好|您好|谢谢|"
    "多谢|谢谢你|谢啦|好的|好|好吧|行|等等|等一下|等下|先|先等等|我想问|我想问下|我想问一下|想问|"
    "想问下|想问一下|问一下|问下|问个问题|顺便问|顺便问一下|顺便问下|那个|这个|麻烦|麻烦问下|"
    "麻烦问一下|不好意思|大概|ok|okay|hmm|hm|um|uh|oh|ah|so|well|hey|hi|hello|thanks|thank you|"
    "please|also|and|but|by the way|btw|one more thing|question|quick question|wait|hold on|"
    "just curious|just wondering|i'm wondering|i was wondering|before i decide|first|sorry|"
    "actually|cool|great|alright|all right|right|nice|fine|out of curiosity|before that|"
    "before i pay|one sec|a sec|one question";

// Something is to be changed, chosen or called off, or it does not matter.
inline constexpr std::string_view kOrders =
    "换|换成|换一家|换个|改|改成|改到|改为|取消|不要|不要了|别放|别加|别要|备注|再来|再加|再点|"
    "来一|来两|来三|来份|"
    "来杯|来个|加一|加两|加份|加个|加杯|点一|点两|点个|点份|给我来|给我点|帮我点|帮我订|下单|就要|"
    "就选|"
    "就它|就这|选|选第|要第|去掉|算了|都行|都可以|随便|无所谓|不限|什么都行|不想|我要|我想要|要是|"
    "如果|change|switch|swap|make it|make that|make them|make one|add|cancel|remove|drop|replace|"
    "order a|order another|order me|i'll take|i'll have|i'll go|i will take|"
    "get me|instead|go with|choose|take it|take the|take that|whenever|anytime|any time|"
    "whichever|doesn't matter|forget|never mind|nevermind|scrap|if i|if we|let's|lets|deliver it|"
    "send it|bring it|book|no need|under|below|within|"
    "at most|up to|no more than|less than|budget|tell the driver|tell the courier|tell the rider|"
    "ask the driver|ask the courier|ask the rider|let the driver|let the courier|find something|"
    "find me|something else|something with|anything else|other options|lower price|better price";

// An order that was made.
inline constexpr std::string_view kPast =
    "刚才那单|刚才的单|刚刚那单|刚才那个|刚刚那个|刚才点的|刚刚点的|上一单|上单|上次那单|"
    "上一个订单|"
    "上个订单|上次点的|昨天那单|那单|这单|我的订单|之前那单|my last order|the last order|last "
    "order|"
    "my order|the order|that order|my previous order|previous order|my latest order|last time|"
    "yesterday's order|my lunch|my dinner|my food|did i pay|did i spend|did i order|did i get";

struct PlaceWords {
    int place;
    std::string_view words;
};
inline constexpr PlaceWords kPlaces[] = {
    {1,
     "第一家|第一个|第1家|第1个|头一家|头一个|第一|1号|一号|the first|the first one|first one|"
     "first option|option 1|option one|number 1|number one"},
    {2,
     "第二家|第二个|第2家|第2个|第二|2号|二号|the second|the second one|second one|"
     "second option|option 2|option two|number 2|number two|the other one|the other"},
    {3,
     "第三家|第三个|第3家|第3个|第三|3号|三号|the third|the third one|third one|third option|"
     "option 3|option three|number 3|number three"},
    {4, "第四家|第四个|第4家|第4个|第四|the fourth|the fourth one|fourth one|option 4|number 4"},
    {5, "第五家|第五个|第5家|第5个|第五|the fifth|the fifth one|fifth one|option 5|number 5"},
    {-1, "最后一家|最后一个|最后那家|最后那个|the last|the last one|last one|last option"},
};

}  // namespace errand::skills::food::question_words
