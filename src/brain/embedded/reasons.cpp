#include "brain/embedded/reasons.hpp"

#include "language/phrases.hpp"

namespace errand::brain::embedded {
namespace {

constexpr std::string_view kReasons =
    "做饭|做好了|饭做好|做好饭|做了饭|做好了饭|煮饭|煮了|煮面|烧饭|烧菜|炒菜|下厨|自己做|自己弄|"
    "在家做|在家吃|"
    "回家吃|"
    "出去吃|出门吃|外面吃|在外面|吃过|吃了|吃完|吃饱|刚吃|已经吃|不饿|没胃口|食堂|请客|请我|请吃|"
    "约了|约饭|"
    "有约|聚餐|饭局|有事|临时|来不及|没时间|赶不上|等不了|等不及|等太久|太慢|太久|太贵|太远|要走|"
    "走了|"
    "出差|开会|改天|下次|改主意|变主意|变卦|计划|减肥|点过|点了|买过|买了|带饭|带了|带回来|剩饭|"
    "剩菜|剩的|"
    "冰箱|泡面|不舒服|肚子疼|睡了|困了|到家了|回家|不在家|有饭|有吃的|下班|取消了|"
    "cooking|cooked|cooks|cook|makes dinner|made dinner|making dinner|made lunch|making lunch|"
    "made food|making food|fixing dinner|eating out|eat out|going out|go out|went out|out for|ate|"
    "eaten|already ate|just ate|not hungry|no longer hungry|aren't hungry|lost my appetite|"
    "no appetite|full|changed my mind|changed our minds|change of plans|plans changed|plans|"
    "too expensive|too pricey|too slow|too long|takes too long|taking too long|too late|too far|"
    "leftovers|brought|bringing|brings|got food|has food|have food|found food|on a diet|no time|"
    "out of time|can't wait|cannot wait|in a meeting|meeting|have to go|gotta go|need to go|"
    "leaving|not feeling|feel sick|sick|treating|invited|invite|take me out|taking me out|"
    "came home|home now|heading home|something came up|came up|on my way|picked up|grab|grabbed|"
    "got lunch|got dinner|had lunch|had dinner|lunch meeting";

const language::Phrases& reasons() {
    static const auto all = [] {
        language::Phrases made;
        auto rest = kReasons;
        while (!rest.empty()) {
            const auto bar = std::min(rest.find('|'), rest.size());
            made.add(rest.substr(0, bar), 0);
            rest.remove_prefix(std::min(bar + 1, rest.size()));
        }
        return made;
    }();
    return all;
}

// Something is to be ordered, changed or sent somewhere.
bool wants(AtomSpan clause) {
    for (const auto kind :
         {Kind::Want, Kind::Add, Kind::Replace, Kind::Delta, Kind::Quantity, Kind::OtherShop,
          Kind::MoreOffers, Kind::Budget, Kind::NewErrand, Kind::Option, Kind::Address})
        if (has(clause, kind)) return true;
    return false;
}

}  // namespace

bool gives_reason(const Sentence& sentence, AtomSpan clause) {
    if (clause.empty() || wants(clause)) return false;
    for (auto at = clause.front().begin; at < clause.back().end; ++at)
        if (reasons().longest(sentence.text, at)) return true;
    return false;
}

}  // namespace errand::brain::embedded
