#include "skills/ledger/talk.hpp"

#include "skills/ledger/vocabulary.hpp"
#include "skills/ledger/words.hpp"

namespace errand::skills::ledger {
namespace {

constexpr std::string_view kCallOff =
    "不弄了|不做了|别做了|别弄了|不搞了|别搞了|不办了|不用弄了|不用做了|不用整了|不整了|不理了|"
    "不想弄了|不想做了|不要做了|不要弄了|不要台账了|台账不要了|台账不用了|不需要台账|"
    "不需要了|用不着了|取消台账|取消报销|放弃|到此为止|自己弄|自己做|自己整|自己搞|自己来|自己填|"
    "自己手工|手工弄|手工做|手动弄|手动做|call it off|call this off|call the whole thing off|"
    "scrap it|scrap that|scrap this|scrap the|forget it|forget about it|forget this|forget that|"
    "forget the whole|forget the ledger|never mind|nevermind|nvm|drop the whole|drop the ledger|"
    "drop it all|don't bother|do not bother|do it myself|do this myself|do them myself|"
    "handle it myself|by hand|on my own|don't need it|don't need this|don't need the ledger|"
    "no longer need|not needed anymore|cancel the ledger|cancel this|cancel the whole|"
    "stop the ledger|abandon|changed my mind about the ledger|leave it altogether";
// Not the ledger: its doubts.
constexpr std::string_view kNotOff =
    "never mind the|never mind about|nevermind the|don't forget|do not forget|forget that one|"
    "scrap the one|不要忘|别忘";
// "算了" ends it where something else of the kind is said beside it.
constexpr std::string_view kResigns = "算了|罢了|拉倒|never mind|nevermind|forget it";
constexpr std::string_view kPutOff =
    "待会|等会|等下再|等一下再|一会再|一会儿再|过会|过一会|回头再|回头说|回头弄|晚点|晚些|晚一点|"
    "稍后|稍晚|以后再|改天|改日|明天再|下午再|晚上再|下次再|有空再|先放着|先放一放|先放放|先搁|"
    "先停一下|先等等|先等一下|先暂停|暂停|先不急|先忙|先开个会|开完会|later|not now|another time|"
    "some other time|tomorrow|tonight i|in a bit|in a while|in a minute|in an hour|"
    "get back to|come back to|back in a|back in an|back in half|be back in|brb|gotta run|gotta "
    "go|have to run|have to go|got to go|"
    "got to run|need to run|need to go|pause|park it|park this|on hold|hold on to|"
    "pick this up|pick it up later|finish this another|when i'm back|when i get back|"
    "after lunch|after my meeting|after the meeting|running late|busy right now|busy now";
constexpr std::string_view kGoOn =
    "继续|接着弄|接着来|接着做|接着说|接着上次|接着刚才|接上|我回来了|回来了|弄到哪|做到哪|"
    "说到哪|到哪一步|到哪了|还差什么|还缺什么|还剩什么|还要我确认|where were we|where did we|"
    "where was i|where are we|carry on|continue|go on with|let's go on|pick up where|"
    "i'm back|i am back|back now|resume|what's left|what is left|what's still open|"
    "what is still open|what else do you need|what do you still need";
constexpr std::string_view kWrongFiles =
    "发错|传错|拿错|选错|放错|给错|弄错文件|错文件|文件错|错了文件|文件夹错|错的文件|错的是|"
    "不是刚才|不是那个文件|不是这个文件夹|换成这个|换成这些|换这个|换这些|"
    "以这个为准|以这些为准|前面的不算|刚才的不算|之前的不算|刚才那个不算|替换|重新发|重发|"
    "wrong folder|wrong file|wrong files|wrong zip|wrong archive|wrong ones|wrong one|"
    "wrong receipts|wrong invoices|wrong attachment|wrong attachments|wrong directory|"
    "not those|not that one|not that folder|instead of those|instead of that|instead of the|"
    "use these instead|use this instead|these instead|this instead|this one instead|"
    "ignore the first|ignore the last|ignore the previous|ignore those|ignore that|scratch that|"
    "replace the|replace those|replace them|replace it|replaces the|sent the wrong|"
    "attached the wrong|mixed up the|mixed up those";
constexpr std::string_view kAdding =
    "加上|加进|加到|补上|补充|追加|一起|也算|还有|漏了|add|also|too|as well|forgot|more";
// How people say beside files that they hand them in.
constexpr std::string_view kHandsIn =
    "翻出|找到|又有|还有|给你|发你|喏|再加|再补|加一张|加几张|补一张|补几张|少了|漏|算进去|算进|"
    "算在|全都算|放一起|"
    "合在一起|"
    "在这|here is|here are|here's|here you go|here it is|here they are|found|one more|two more|"
    "some more|a few more|another|missing|missed|attached|these|this one|goes in|go in|include|"
    "included|count|them";
// What was done by oneself, before "by hand".
constexpr std::string_view kDoneSo =
    "wrote|written|filled|typed|made|did|done|paid|entered|added|that i|which i|receipt|invoice";
constexpr std::string_view kStops =
    "取消|算了|不要了|不用了|停下|停止|停|终止|结束|中止|作废|stop|cancel|abort|quit|end|drop "
    "it|drop";
// Said in passing. Longer ones hold shorter ones.
constexpr std::string_view kPassing =
    "不好意思|对不起|抱歉|麻烦你了|麻烦了|麻烦您|麻烦|辛苦了|辛苦|劳驾|拜托|多谢|谢谢你|谢谢|谢了|"
    "如果可以的话|如果可以|如果方便的话|方便的话|可以的话|不要紧|没关系|无所谓|不碍事|不用担心|"
    "别担心|没别的了|没有别的了|就这些了|就这些|再见|拜拜|"
    "回见|"
    "你好|您好|在吗|哈喽|等下|等一下|等等|等会|慢着|且慢|稍等|哦对了|对了|啊不对|不对不对|哎呀|"
    "哎|唉|呃|额|嗯|啊|哦|噢|喔|嘿|哈哈|哈|好吧|好的|好嘞|行吧|行了|那就|那么|话说|另外|还有|其实|"
    "写错了|写错|打错了|打错|说错了|说错|看错了|看错|搞错了|搞错|弄错了|弄错|记错了|记错|填错了|"
    "填错|我错了|我的错|糊涂了|喏|给|来|急用|急|赶紧|快点|sorry about that|sorry|apologies|"
    "my apologies|my bad|my mistake|my fault|oops|whoops|ooops|oh no|oh|ah|aha|argh|ugh|hmm|hm|"
    "umm|um|uh|er|erm|no wait|wait a minute|wait a second|wait|hang on|hold on|one moment|"
    "silly me|stupid me|actually|anyway|well|right then|alright|all right|okay|ok|hello|hey there|"
    "hey|hi there|hi|good morning|morning|thanks a lot|thank you|thanks|thx|ty|please|pls|plz|"
    "cheers|great|perfect|awesome|cool|nice|lovely|brilliant|excellent|by the way|btw|you know|"
    "if possible|if you can|if you could|if you don't mind|that's all|that is all|that's "
    "everything|that is everything|that'll be all|that will be all|"
    "that's it|all done|we're done|i'm done|nothing else|bye bye|bye|goodbye|see you later|see you|"
    "have a good one|much appreciated|appreciate it|"
    "you know what|i think|i guess|i mean|i suppose|let me see|let's see|typo|my typo|"
    "a typo|yes|yeah|yep|no|nope|so|then|now|first|dear|mate|buddy|again";
// A clause that begins so tells something; it orders nothing.
constexpr std::string_view kTelling =
    "i|i'm|i've|i'd|i'll|we|we're|we've|she|he|they|it|it's|that|that's|this|those|these|the|my|"
    "our|his|her|their|there|because|cause|cos|since|as|excel|numbers|not|no|client|customer|boss|"
    "accounting|finance|accountant|company|hope|everything|everyone|nobody|somebody|someone|"
    "我们|我|她|他|他们|它|这|那|因为|由于|毕竟|反正|对方|客户|公司|老板|财务|会计|领导|不是|已经|"
    "另外|单独|下次|上次|本来|原来|大家|同事|别人|票|发票|都是|全是";
// Words of an order, wherever a clause has them.
constexpr std::string_view kOrdering =
    "再|帮我|帮忙|请|给我|把|我要|我想|需要|能不能|可不可以|可以帮|please|can you|could you|"
    "would you|will you|i want|i need|i'd like|let's|make sure";

bool has_figures(std::string_view text) {
    for (const char c : text)
        if (is_digit(c)) return true;
    return false;
}

}  // namespace

bool calls_off(std::string_view text) {
    if (has_word(text, kNotOff)) return false;
    // "我自己填的那张", "the receipt I wrote by hand" speak of something that was done so.
    for (auto spot = find_word(text, kCallOff); spot; spot = find_word(text, kCallOff, spot->end)) {
        const bool done = word_at(text, spot->end, "的").has_value() ||
                          has_word(text.substr(0, spot->begin), kDoneSo);
        if (!done) return true;
    }
    return false;
}

bool stops_all(std::string_view text) {
    std::string left(text);
    if (!take_words(left, kStops) && !calls_off(text)) return false;
    take_words(left, kCallOff);
    take_courtesies(left);
    take_words(
        left,
        "台账|报销单|报销|这件事|这个|这事|任务|全部|整个|一切|the ledger|the errand|the whole|"
        "thing|whole|ledger|errand|report|everything|task|this|job|all|work|i|want|to");
    return is_empty(left) || bare(left).empty();
}

bool puts_off(std::string_view text) {
    // "the later one" is one of two.
    if (has_word(text, "the later|later one|later ones|later than|later date")) return false;
    return has_word(text, kPutOff) && !has_figures(text);
}

bool hands_in(std::string_view text) {
    if (is_courtesy(text)) return true;
    std::string left(text);
    const bool adds = take_words(left, kAdding);
    if (!(take_words(left, kHandsIn) || adds) || has_figures(left)) return false;
    take_courtesies(left);
    take_words(
        left,
        "这个|这些|这几张|几张|这张|那张|一张|两张|三张|张|压缩包|文件夹|文件|票据|票|里的|里面|里|"
        "进去|进来|到里面|同一张表|同一个|同一份|表|全|再|又|刚才|刚|找到|翻出来|一包|抽屉|是|"
        "the|these|those|ones|one|found|another|here|some|few|couple|are|is|was|were|i|had|"
        "have|got|in|same|sheet|as|there|also|please|rest|year|goes|attached|drawer|"
        "folder|zip|archive|bill|that|this|my|missing|missed|left|still|pocket");
    return is_empty(left) || bare(left).empty() || is_remark(left);
}

bool goes_on(std::string_view text) {
    return has_word(text, kGoOn);
}

bool sent_wrong_files(std::string_view text) {
    return has_word(text, kWrongFiles) && !has_word(text, kAdding);
}

void take_courtesies(std::string& text) {
    take_words(text, kPassing);
}

bool is_courtesy(std::string_view text) {
    std::string left(text);
    take_courtesies(left);
    take_words(left, kResigns);
    return is_empty(left) || bare(left).empty();
}

bool is_remark(std::string_view text) {
    if (is_courtesy(text)) return true;
    const auto said = bare(text);
    if (has_figures(said) || is_question(said)) return false;
    if (has_word(said, kOrdering)) return false;
    return word_at(text, past_spaces(text, 0), kTelling).has_value() ||
           word_at(said, 0, kTelling).has_value();
}

}  // namespace errand::skills::ledger
