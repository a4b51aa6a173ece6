#include "skills/ledger/questions.hpp"

#include <string>

#include "skills/ledger/talk.hpp"
#include "skills/ledger/words.hpp"

namespace errand::skills::ledger {
namespace {

// With these an order is put politely.
constexpr std::string_view kPolite =
    "can you|could you|would you|will you|can you "
    "please|能不能|可不可以|可否|能否|能帮|可以帮|可以把|"
    "可以请|好吗|行吗|可以吗|好不好|行不行|成吗|成不|好不|行不|would you mind|mind";
// Whoever is asked to tell something is asked.
constexpr std::string_view kTelling =
    "tell|say|show|list|explain|告诉|说说|说一下|看看|看一下|列出|列一下|查";
// At a clause's beginning.
constexpr std::string_view kBegins =
    "did|does|do i|do we|do you|do they|are|is|was|were|has|have you|have we|have i|have they|had|"
    "should|shall|why|how|when|where|who|which|what|what's|what if|whether|am i|isn't|aren't|"
    "didn't|doesn't|wasn't|weren't|hasn't|haven't|shouldn't|can i|can we|could i|could we|may i|"
    "为什么|为啥|为何|怎么|谁|是不是|是否|有没有|要不要|该不该|需不需要|应不应该";
// Wherever they stand.
constexpr std::string_view kAnywhere =
    "吗|会怎样|会怎么样|会如何|怎么办|为什么|为啥|谁让|谁叫|谁说|是不是|有没有|要不要|该不该|"
    "是否|多少|几张|几笔|哪些|哪几|哪张|哪个|哪家|哪天|哪一|哪里|how much|how many|which|what if|"
    "what happens|what would";
constexpr std::string_view kNoQuestion = "那么|什么都|怎么都|要么|多么|哪个都|哪张都|谁都|没什么";
constexpr std::string_view kSums =
    "total|sum|totals|sums|合计|总计|总额|总数|一共|总共|加起来|how much|多少";
constexpr std::string_view kWithout =
    "without|excluding|not counting|not "
    "including|minus|less|不算|不含|不包括|不包含|不计|除开|刨开|"
    "扣除|扣掉|减去";

}  // namespace

bool asks_only(std::string_view text, bool marked) {
    std::string left(text);
    take_words(left, kNoQuestion);
    const bool tells = has_word(left, kTelling);
    if (has_word(left, kPolite) && !tells) return false;
    if (marked) return true;
    take_courtesies(left);
    take_words(left, "and|but|so|,|那|那么|可是|不过|但是|但");
    const auto at = left.find_first_not_of(" ,.");
    if (at == std::string::npos) return false;
    if (word_at(left, at, kBegins)) return true;
    const auto last = std::string_view(left).substr(0, left.find_last_not_of(" ,.") + 1);
    for (const std::string_view end : {"吗", "了没", "了没有", "么"})
        if (last.ends_with(end)) return true;
    return has_word(left, kAnywhere);
}

bool sums_without(std::string_view text) {
    const auto sum = find_word(text, kSums);
    return sum && has_word(text, kWithout);
}

}  // namespace errand::skills::ledger
